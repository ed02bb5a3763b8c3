import { z } from "zod";
import type { Ledger } from "../../db/ledger.ts";
import { lastRunIn } from "../../db/runs.ts";
import { latestSignOff } from "../../db/approvals.ts";
import { NeedsPersonError } from "../base/errors.ts";
import { mustBeAcknowledged } from "./automations.ts";
import { mustBeCurrent } from "../runbook/current.ts";
import type { Kit } from "../runbook/kit.ts";
import { changedInputs } from "../runbook/runbook.ts";
import type { Step } from "../runbook/step.ts";
import { storedOutcome } from "../runbook/stored_run.ts";
import { currentVersions } from "../runbook/versions.ts";

/**
 * What has to be so before a full run, or before a delta, writes anything.
 *
 * @throws {NeedsPersonError} what a person has to do first
 */
export const mustBeReady = {
  "full-run": async (kit: Kit): Promise<void> => {
    await mustBeCurrent(kit, ["schema", "members", "extract"]);
    const sample = await currentSample(kit.ledger);
    if (!sample?.signedBy) throw new NeedsPersonError("The sample has to be signed off first.");
    if (sample.stale) {
      throw new NeedsPersonError("Something the signed sample depends on has changed; run the sample again.");
    }
    await mustBeAcknowledged(kit);
  },
  /** A full run that waits has conflicts for a person to look at; changes come in all the same. */
  delta: async (kit: Kit): Promise<void> => {
    await mustBeCurrent(kit, ["full-run"], ["green", "waiting"]);
    await mustBeAcknowledged(kit);
  },
};

/** The cells that move everything, and so can move single rows of it again. */
export type MovingStep = keyof typeof mustBeReady;

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
  "optional objects",
];

export interface CurrentSample {
  runId: number;
  diffHash: string;
  unequal: number;
  /** Values and fields for which nothing says what became of them. */
  unexplained: number;
  signedBy: string | undefined;
  /** The run whose diff was signed: an earlier one than `runId` where that came to the same diff. */
  signedRunId?: number;
  /** A map or another input changed since: the diff no longer says what the full run would write. */
  stale: boolean;
}

const Compared = z.object({ diffHash: z.string(), unequal: z.number(), unexplained: z.number().default(0) });

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
    unexplained: detail.unexplained,
    signedBy: signOff?.who,
    ...(signOff ? { signedRunId: signOff.run_id } : {}),
    stale: changedInputs({ reads: SAMPLE_READS }, run, await currentVersions(ledger)).length > 0,
  };
}
