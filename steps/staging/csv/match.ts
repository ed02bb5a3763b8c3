import { type CsvCells, csvExports, type CsvMatch, csvPages, keepMatches } from "../../../db/csv.ts";
import type { Ledger } from "../../../db/ledger.ts";
import {
  countRecords,
  findRecords,
  type RawRow,
  recordPages,
  type SourceRecord,
} from "../../../db/source_records.ts";
import type { CsvKind } from "../../../db/tables.ts";
import { idOf, textOf } from "../../mapping/transform.ts";
import { KEY_COLUMN } from "../../practicehub/csv/header.ts";
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
  const matcher = await matcherOf(ledger, kind);
  for await (const rows of csvPages(ledger, { kind, limit: ROWS_AT_ONCE })) {
    const records = await recordsById(ledger, kind, rows.map(({ cells }) => matcher.idOf(cells)));
    const matches = rows.map(({ n, cells }): CsvMatch => {
      const none = { n, record_id: null, problem: null, differs: null };
      if (there === 0) return none;
      const { record, problem } = matcher.match(cells, (id) => records.get(id));
      if (!record) return { ...none, problem };
      const differs = differingColumns(kind, cells, record.row, names);
      return { ...none, record_id: record.id, differs: differs.length ? JSON.stringify(differs) : null };
    });
    await ledger.commit({ writes: keepMatches(ledger, kind, matches) });
  }
}

/** What a row of an export can stand for. */
interface Matchable {
  id: number;
  row: RawRow;
}

/**
 * Tells for the rows of one export, in the order of the file, which record each stands for. Every patient has to be
 * added first; it holds one short entry a patient, and the ids that are taken.
 */
export class CsvMatcher {
  #patients = new Map<string, number | "several">();
  #taken = new Set<number>();

  constructor(readonly kind: CsvKind) {}

  /**
   * The CSV prints the custom reference in the place of a patient's number where there is one (contracts/practicehub
   * 3.1), so both count; a value that fits two patients names nobody for certain. Other rows name their id.
   */
  add({ id, row }: Matchable): void {
    if (this.kind !== "patients") return;
    for (const key of new Set([textOf(row["patient_number"]), textOf(row["custom_reference"])])) {
      if (key !== "") this.#patients.set(key, this.#patients.has(key) ? "several" : id);
    }
  }

  /** The id that a row's key names, whether or not there is such a record. */
  idOf(cells: CsvCells): number | "several" | undefined {
    const key = textOf(cells[KEY_COLUMN[this.kind]]);
    return this.kind === "patients" ? this.#patients.get(key) : idOf(key);
  }

  /** The record that a row stands for, which no later row can stand for then, or why it stands for none. */
  match<R extends Matchable>(
    cells: CsvCells,
    recordOf: (id: number) => R | undefined,
  ): { record: R; problem: null } | { record: undefined; problem: string } {
    const id = this.idOf(cells);
    const record = typeof id === "number" ? recordOf(id) : undefined;
    const none = (problem: string) => ({ record: undefined, problem });
    if (textOf(cells[KEY_COLUMN[this.kind]]) === "") return none(CSV_PROBLEMS.noKey);
    if (id === "several") return none(CSV_PROBLEMS.several);
    if (!record) return none(isDeleted(this.kind, cells) ? CSV_PROBLEMS.deleted : CSV_PROBLEMS.nobody);
    if (this.kind === "files" && isOfAnother(cells, record)) return none(CSV_PROBLEMS.otherPatient);
    if (this.#taken.has(record.id)) return none(CSV_PROBLEMS.again);
    this.#taken.add(record.id);
    return { record, problem: null };
  }
}

const isDeleted = (kind: CsvKind, cells: CsvCells): boolean =>
  kind === "patients" && textOf(cells["Deleted"]).toUpperCase() === "TRUE";

/** "Patient Unique Identifier" is the patient's id (contracts/practicehub 4): a second look at the first match. */
function isOfAnother(cells: CsvCells, record: Matchable): boolean {
  const [csv, api] = [idOf(cells["Patient Unique Identifier"]), idOf(record.row["patient_id"])];
  return csv !== undefined && api !== undefined && csv !== api;
}

async function matcherOf(ledger: Ledger, kind: CsvKind): Promise<CsvMatcher> {
  const matcher = new CsvMatcher(kind);
  if (kind !== "patients") return matcher;
  for await (const records of recordPages(ledger, "patients", ROWS_AT_ONCE)) {
    for (const record of records) matcher.add(record);
  }
  return matcher;
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
