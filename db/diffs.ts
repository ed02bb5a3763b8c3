import { excluded, inPieces } from "./rows.ts";
import type { Compilable, Selectable } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { DiffTable } from "./tables.ts";

export type DiffRow = Selectable<DiffTable>;

/** Rows of one insert: nine bound values each, 32,766 allowed. */
const ROWS_PER_INSERT = 1_000;

export const insertDiffs = (ledger: Ledger, rows: readonly DiffRow[]): Compilable[] =>
  inPieces(
    rows,
    ROWS_PER_INSERT,
    (some) =>
      ledger.db.insertInto("diff").values(some).onConflict((c) =>
        c.columns(["run_id", "target_id", "field"])
          .doUpdateSet(excluded("expected", "found", "equal", "source_value"))
      ),
  );

export interface DiffQuery {
  run: number;
  object?: string;
  /** Only fields that differ. */
  unequal?: boolean;
  offset?: number;
  limit: number;
}

/** The field-level diff of a sample run, by object, source row, record and field. */
export function findDiffs(ledger: Ledger, query: DiffQuery): Promise<DiffRow[]> {
  let q = ledger.db.selectFrom("diff").selectAll().where("run_id", "=", query.run);
  if (query.object) q = q.where("object", "=", query.object);
  if (query.unequal) q = q.where("equal", "=", 0);
  // Two records of one object may come of one source row: the fields of each stay together.
  return q.orderBy("object").orderBy("source_key").orderBy("target_id").orderBy("field")
    .offset(query.offset ?? 0).limit(query.limit).execute();
}

export interface DiffCount {
  object: string;
  records: number;
  fields: number;
  unequal: number;
}

export async function countDiffs(ledger: Ledger, run: number): Promise<DiffCount[]> {
  const rows = await ledger.db.selectFrom("diff").where("run_id", "=", run).groupBy("object").orderBy(
    "object",
  ).select((q) => [
    "object",
    q.fn.count<number>("target_id").distinct().as("records"),
    q.fn.countAll<number>().as("fields"),
    q.fn.sum<number>(q.case().when("equal", "=", 0).then(1).else(0).end()).as("unequal"),
  ]).execute();
  return rows.map((r) => ({
    ...r,
    records: Number(r.records),
    fields: Number(r.fields),
    unequal: Number(r.unequal),
  }));
}

/** What every field of a run's diff should be and whether it was read so, in an order that does not change. */
export function diffVerdicts(
  ledger: Ledger,
  run: number,
): Promise<Pick<DiffRow, "target_id" | "field" | "expected" | "equal">[]> {
  return ledger.db.selectFrom("diff").select(["target_id", "field", "expected", "equal"])
    .where("run_id", "=", run).orderBy("target_id").orderBy("field").execute();
}
