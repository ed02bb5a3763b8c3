import { stringify } from "@std/csv";
import type { Json } from "../twenty/json.ts";
import type { Target } from "../mapping/target.ts";
import { markedAsText } from "../base/csv_lines.ts";

/**
 * One record as cells by column: `id` first, the parts of a composite field as `name.firstName`, a list as JSON.
 * What holds nothing has no cell.
 */
export function cellsOf(target: Target): Map<string, string> {
  const cells = new Map([["id", target.id]]);
  for (const [field, value] of Object.entries(target.fields)) {
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      for (const [part, inner] of Object.entries(value)) put(cells, `${field}.${part}`, inner);
    } else put(cells, field, value);
  }
  return cells;
}

/**
 * Lines of a file, each ended by CR LF. The library leaves a CR without LF unquoted, where a reader would end the line;
 * it becomes LF, which breaks the line inside the cell as well.
 */
export function csvLines(rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map((cell) => withoutFormula(cell).replace(/\r(?!\n)/g, "\n")));
  return stringify(safe, { headers: false });
}

/** A spreadsheet runs none of these. */
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;

export const withoutFormula = (cell: string): string => PLAIN_NUMBER.test(cell) ? cell : markedAsText(cell);

function put(cells: Map<string, string>, column: string, value: Json | undefined): void {
  const text = textOf(value);
  if (text !== "") cells.set(column, text);
}

function textOf(value: Json | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  const isEmpty = Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
  return isEmpty ? "" : JSON.stringify(value);
}
