import { type Compilable, sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { CsvExportTable, CsvKind, CsvRowTable } from "./tables.ts";

/** Rows of one insert: five bound values each, 32,766 allowed. */
const ROWS_PER_INSERT = 2_000;

/** The exports that were read, by kind. */
export function csvExports(ledger: Ledger): Promise<CsvExportTable[]> {
  return ledger.db.selectFrom("csv_export").selectAll().orderBy("kind").execute();
}

/** Puts an export in the place of an earlier one of its kind. */
export function replaceCsv(
  ledger: Ledger,
  file: CsvExportTable,
  rows: readonly CsvRowTable[],
): Compilable[] {
  const writes: Compilable[] = [
    ledger.db.deleteFrom("csv_row").where("kind", "=", file.kind),
    ledger.db.deleteFrom("csv_export").where("kind", "=", file.kind),
    ledger.db.insertInto("csv_export").values(file),
  ];
  for (let i = 0; i < rows.length; i += ROWS_PER_INSERT) {
    writes.push(ledger.db.insertInto("csv_row").values(rows.slice(i, i + ROWS_PER_INSERT)));
  }
  return writes;
}

export const removeCsv = (ledger: Ledger, kind: CsvKind): Compilable[] => [
  ledger.db.deleteFrom("csv_row").where("kind", "=", kind),
  ledger.db.deleteFrom("csv_export").where("kind", "=", kind),
];

/** Columns by header of the CSV rows that stand for these records. */
export async function csvRowsOf(
  ledger: Ledger,
  kind: CsvKind,
  ids: readonly number[],
): Promise<Map<number, Record<string, string>>> {
  if (ids.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("csv_row").select(["record_id", "raw"]).where("kind", "=", kind)
    .where("record_id", "in", ids).orderBy("n").execute();
  return new Map(rows.map((r) => [r.record_id ?? -1, JSON.parse(r.raw) as Record<string, string>]));
}

/** A page of an export's rows in file order. */
export function csvRows(
  ledger: Ledger,
  query: { kind: CsvKind; after: number; limit: number; unmatched?: boolean },
): Promise<CsvRowTable[]> {
  let q = ledger.db.selectFrom("csv_row").selectAll().where("kind", "=", query.kind).where(
    "n",
    ">",
    query.after,
  );
  if (query.unmatched) q = q.where("record_id", "is", null);
  return q.orderBy("n").limit(query.limit).execute();
}

export async function countCsv(
  ledger: Ledger,
  kind: CsvKind,
): Promise<{ matched: number; unmatched: number }> {
  const { rows } = await sql<{ matched: number | null; unmatched: number | null }>`
    select sum(record_id is not null) as matched, sum(record_id is null) as unmatched
    from csv_row where kind = ${kind}`.execute(ledger.db);
  return { matched: rows[0]?.matched ?? 0, unmatched: rows[0]?.unmatched ?? 0 };
}
