import { stringify } from "@std/csv";
import { type Line, markedAsText, readCsvLines, withoutMark, wrong } from "../../base/csv_lines.ts";
import { UsageError } from "../../base/errors.ts";
import type { PlaceChange } from "./change.ts";
import { ADDRESS_PARTS, type AddressPart, type Place, PRACTICE } from "./places.ts";

const COLUMNS = ["id", "name", ...ADDRESS_PARTS] as const;
type Column = typeof COLUMNS[number];

/** More than any name or part of an address. */
const MAX_TEXT = 500;

/** A CSV with a line for the practice and each location, to be filled in with a spreadsheet. */
export function writePlaces(places: readonly Place[]): string {
  const rows = places.map(({ id, name, address }) => [
    id,
    ...[name, ...ADDRESS_PARTS.map((part) => address[part] ?? "")].map(markedAsText),
  ]);
  // A spreadsheet takes a file without this mark for its own old code page.
  return "\uFEFF" + stringify([[...COLUMNS], ...rows]);
}

/**
 * Names and addresses of a filled-in CSV. A column that is not there changes nothing, an empty cell takes away.
 *
 * @throws {UsageError} which line and column is wrong; it quotes nothing of a row.
 */
export function readPlaces(text: string): PlaceChange[] {
  const [header, ...rows] = readCsvLines(text);
  if (!header) throw new UsageError("The CSV is empty; it should begin with id,name,street,city,…");
  const columns = header.cells.map((cell, i) => columnNamed(cell, i));
  for (const column of columns.filter((c, i) => columns.indexOf(c) !== i)) {
    throw new UsageError(`The CSV has two columns ${column}; nothing was read.`);
  }
  if (!columns.includes("id") || columns.length < 2) {
    throw new UsageError(
      "The CSV needs a column id and at least one of name, street, city, state, postcode, country.",
    );
  }
  const changes = rows.map((row) => changeOf(row, columns));
  const lines = new Map<string, number>();
  for (const [i, { id }] of changes.entries()) {
    const line = rows[i]?.line ?? 0;
    const before = lines.get(id);
    if (before !== undefined) throw wrong(line, "id", `is the same as on line ${before}`);
    lines.set(id, line);
  }
  return changes;
}

function changeOf({ line, cells }: Line, columns: readonly Column[]): PlaceChange {
  if (cells.length > columns.length) {
    throw new UsageError(
      `Line ${line} has more cells than there are columns; is a comma not quoted? Nothing was read.`,
    );
  }
  const cell = (column: Column): string | undefined => {
    const i = columns.indexOf(column);
    if (i < 0) return undefined;
    const text = withoutMark((cells[i] ?? "").replaceAll("\u0000", "").replaceAll(/\s+/g, " ").trim());
    if (text.length > MAX_TEXT) throw wrong(line, column, `is longer than ${MAX_TEXT} characters`);
    return text;
  };
  const id = cell("id") ?? "";
  const name = cell("name");
  const address = Object.fromEntries(
    ADDRESS_PARTS.map((part): [AddressPart, string | undefined] => [part, cell(part)])
      .filter((entry): entry is [AddressPart, string] => entry[1] !== undefined),
  );
  return {
    id: idOf(id, line),
    ...(name === undefined ? {} : { name }),
    ...(Object.keys(address).length > 0 ? { address } : {}),
  };
}

function idOf(text: string, line: number): string {
  if (text.toLowerCase() === PRACTICE) return PRACTICE;
  if (!/^\d{1,12}$/.test(text)) throw wrong(line, "id", `must be ${PRACTICE} or the number of a location`);
  return String(Number(text));
}

function columnNamed(cell: string, i: number): Column {
  const column = COLUMNS.find((c) => c === cell.trim().toLowerCase());
  if (!column) throw new UsageError(`Column ${i + 1} of the CSV must be one of ${COLUMNS.join(", ")}.`);
  return column;
}
