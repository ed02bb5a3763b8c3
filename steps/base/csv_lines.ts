import { parse } from "@std/csv";
import { UsageError } from "./errors.ts";

/** A small CSV that a person filled in. */
export interface Line {
  /** Where it begins in the file, from 1. */
  line: number;
  cells: string[];
}

const MAX_ROWS = 2_000;

/**
 * Rows that hold something, the header first, with the lines on which they begin; a cell may run over several.
 *
 * @throws {UsageError} it is no CSV, or longer than such a list is.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(readCsvLines("name;city\n\nRiverside;Leeds\n"), [
 *   { line: 1, cells: ["name", "city"] },
 *   { line: 3, cells: ["Riverside", "Leeds"] },
 * ]);
 * ```
 */
export function readCsvLines(file: string): Line[] {
  const text = file.replace(/^\uFEFF/, "");
  // Spreadsheets of half of Europe separate by semicolons.
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const separator = !head.includes(",") && head.includes(";") ? ";" : ",";
  let rows: string[][];
  try {
    rows = parse(text, { separator });
  } catch (cause) {
    const line = /line (\d+)/i.exec(cause instanceof Error ? cause.message : "")?.[1];
    throw new UsageError(
      `The CSV cannot be read${line ? ` from line ${line} on` : ""}: is a quote not closed?`,
    );
  }
  const starts = beginnings(text);
  const lines = rows.map((cells, i) => ({ line: starts[i] ?? 0, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (lines.length > MAX_ROWS + 1) {
    throw new UsageError(`The CSV has more than ${MAX_ROWS} rows; nothing was read.`);
  }
  return lines;
}

/** The line on which each row begins. The parser passes over empty lines, and a quoted cell may hold line ends. */
function beginnings(text: string): number[] {
  const starts: number[] = [];
  let quoted = false;
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (!quoted && line !== "") starts.push(i + 1);
    if (line.split('"').length % 2 === 0) quoted = !quoted;
  }
  return starts;
}

/**
 * Says where in the file something is wrong; it quotes nothing of a row.
 *
 * @param line in the file, from 1
 */
export const wrong = (line: number, column: string, why: string): UsageError =>
  new UsageError(`Line ${line}, column ${column}: ${why}. Nothing was read.`);

/** A spreadsheet runs what begins like this as a formula; what already has apostrophes before it gets one more. */
const FORMULA = /^'*[=+\-@\t\r]/;
const MARKED = /^'(?='*[=+\-@\t\r])/;

/**
 * The cell with an apostrophe before what a spreadsheet would run, which makes it a text there.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(markedAsText("=1+1"), "'=1+1");
 * assertEquals(markedAsText("Anna"), "Anna");
 * assertEquals(withoutMark(markedAsText("'=1+1")), "'=1+1");
 * ```
 */
export const markedAsText = (cell: string): string => FORMULA.test(cell) ? `'${cell}` : cell;

/** The cell before `markedAsText`. */
export const withoutMark = (cell: string): string => cell.replace(MARKED, "");
