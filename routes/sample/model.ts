import { z } from "zod";
import { countDiffs, findDiffs } from "../../db/diffs.ts";
import type { DiffModel, SameDiff } from "../../views/sample/diff.tsx";
import type { Deps } from "../deps.ts";
import type { Ledger } from "../../db/ledger.ts";
import { findRun } from "../../db/runs.ts";
import type { CurrentSample } from "../../steps/load/gates.ts";

const PAGE_ROWS = 50;

/** The part of the diff that is asked for. Without `unequal`: what differs, if anything does. */
export const DiffQuery = z.object({
  object: z.string().max(100).catch(""),
  unequal: z.enum(["0", "1"]).optional().catch(undefined),
  offset: z.coerce.number().int().min(0).catch(0),
});
export type DiffQuery = z.infer<typeof DiffQuery>;
const START: DiffQuery = { object: "", offset: 0 };

/** One page of the newest sample's diff, unequal fields first. */
export async function diffModel(
  deps: Deps,
  mayPress: boolean,
  query: DiffQuery = START,
): Promise<DiffModel | undefined> {
  const { ledger } = deps.console;
  const sample = await deps.decisions.currentSample(ledger);
  if (!sample) return undefined;
  const counts = await countDiffs(ledger, sample.runId);
  const chosen = counts.filter((c) => query.object === "" || c.object === query.object);
  const unequal = chosen.reduce((sum, c) => sum + c.unequal, 0);
  const fields = chosen.reduce((sum, c) => sum + c.fields, 0);
  const onlyUnequal = query.unequal === undefined ? unequal > 0 : query.unequal === "1";
  const rows = await findDiffs(ledger, {
    run: sample.runId,
    offset: query.offset,
    limit: PAGE_ROWS,
    object: query.object || undefined,
    unequal: onlyUnequal || undefined,
  });
  const { diffHash, signedBy, stale } = sample;
  const sameAs = await sameDiff(ledger, sample);
  return {
    run: sample.runId,
    counts,
    rows,
    object: query.object,
    onlyUnequal,
    offset: query.offset,
    total: onlyUnequal ? unequal : fields,
    pageSize: PAGE_ROWS,
    sample: {
      diffHash,
      unequal: sample.unequal,
      stale,
      signedBy,
      sameAs,
    },
    mayPress,
  };
}

/** The run that was signed, where it is not the newest: a signature approves a later run by the same hash. */
export async function sameDiff(
  ledger: Ledger,
  { runId, signedRunId }: CurrentSample,
): Promise<SameDiff | undefined> {
  if (signedRunId === undefined || signedRunId === runId) return undefined;
  const [signed, newest] = await Promise.all([findRun(ledger, signedRunId), findRun(ledger, runId)]);
  return signed && newest && { signed: signed.number, newest: newest.number };
}
