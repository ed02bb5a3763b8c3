import type { CsvKind } from "../../../db/tables.ts";
import { UsageError } from "../../base/errors.ts";
import { CSV_COLUMNS, CSV_KINDS, KEY_COLUMN } from "./columns.ts";

export interface Header {
  kind: CsvKind;
  /** One name per cell: the contract's spelling where it has the column, else the file's own. */
  columns: string[];
  /** Columns of the contract that the file lacks. */
  missing: string[];
}

/** Besides its key a file must have this many columns of its kind: a lone "Patient Number" says nothing. */
const FEWEST_COLUMNS = 3;

/**
 * Which export a file is follows from its first line; order, capitals and further columns do not matter.
 *
 * @throws {UsageError} it fits none: which kind is nearest, and what of it is missing. It quotes no cell, because the
 *   first line of a file without header is a patient.
 */
export function readHeader(cells: readonly string[]): Header {
  const [best] = CSV_KINDS.map((kind) => ({ kind, missing: missingOf(kind, cells) }))
    .map((k) => ({ ...k, known: CSV_COLUMNS[k.kind].length - k.missing.length }))
    .sort((a, b) => share(b) - share(a));
  if (!best || best.known === 0) {
    throw new UsageError(
      "The first line has none of the columns of PracticeHub's exports of patients, appointments or files. " +
        "It must be the header, as PracticeHub writes it.",
    );
  }
  const { kind, missing, known } = best;
  if (missing.includes(KEY_COLUMN[kind]) || known < FEWEST_COLUMNS) {
    throw new UsageError(
      `The header fits none of PracticeHub's exports. Nearest is that of ${kind}; it lacks ${
        missing.join(", ")
      }.`,
    );
  }
  return { kind, columns: named(kind, cells), missing };
}

/** How many of the kind's columns a header has: what decides between "fits none" and "a wrong separator". */
export const knownColumns = (cells: readonly string[]): number =>
  Math.max(...CSV_KINDS.map((kind) => CSV_COLUMNS[kind].length - missingOf(kind, cells).length));

/** A file that has the key goes before one that has more columns: other exports name patients too. */
function share({ kind, missing, known }: { kind: CsvKind; missing: string[]; known: number }): number {
  return known / CSV_COLUMNS[kind].length +
    (missing.includes(KEY_COLUMN[kind]) ? 0 : kind === "patients" ? 1 : 2);
}

function missingOf(kind: CsvKind, cells: readonly string[]): string[] {
  const there = new Set(cells.map(folded));
  return CSV_COLUMNS[kind].filter((column) => !there.has(folded(column)));
}

function named(kind: CsvKind, cells: readonly string[]): string[] {
  const contract = new Map(CSV_COLUMNS[kind].map((column) => [folded(column), column]));
  const columns = cells.map((cell, i) => contract.get(folded(cell)) ?? (cell.trim() || `Column ${i + 1}`));
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice !== undefined) throw new UsageError(`The header names the column ${twice} twice; take one away.`);
  return columns;
}

const folded = (cell: string): string => cell.trim().replace(/\s+/g, " ").toLowerCase();
