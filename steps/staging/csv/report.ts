import { cellsIn, namesIn, notesIn } from "../../../db/stored.ts";
import { countCsv, csvDifferences, csvExports, csvProblems, csvRows } from "../../../db/csv.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { countRecords, findRecords } from "../../../db/source_records.ts";
import type { CsvExportTable, CsvKind } from "../../../db/tables.ts";
import type { Finding } from "../../runbook/step.ts";
import { many } from "../../base/words.ts";
import { CSV_KINDS, KEY_COLUMN } from "../../practicehub/csv/header.ts";
import type { ReadNote } from "../../practicehub/csv/read.ts";
import { apiValue, type Names, namesOf } from "./compare.ts";

/** One export as it stands: what was read, what it was matched with. Counts and names of columns, no cell. */
export interface CsvState {
  kind: CsvKind;
  file: CsvExportTable;
  notes: ReadNote[];
  /** The extract has not brought the records yet that rows could stand for. */
  waiting: boolean;
  matched: number;
  unmatched: number;
  differing: number;
  problems: [problem: string, rows: number][];
  differences: [column: string, rows: number][];
}

/** Every export that was given, in the order patients, appointments, files. */
export async function csvStates(ledger: Ledger): Promise<CsvState[]> {
  const files = new Map((await csvExports(ledger)).map((file) => [file.kind, file]));
  if (files.size === 0) return [];
  const records = await countRecords(ledger);
  const states: CsvState[] = [];
  for (const kind of CSV_KINDS) {
    const file = files.get(kind);
    if (!file) continue;
    states.push({
      kind,
      file,
      notes: notesIn(file),
      waiting: (records.get(kind)?.present ?? 0) === 0,
      ...await countCsv(ledger, kind),
      problems: await csvProblems(ledger, kind),
      differences: await csvDifferences(ledger, kind),
    });
  }
  return states;
}

/** What the exports have to say to the extract. */
export async function csvFindings(ledger: Ledger): Promise<Finding[]> {
  return (await csvStates(ledger)).flatMap((state) => [
    {
      id: `csv-${state.kind}`,
      severity: state.unmatched > 0 ? "warning" : "info",
      title: `CSV of ${state.kind}: ${many(state.matched, "row")} of ${
        state.file.rows.toLocaleString("en")
      } stand for a record`,
      detail: state.waiting
        ? `The API gives no ${state.kind} to match them with.`
        : state.problems.map(([problem, n]) => `${many(n, "row")}: ${problem}.`).join(" ") ||
          "Every row was matched.",
      ...(state.unmatched > 0
        ? { action: "Look at the rows in this cell; they add nothing to any record." }
        : {}),
    },
    ...differenceFindings(state),
    ...state.notes.map((note, i): Finding => ({
      id: `csv-${state.kind}-read-${i + 1}`,
      severity: note.severity,
      title: `CSV of ${state.kind}: how it was read`,
      detail: note.text,
    })),
  ]);
}

function differenceFindings({ kind, differing, differences }: CsvState): Finding[] {
  if (differing === 0) return [];
  return [{
    id: `csv-${kind}-differs`,
    severity: "warning",
    title: `CSV of ${kind}: ${many(differing, "row differs", "rows differ")} from the API`,
    detail: `${differences.map(([column, n]) => `${column} ${n.toLocaleString("en")}`).join(", ")}. ` +
      "What the API says is used.",
    action: "Compare them in this cell; to take the CSV's, ignore the API's row of that field in the map.",
  }];
}

/** A row that stands for no record. Its key is what a person looks it up by. */
export interface UnmatchedRow {
  n: number;
  key: string;
  problem: string;
}

/**
 * Rows of an export that stand for no record.
 *
 * @param after number of a row, itself left out
 * @param limit at most so many
 */
export async function unmatchedRows(
  ledger: Ledger,
  kind: CsvKind,
  after: number,
  limit: number,
): Promise<UnmatchedRow[]> {
  const rows = await csvRows(ledger, { kind, after, limit, only: "unmatched" });
  return rows.map((row) => ({
    n: row.n,
    key: cellsIn(row)[KEY_COLUMN[kind]] ?? "",
    problem: row.problem ?? "",
  }));
}

/** One column of one row in which the API says something else. Holds patients' values: for the page and its files. */
export interface DifferingCell {
  n: number;
  record: number;
  column: string;
  csv: string;
  api: string;
}

/** @param limit rows looked at; each gives one cell or more */
export async function differingCells(
  ledger: Ledger,
  kind: CsvKind,
  after: number,
  limit: number,
): Promise<DifferingCell[]> {
  const names: Names = await namesOf(ledger);
  const rows = await csvRows(ledger, { kind, after, limit, only: "differing" });
  const ids = rows.flatMap((row) => row.record_id ?? []);
  if (ids.length === 0) return [];
  const found = await findRecords(ledger, { resource: kind, after: -1, limit: ids.length, ids });
  const records = new Map(found.map((r) => [r.id, r.row]));
  return rows.flatMap(({ n, record_id, raw, differs }) => {
    const cells = cellsIn({ raw });
    // Gone since it was matched: the next extract tells.
    const record = records.get(record_id ?? -1);
    return (namesIn(differs)).map((column) => ({
      n,
      record: record_id ?? 0,
      column,
      csv: cells[column] ?? "",
      api: record ? apiValue(kind, column, record, names) : "",
    }));
  });
}
