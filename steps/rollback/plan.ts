import { createHash } from "node:crypto";
import type { Ledger } from "../../db/ledger.ts";
import {
  countRows,
  dropPlans,
  findRows,
  insertAbsent,
  insertRows,
  newestRows,
  type RollbackRow,
  type RowQuery,
} from "../../db/rollback_rows.ts";
import { pages } from "../../db/rows.ts";
import { editedSince } from "../load/decide.ts";
import { ROLLBACK_WORDS } from "../load/words.ts";
import { pluralOf, TARGET_OBJECTS } from "../mapping/objects.ts";
import { keepPointedAt, notePointers, notePointersOfOthers } from "./pointers.ts";
import { type OwnFields, type Page, type Survey, survey } from "./survey.ts";
import type { Kit } from "../runbook/kit.ts";
import type { ObjectMeta } from "../twenty/metadata.ts";

/** What a rollback would do, every record of ours in exactly one place: in full in the ledger, here in numbers. */
export interface Plan {
  /** Bound to every id and bucket: a person's confirmation is void when it changes. */
  hash: string;
  /** Records that would be removed from Twenty. */
  count: number;
  objects: { object: string; reverse: number; keep: number; absent: number }[];
  /** The first of the kept, with the reason. */
  kept: KeptRow[];
}

export interface KeptRow {
  object: string;
  sourceKey: string;
  reason: string;
}

/** Kept rows that a plan shows one by one; the file has all. */
export const SHOWN = 200;
const ROWS_AT_ONCE = 1_000;

/**
 * Decides what goes and what stays, row by row in the ledger, so that memory does not grow with the migration. What was
 * edited since stays; what a staying row, or anybody else's row, points at stays too, because removing it would change
 * that row.
 */
export async function makePlan(
  kit: Kit,
  objects: readonly ObjectMeta[],
  own: OwnFields,
): Promise<{ plan: Plan; before: Survey }> {
  await kit.ledger.commit({ writes: dropPlans(kit.ledger) });
  const before = await survey(kit, objects, own, (page) => notePage(kit, page));
  await notePointersOfOthers(kit, objects);
  await kit.ledger.commit({
    writes: [insertAbsent(kit.ledger, kit.run, TARGET_OBJECTS, ROLLBACK_WORDS["gone-already"])],
  });
  await keepPointedAt(kit, objects);
  return { plan: await planOf(kit.ledger, kit.run), before };
}

async function notePage(kit: Kit, { object, meta, ours, others }: Page): Promise<void> {
  const rows = ours.map(({ ours: mine, found }): RollbackRow => {
    const edited = editedSince(mine, found);
    return {
      run_id: kit.run,
      object,
      target_id: found.id,
      source_key: mine.sourceKey,
      bucket: edited ? "keep" : "reverse",
      code: edited ? "edited" : null,
      reason: edited ? ROLLBACK_WORDS.edited : "",
      restored: 0,
    };
  });
  if (rows.length > 0) await kit.ledger.commit({ writes: [insertRows(kit.ledger, rows)] });
  const edited = new Set(rows.filter((row) => row.bucket === "keep").map((row) => row.target_id));
  await notePointers(kit, meta, others, false);
  await notePointers(kit, meta, ours.map((o) => o.found).filter((found) => edited.has(found.id)), true);
}

/** The plan that the ledger holds for a run. */
export async function planOf(ledger: Ledger, run: number): Promise<Plan> {
  const counts = await countRows(ledger, run);
  const objects: Plan["objects"] = TARGET_OBJECTS.map((object) => ({
    object: pluralOf(object),
    reverse: counts.get(`${object} reverse`) ?? 0,
    keep: counts.get(`${object} keep`) ?? 0,
    absent: counts.get(`${object} absent`) ?? 0,
  })).filter((o) => o.reverse + o.keep + o.absent > 0);
  const hash = createHash("sha256");
  for await (const rows of rowsOf(ledger, run, { buckets: ["reverse", "keep"] })) {
    for (const { object, target_id, bucket } of rows) hash.update(`${object} ${target_id} ${bucket}\n`);
  }
  const kept = await findRows(ledger, run, { buckets: ["keep"], limit: SHOWN });
  return {
    hash: hash.digest("hex"),
    count: objects.reduce((n, o) => n + o.reverse, 0),
    objects,
    kept: kept.map(shownRow),
  };
}

export const shownRow = ({ object, source_key, reason }: RollbackRow): KeptRow => ({
  object: pluralOf(object),
  sourceKey: source_key,
  reason,
});

/** All rows of a run that match, a thousand at a time. */
export const rowsOf = (
  ledger: Ledger,
  run: number,
  query: Omit<RowQuery, "limit" | "after">,
): AsyncIterable<RollbackRow[]> =>
  pages(
    "",
    (after) => findRows(ledger, run, { ...query, after, limit: ROWS_AT_ONCE }),
    ({ target_id }) => target_id,
  );

export const ROLLBACK_COLUMNS = [
  "Object",
  "Source row",
  "Record in Twenty",
  "What becomes of it",
  "Why",
] as const;

const BUCKETS = ["reverse", "keep", "reversed", "kept", "errored", "absent"] as const;

const BUCKET_WORDS: Record<typeof BUCKETS[number], string> = {
  reverse: "would be removed",
  keep: "would be kept",
  reversed: "reversed",
  kept: "kept",
  errored: "errored",
  absent: "gone already",
};

/** Every record of the newest rollback, or of the newest plan, in exactly one place. No value of a patient. */
export async function* rollbackRows(ledger: Ledger): AsyncGenerator<string[][]> {
  const run = await newestRows(ledger);
  if (run === undefined) return;
  for await (const rows of rowsOf(ledger, run, { buckets: BUCKETS })) {
    yield rows.map(({ object, source_key, target_id, bucket, reason }) => [
      pluralOf(object),
      source_key,
      target_id,
      BUCKET_WORDS[bucket],
      reason,
    ]);
  }
}
