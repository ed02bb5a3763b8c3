import { csvExports, type CsvMatch, csvRows, keepMatches } from "../../../db/csv.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { countRecords, findRecords, type SourceRecord } from "../../../db/source_records.ts";
import type { CsvKind } from "../../../db/tables.ts";
import { idOf, textOf } from "../../mapping/transform.ts";
import { KEY_COLUMN } from "../../practicehub/csv/columns.ts";
import { differingColumns, type Names, namesOf } from "./compare.ts";

const ROWS_AT_ONCE = 1_000;

/** Why a row stands for no record. Counted by sentence, so they name no row and quote no cell. */
export const CSV_PROBLEMS = {
  noKey: "has no number or id",
  nobody: "its number or id is none of the API's",
  several: "its number fits several patients of the API, as number or custom reference; none is taken",
  deleted: "only in the CSV; deleted in PracticeHub",
  again: "a row above it stands for the same record",
  otherPatient: "the API has this file with another patient",
} as const;

/**
 * Finds for each row of each export the record it stands for, and the columns in which the API says something else.
 * The same rows and records give the same matches. Where the API's records are not in the ledger yet, rows wait.
 */
export async function matchCsv(ledger: Ledger): Promise<void> {
  const names = await namesOf(ledger);
  for (const { kind } of await csvExports(ledger)) await matchKind(ledger, kind, names);
}

async function matchKind(ledger: Ledger, kind: CsvKind, names: Names): Promise<void> {
  const there = (await countRecords(ledger)).get(kind)?.present ?? 0;
  const idOfRow = kind === "patients" ? await patientIds(ledger) : (key: string) => idOf(key);
  const taken = new Set<number>();
  for (let after = 0;;) {
    const rows = await csvRows(ledger, { kind, after, limit: ROWS_AT_ONCE });
    const last = rows.at(-1);
    if (!last) return;
    const cells = rows.map((row) => ({ n: row.n, cells: JSON.parse(row.raw) as Record<string, string> }));
    const wanted = cells.map((row) => ({ ...row, id: idOfRow(textOf(row.cells[KEY_COLUMN[kind]])) }));
    const records = await recordsById(ledger, kind, wanted.map((row) => row.id));
    const matches = wanted.map(({ n, cells, id }): CsvMatch => {
      if (there === 0) return { n, record_id: null, problem: null, differs: null };
      const record = typeof id === "number" ? records.get(id) : undefined;
      const problem = problemOf(kind, cells, id, record, taken);
      if (problem || !record) return { n, record_id: null, problem: problem ?? null, differs: null };
      taken.add(record.id);
      const differs = differingColumns(kind, cells, record.row, names);
      return {
        n,
        record_id: record.id,
        problem: null,
        differs: differs.length ? JSON.stringify(differs) : null,
      };
    });
    await ledger.commit({ writes: keepMatches(ledger, kind, matches) });
    after = last.n;
  }
}

function problemOf(
  kind: CsvKind,
  cells: Record<string, string>,
  id: number | "several" | undefined,
  record: SourceRecord | undefined,
  taken: ReadonlySet<number>,
): string | undefined {
  if (textOf(cells[KEY_COLUMN[kind]]) === "") return CSV_PROBLEMS.noKey;
  if (id === "several") return CSV_PROBLEMS.several;
  if (!record) return isDeleted(kind, cells) ? CSV_PROBLEMS.deleted : CSV_PROBLEMS.nobody;
  if (kind === "files" && isOfAnother(cells, record)) return CSV_PROBLEMS.otherPatient;
  return taken.has(record.id) ? CSV_PROBLEMS.again : undefined;
}

const isDeleted = (kind: CsvKind, cells: Record<string, string>): boolean =>
  kind === "patients" && textOf(cells["Deleted"]).toUpperCase() === "TRUE";

/** "Patient Unique Identifier" is the patient's id (contracts/practicehub 4): a second look at the first match. */
function isOfAnother(cells: Record<string, string>, record: SourceRecord): boolean {
  const [csv, api] = [idOf(cells["Patient Unique Identifier"]), idOf(record.row["patient_id"])];
  return csv !== undefined && api !== undefined && csv !== api;
}

/**
 * The patient whom a printed number stands for. The CSV prints the custom reference in the place of the number where
 * there is one (contracts/practicehub 3.1), so both count; a value that fits two patients names nobody for certain. Holds one short
 * entry a patient while rows are matched.
 */
async function patientIds(ledger: Ledger): Promise<(key: string) => number | "several" | undefined> {
  const ids = new Map<string, number | "several">();
  for (let after = -1;;) {
    const records = await findRecords(ledger, { resource: "patients", after, limit: ROWS_AT_ONCE });
    const last = records.at(-1);
    if (!last) return (key) => ids.get(key);
    for (const { id, row } of records) {
      for (const key of new Set([textOf(row["patient_number"]), textOf(row["custom_reference"])])) {
        if (key !== "") ids.set(key, ids.has(key) ? "several" : id);
      }
    }
    after = last.id;
  }
}

async function recordsById(
  ledger: Ledger,
  resource: string,
  wanted: readonly (number | "several" | undefined)[],
): Promise<Map<number, SourceRecord>> {
  const ids = [...new Set(wanted.filter((id) => typeof id === "number"))];
  if (ids.length === 0) return new Map();
  const records = await findRecords(ledger, { resource, after: -1, limit: ids.length, ids });
  return new Map(records.map((r) => [r.id, r]));
}
