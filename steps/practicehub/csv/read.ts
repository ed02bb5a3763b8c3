import type { CsvKind } from "../../../db/tables.ts";
import { UsageError } from "../../base/errors.ts";
import { many } from "../../base/words.ts";
import { DATE_COLUMNS, type Header, knownColumns, readHeader } from "./header.ts";
import { DateColumn, type DateOrder, isoDate } from "./dates.ts";
import { type Encoding, encodingOf, parseRecords, textOf } from "./decode.ts";

export const MAX_CSV_BYTES = 100_000_000;
export const MAX_CSV_ROWS = 500_000;

/** How a file was read, said to a person; it quotes no cell. */
export interface ReadNote {
  severity: "warning" | "info";
  text: string;
}

/** An export that holds together, ready to be walked. */
export interface CsvFile {
  kind: CsvKind;
  columns: string[];
  rowCount: number;
  notes: ReadNote[];
  /** The rows by column, as the file has them; dates as the API writes them where their form was proved. */
  rows(): AsyncGenerator<Record<string, string>>;
}

const SEPARATORS = [",", ";", "\t"];

/**
 * Looks through an export from its first line to its last, so that nothing of it is kept unless all of it can be read.
 *
 * @param limits for tests
 * @throws {UsageError} not a CSV, not one of PracticeHub's exports, damaged or too large: where, and what to do. It
 *   quotes no cell.
 */
export async function readCsv(
  bytes: Uint8Array,
  limits = { bytes: MAX_CSV_BYTES, rows: MAX_CSV_ROWS },
): Promise<CsvFile> {
  if (bytes.length > limits.bytes) throw tooLarge(limits.bytes);
  if (bytes.length === 0) throw new UsageError("The file is empty.");
  const encoding = encodingOf(bytes);
  const separator = await separatorOf(bytes, encoding);
  const records = () => parseRecords(textOf(bytes, encoding), separator);
  const facts = await look(records(), limits.rows);
  const { header, dates } = facts;
  const orders = new Map([...dates].map(([column, facts]) => [column, facts.order]));
  return {
    kind: header.kind,
    columns: header.columns,
    rowCount: facts.rows,
    notes: notesOf(encoding, facts),
    rows: () => rowsOf(records(), header.columns, orders),
  };
}

export const tooLarge = (bytes: number): UsageError =>
  new UsageError(`The file is larger than ${bytes / 1_000_000} MB; export it in parts.`);

/** The one that makes most of the header's cells columns of an export. */
async function separatorOf(bytes: Uint8Array, encoding: Encoding): Promise<string> {
  let best = { separator: ",", known: 0 };
  for (const separator of SEPARATORS) {
    const known = knownColumns(await firstRecord(parseRecords(textOf(bytes, encoding), separator)));
    if (known > best.known) best = { separator, known };
  }
  return best.separator;
}

/** None where this separator makes nonsense of the quotes. */
async function firstRecord(records: AsyncGenerator<string[]>): Promise<string[]> {
  try {
    for await (const cells of records) return cells;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
  }
  return [];
}

interface FileFacts {
  header: Header;
  rows: number;
  /** Rows that end before the header does: some programs leave out empty cells at the end. */
  short: number;
  dates: Map<string, DateColumn>;
}

async function look(records: AsyncGenerator<string[]>, maxRows: number): Promise<FileFacts> {
  const first = await records.next();
  const header = readHeader(first.done ? [] : first.value);
  const dates = new Map(
    header.columns.filter((c) => DATE_COLUMNS.includes(c)).map((c) => [c, new DateColumn()]),
  );
  const facts: FileFacts = { header, rows: 0, short: 0, dates };
  let row = 1;
  for await (const cells of records) {
    row++;
    if (isBlank(cells)) continue;
    if (cells.slice(header.columns.length).some((cell) => cell.trim() !== "")) {
      throw new UsageError(
        `Row ${row} has ${cells.length} cells where the header has ${header.columns.length}: ` +
          "a cell with a separator in it is not quoted, perhaps.",
      );
    }
    if (++facts.rows > maxRows) {
      throw new UsageError(
        `The file has more than ${maxRows.toLocaleString("en")} rows; export it in parts.`,
      );
    }
    if (cells.length < header.columns.length) facts.short++;
    for (const [column, date] of dates) date.see(cells[header.columns.indexOf(column)] ?? "");
  }
  return facts;
}

async function* rowsOf(
  records: AsyncGenerator<string[]>,
  columns: readonly string[],
  orders: ReadonlyMap<string, DateOrder | undefined>,
): AsyncGenerator<Record<string, string>> {
  await records.next();
  for await (const cells of records) {
    if (isBlank(cells)) continue;
    yield Object.fromEntries(columns.map((column, i) => {
      const cell = cells[i] ?? "";
      return [column, orders.has(column) ? isoDate(cell, orders.get(column)) : cell];
    }));
  }
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

const note = (severity: ReadNote["severity"], text: string): ReadNote => ({ severity, text });

function notesOf(encoding: Encoding, { header, short, dates }: FileFacts): ReadNote[] {
  const { missing } = header;
  const ends = many(short, "row ends", "rows end");
  return [
    ...(encoding === "windows-1252"
      ? [note("warning", "The bytes are no UTF-8; they were read as Windows-1252. Look at an accented name.")]
      : []),
    ...(encoding.startsWith("utf-16") ? [note("info", "Read as UTF-16.")] : []),
    ...(missing.length > 0 ? [note("info", `Columns that it does not have: ${missing.join(", ")}.`)] : []),
    ...(short > 0
      ? [note("warning", `${ends} before the header does; the cells that are not there are taken as empty.`)]
      : []),
    ...[...dates].flatMap(([column, facts]) => dateNotes(column, facts)),
  ];
}

function dateNotes(column: string, { order, yearLast, unknown, isMixed }: DateColumn): ReadNote[] {
  const cells = many(yearLast, "cell");
  const left = (n: number) => `left as ${n === 1 ? "it is" : "they are"}`;
  const notes: ReadNote[] = [];
  if (order) {
    const first = order.replace(" first", "");
    notes.push(note("info", `${column}: read with the ${first} first, which some number above 12 proves.`));
  } else if (yearLast > 0) {
    const why = isMixed
      ? `${cells} with the year last where others have it first`
      : `nothing proves whether the day or the month comes first in ${cells}`;
    notes.push(note("warning", `${column}: ${why}; ${left(yearLast)}, and no date is guessed.`));
  }
  if (unknown > 0) {
    const form = `${many(unknown, "cell")} in a form that is not known`;
    notes.push(note("warning", `${column}: ${form}; ${left(unknown)}.`));
  }
  return notes;
}
