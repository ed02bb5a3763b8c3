import { z } from "zod";
import { countDiffs, type DiffRow, findDiffs } from "../../db/diffs.ts";
import { codesIn } from "../../db/stored.ts";
import { whyWords } from "../../steps/accounting/words.ts";
import type { DiffLine, DiffModel, SameDiff } from "../../views/sample/diff.tsx";
import type { Deps } from "../deps.ts";
import type { Ledger } from "../../db/ledger.ts";
import { findRun } from "../../db/runs.ts";
import type { CurrentSample } from "../../steps/load/gates.ts";

const PAGE_ROWS = 50;

/** The part of the diff that is asked for. Without `show`: what differs, else what is changed or left, if anything is. */
export const DiffQuery = z.object({
  object: z.string().max(100).catch(""),
  show: z.enum(["unequal", "changed", "all"]).optional().catch(undefined),
  offset: z.coerce.number().int().min(0).catch(0),
});
export type DiffQuery = z.infer<typeof DiffQuery>;
const START: DiffQuery = { object: "", offset: 0 };

/** One page of the newest sample's diff, fields in the order of their records. */
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
  const sum = (of: (count: typeof counts[number]) => number) => chosen.reduce((n, count) => n + of(count), 0);
  const totals = {
    unequal: sum((c) => c.unequal),
    changed: sum((c) => c.changed + c.left),
    all: sum((c) => c.fields + c.left + c.empty),
  };
  const show = query.show ?? (totals.unequal > 0 ? "unequal" : totals.changed > 0 ? "changed" : "all");
  const rows = await findDiffs(ledger, {
    run: sample.runId,
    offset: query.offset,
    limit: PAGE_ROWS,
    object: query.object || undefined,
    show: show === "all" ? undefined : show,
  });
  const { diffHash, signedBy, stale } = sample;
  const sameAs = await sameDiff(ledger, sample);
  return {
    run: sample.runId,
    counts,
    rows: rows.map(withWords),
    object: query.object,
    show,
    offset: query.offset,
    total: totals[show],
    pageSize: PAGE_ROWS,
    sample: {
      diffHash,
      unequal: sample.unequal,
      unexplained: sample.unexplained,
      stale,
      signedBy,
      sameAs,
    },
    mayPress,
  };
}

const withWords = ({ reasons, ...row }: DiffRow): DiffLine => ({
  ...row,
  why: codesIn(reasons).map(whyWords),
});

/** The run that was signed, where it is not the newest: a signature approves a later run by the same hash. */
export async function sameDiff(
  ledger: Ledger,
  { runId, signedRunId }: CurrentSample,
): Promise<SameDiff | undefined> {
  if (signedRunId === undefined || signedRunId === runId) return undefined;
  const [signed, newest] = await Promise.all([findRun(ledger, signedRunId), findRun(ledger, runId)]);
  return signed && newest && { signed: signed.number, newest: newest.number };
}
