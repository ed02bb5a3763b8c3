import { storedOutcome } from "../runbook/stored_run.ts";
import { z } from "zod";
import type { Ledger } from "../../db/ledger.ts";
import { lastRunIn } from "../../db/runs.ts";
import { latestSignOff } from "../../db/sign_offs.ts";
import { currentVersions } from "../runbook/versions.ts";
import { changedInputs } from "../runbook/runbook.ts";
import type { Step } from "../runbook/step.ts";

/** What the sample reads: a change in any of it and a signed diff no longer says what the full run would write. */
export const SAMPLE_READS: Step["reads"] = [
  "settings",
  "field map",
  "value map",
  "member map",
  "schema",
  "extract",
  "rollback",
  "CSV exports",
  "extra objects",
];

export interface CurrentSample {
  runId: number;
  diffHash: string;
  unequal: number;
  signedBy: string | undefined;
  /** The run whose diff was signed: an earlier one than `runId` where that came to the same diff. */
  signedRunId?: number;
  /** A map or another input changed since: the diff no longer says what the full run would write. */
  stale: boolean;
}

const Compared = z.object({ diffHash: z.string(), unequal: z.number() });

/** The newest sample that came to its end. */
export async function currentSample(ledger: Ledger): Promise<CurrentSample | undefined> {
  const run = await lastRunIn(ledger, "sample", ["green", "waiting", "red"]);
  const detail = run && Compared.safeParse(storedOutcome(run)?.detail).data;
  if (!run || !detail) return undefined;
  const last = await latestSignOff(ledger);
  const signOff = last?.diff_hash === detail.diffHash ? last : undefined;
  return {
    runId: run.id,
    diffHash: detail.diffHash,
    unequal: detail.unequal,
    signedBy: signOff?.who,
    ...(signOff ? { signedRunId: signOff.run_id } : {}),
    stale: changedInputs({ reads: SAMPLE_READS }, run, await currentVersions(ledger)).length > 0,
  };
}
