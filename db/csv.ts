import { inPieces, statement } from "./rows.ts";
import { cellsIn, valueIn } from "./stored.ts";
import { type Compilable, sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { CsvExportTable, CsvKind, CsvRowTable } from "./tables.ts";

/** What one row of an export says, by header. */
export type CsvCells = Record<string, string>;

/** Rows of one insert: six bound values each, 32,766 allowed. */
const ROWS_PER_INSERT = 2_000;

/** The exports that were read, by kind. */
export function csvExports(ledger: Ledger): Promise<CsvExportTable[]> {
  return ledger.db.selectFrom("csv_export").selectAll().orderBy("kind").execute();
}

/** Takes away rows of a file that was not read to its end. */
export const clearStaged = (ledger: Ledger, kind: CsvKind): Compilable =>
  ledger.db.deleteFrom("csv_row").where("kind", "=", kind).where("n", "<", 0);

/** Keeps rows aside while their file is being read; nothing else sees them. @param first line of the first row */
export function stageRows(
  ledger: Ledger,
  kind: CsvKind,
  first: number,
  rows: readonly CsvCells[],
): Compilable[] {
  const none = { record_id: null, problem: null, differs: null };
  const staged = rows.map((raw, i) => ({ kind, n: -(first + i), raw: JSON.stringify(raw), ...none }));
  return inPieces(staged, ROWS_PER_INSERT, (some) => ledger.db.insertInto("csv_row").values(some));
}

/** Puts the rows kept aside in the place of an earlier export of their kind, all at once. */
export const publishStaged = (ledger: Ledger, file: CsvExportTable): Compilable[] => [
  ledger.db.deleteFrom("csv_row").where("kind", "=", file.kind).where("n", ">", 0),
  ledger.db.deleteFrom("csv_export").where("kind", "=", file.kind),
  ledger.db.updateTable("csv_row").set({ n: sql<number>`-n` }).where("kind", "=", file.kind),
  ledger.db.insertInto("csv_export").values(file),
];

export const removeCsv = (ledger: Ledger, kind: CsvKind): Compilable[] => [
  ledger.db.deleteFrom("csv_row").where("kind", "=", kind),
  ledger.db.deleteFrom("csv_export").where("kind", "=", kind),
];

export type CsvMatch = Pick<CsvRowTable, "n" | "record_id" | "problem" | "differs">;

/** Keeps what was found about rows that are there: which record each stands for, or why none, and what differs. */
export function keepMatches(ledger: Ledger, kind: CsvKind, matches: readonly CsvMatch[]): Compilable[] {
  if (matches.length === 0) return [];
  // One statement however many rows, since bound values are counted. Written as an insert that always meets its row:
  // an update would walk all rows for each match.
  const update = sql`insert into csv_row (kind, n, record_id, problem, differs, raw)
    select ${kind}, json_extract(value, '$.n'), json_extract(value, '$.record_id'), json_extract(value, '$.problem'),
      json_extract(value, '$.differs'), ''
    from json_each(${JSON.stringify(matches)}) where true
    on conflict (kind, n) do update set record_id = excluded.record_id, problem = excluded.problem,
      differs = excluded.differs`;
  return [statement(ledger, update)];
}

/** Columns by header of the CSV rows that stand for these records. */
export async function csvRowsOf(
  ledger: Ledger,
  kind: CsvKind,
  ids: readonly number[],
): Promise<Map<number, CsvCells>> {
  if (ids.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("csv_row").select(["record_id", "raw"]).where("kind", "=", kind)
    .where("record_id", "in", ids).orderBy("n").execute();
  return new Map(rows.map((r) => [r.record_id ?? -1, cellsIn(r)]));
}

export interface CsvQuery {
  kind: CsvKind;
  /** Lines greater than this. */
  after: number;
  limit: number;
  /** Only rows that stand for no record, or only those that differ from theirs. */
  only?: "unmatched" | "differing";
}

/** The next rows of an export in file order. */
export function csvRows(ledger: Ledger, query: CsvQuery): Promise<CsvRowTable[]> {
  let q = ledger.db.selectFrom("csv_row").selectAll().where("kind", "=", query.kind)
    .where("n", ">", Math.max(0, query.after));
  if (query.only === "unmatched") q = q.where("record_id", "is", null);
  if (query.only === "differing") q = q.where("differs", "is not", null);
  return q.orderBy("n").limit(query.limit).execute();
}

/** All rows of an export in file order, at most `limit` at a time. @param only as in `CsvQuery` */
export async function* csvPages(
  ledger: Ledger,
  query: Omit<CsvQuery, "after">,
): AsyncGenerator<(CsvRowTable & { cells: CsvCells })[]> {
  for (let after = 0;;) {
    const rows = await csvRows(ledger, { ...query, after });
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map((row) => ({ ...row, cells: cellsIn(row) }));
    after = last.n;
  }
}

export interface CsvCount {
  matched: number;
  unmatched: number;
  differing: number;
}

/** From the indexes alone: the page asks each time it is drawn. */
export async function countCsv(ledger: Ledger, kind: CsvKind): Promise<CsvCount> {
  const { rows } = await sql<{ total: number; matched: number; differing: number }>`
    select
      (select count(*) from csv_row where kind = ${kind} and n > 0) as total,
      (select count(*) from csv_row where kind = ${kind} and record_id is not null and n > 0) as matched,
      (select count(*) from csv_row where kind = ${kind} and differs is not null and n > 0) as differing`
    .execute(ledger.db);
  const { total = 0, matched = 0, differing = 0 } = rows[0] ?? {};
  return { matched, unmatched: total - matched, differing };
}

/** Reasons for which rows stand for no record, with how many, the commonest first. */
export async function csvProblems(ledger: Ledger, kind: CsvKind): Promise<[problem: string, rows: number][]> {
  const { rows } = await sql<{ problem: string; n: number }>`
    select problem, count(*) as n from csv_row
    where kind = ${kind} and problem is not null and n > 0 group by 1 order by 2 desc, 1`.execute(ledger.db);
  return rows.map((r) => [r.problem, r.n]);
}

/** Columns in which rows differ from the API, with how many rows, the commonest first. */
export async function csvDifferences(
  ledger: Ledger,
  kind: CsvKind,
): Promise<[column: string, rows: number][]> {
  const { rows } = await sql<{ name: string; n: number }>`
    select d.value as name, count(*) as n from csv_row, json_each(csv_row.differs) as d
    where csv_row.kind = ${kind} and csv_row.n > 0 and csv_row.differs is not null
    group by 1 order by 2 desc, 1`.execute(ledger.db);
  return rows.map((r) => [r.name, r.n]);
}

/**
 * What a column holds, trimmed, with how many rows hold it, the commonest first; empty cells are left out.
 *
 * @param limit at most so many different values
 */
export async function csvColumnValues(
  ledger: Ledger,
  kind: CsvKind,
  column: string,
  limit: number,
): Promise<[value: string, rows: number][]> {
  // As JSON: a text would be read up to its first NUL.
  const { rows } = await sql<{ cell: string; n: number }>`
    select json_quote(trim(c.value)) as cell, count(*) as n from csv_row, json_each(csv_row.raw) as c
    where csv_row.kind = ${kind} and csv_row.n > 0 and c.key = ${column} and trim(c.value) != ''
    group by 1 order by 2 desc, 1 limit ${limit}`.execute(ledger.db);
  return rows.map((r) => [String(valueIn(r.cell)), r.n]);
}
