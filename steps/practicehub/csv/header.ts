import type { CsvKind } from "../../../db/tables.ts";
import { UsageError } from "../../base/errors.ts";

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

export const CSV_KINDS: readonly CsvKind[] = ["patients", "appointments", "files"];

/** The columns of PracticeHub's exports (contracts/practicehub 3.1, 3.2, 4). A file may have more, or fewer. */
export const CSV_COLUMNS: Record<CsvKind, readonly string[]> = {
  patients: [
    "First Name",
    "Last Name",
    "Email Address",
    "Date of Birth",
    "Mobile",
    "Home",
    "Account Balance",
    "Tags",
    "Referral Source",
    "Preferred Language",
    "Note",
    "Chief Complaint",
    "SMS Marketing",
    "Email Marketing",
    "Other Marketing",
    "Default Practitioner",
    "Patient Number",
    "Created",
    "Deleted",
  ],
  appointments: [
    "Internal Appt ID",
    "Imported Appt ID",
    "Patient Number",
    "Start",
    "End",
    "Practitioner",
    "Appointment Type",
    "Status",
    "Note",
  ],
  files: [
    "File ID",
    "Filename",
    "Mime Type",
    "Size (bytes)",
    "Created",
    "Patient Unique Identifier",
    "Patient First Name",
    "Patient Last Name",
    "Patient Email",
    "Mobile Number",
    "Home Number",
  ],
};

/** The column that says which record a row is about: without it a file is of no use. */
export const KEY_COLUMN: Record<CsvKind, string> = {
  patients: "Patient Number",
  appointments: "Internal Appt ID",
  files: "File ID",
};

/** Columns whose cells are dates or times, in a form that nothing public tells. */
export const DATE_COLUMNS: readonly string[] = ["Date of Birth", "Created", "Start", "End"];
