import { excluded, inPieces } from "./rows.ts";
import { type Compilable, type Selectable, sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { DiffFate, DiffTable } from "./tables.ts";

export type DiffRow = Selectable<DiffTable>;

/** Rows of one insert: eleven bound values each, 32,766 allowed. */
const ROWS_PER_INSERT = 1_000;

export const insertDiffs = (ledger: Ledger, rows: readonly DiffRow[]): Compilable[] =>
  inPieces(
    rows,
    ROWS_PER_INSERT,
    (some) =>
      ledger.db.insertInto("diff").values(some).onConflict((c) =>
        c.columns(["run_id", "target_id", "field"])
          .doUpdateSet(excluded("expected", "found", "equal", "sources", "fate", "reasons"))
      ),
  );

export interface DiffQuery {
  run: number;
  object?: string;
  /** Only fields that differ, or only those that are changed or left on purpose. */
  show?: "unequal" | "changed";
  offset?: number;
  limit: number;
}

/** The field-level diff of a sample run, by object, source row, record and field. */
export function findDiffs(ledger: Ledger, query: DiffQuery): Promise<DiffRow[]> {
  let q = ledger.db.selectFrom("diff").selectAll().where("run_id", "=", query.run);
  if (query.object) q = q.where("object", "=", query.object);
  if (query.show === "unequal") q = q.where("equal", "=", 0);
  if (query.show === "changed") q = q.where("fate", "in", ["changed", "left"]);
  // What is left comes first, and the rare reasons: of the many alike a person looks at one.
  if (query.show === "changed") {
    const alike = sql<number>`count(*) over (partition by object, field, fate, reasons)`;
    q = q.orderBy("fate", "desc").orderBy(alike);
  }
  // Two records of one object may come of one source row: the fields of each stay together.
  return q.orderBy("object").orderBy("source_key").orderBy("target_id").orderBy("field")
    .offset(query.offset ?? 0).limit(query.limit).execute();
}

export interface DiffCount {
  object: string;
  records: number;
  /** Fields that were written and read back. */
  fields: number;
  unequal: number;
  /** Of those, the fields that hold something else than the source, on purpose. */
  changed: number;
  /** Fields that hold nothing although the source does. */
  left: number;
  /** Those of them for which nothing says why. */
  unexplained: number;
  /** Mapped fields that are empty in the source. */
  empty: number;
}

export async function countDiffs(ledger: Ledger, run: number): Promise<DiffCount[]> {
  const rows = await ledger.db.selectFrom("diff").where("run_id", "=", run)
    .groupBy("object").orderBy("object").select((q) => {
      const sum = (fate: DiffFate) =>
        q.fn.sum<number>(q.case().when("fate", "=", fate).then(1).else(0).end());
      return [
        "object",
        q.fn.count<number>("target_id").distinct().as("records"),
        q.fn.sum<number>(q.case().when("fate", "in", ["carried", "changed"]).then(1).else(0).end()).as(
          "fields",
        ),
        q.fn.sum<number>(q.case().when("equal", "=", 0).then(1).else(0).end()).as("unequal"),
        sum("changed").as("changed"),
        sum("left").as("left"),
        q.fn.sum<number>(
          q.case().when(q.and([q("fate", "=", "left"), q("reasons", "=", "[]")])).then(1).else(0).end(),
        ).as("unexplained"),
        sum("empty").as("empty"),
      ];
    }).execute();
  return rows.map(({ object, ...sums }) => ({ object, ...inNumbers(sums) }));
}

const inNumbers = <K extends string>(sums: Record<K, number>): Record<K, number> =>
  Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, Number(sum)])) as Record<K, number>;

/** Fields that were left and of which no remark says why. */
export const unremarkedDiffs = (
  ledger: Ledger,
  run: number,
): Promise<Pick<DiffRow, "target_id" | "source_key" | "field" | "sources">[]> =>
  ledger.db.selectFrom("diff").select(["target_id", "source_key", "field", "sources"])
    .where("run_id", "=", run).where("fate", "=", "left").where("reasons", "=", "[]").execute();

/** Says why one field of a run's diff was left. @param reasons codes */
export const explainDiff = (
  ledger: Ledger,
  run: number,
  { target_id, field }: Pick<DiffRow, "target_id" | "field">,
  reasons: readonly string[],
): Compilable =>
  ledger.db.updateTable("diff").set({ reasons: JSON.stringify(reasons) })
    .where("run_id", "=", run).where("target_id", "=", target_id).where("field", "=", field);

/**
 * What every field of a run's diff should be, whether it was read so, and what is not as in the source and why, in an order
 * that does not change.
 */
export async function diffVerdicts(
  ledger: Ledger,
  run: number,
): Promise<
  (Pick<DiffRow, "target_id" | "field" | "expected" | "equal" | "fate" | "reasons"> & { sources?: string })[]
> {
  const rows = await ledger.db.selectFrom("diff")
    .select(["target_id", "field", "expected", "equal", "fate", "reasons", "sources"])
    .where("run_id", "=", run).orderBy("target_id").orderBy("field").execute();
  // What is carried is judged by what is expected; a source that is written in another way is no other result.
  return rows.map(({ sources, ...row }) =>
    row.fate === "carried" || row.fate === "empty" ? row : { ...row, sources }
  );
}
