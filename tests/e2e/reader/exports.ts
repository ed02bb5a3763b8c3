import { parse } from "@std/csv";
import type { Row } from "../../../fixtures/practice/practice.ts";
import { textIn } from "./source_values.ts";

/** A row of an export, by column. */
export type Cells = Readonly<Record<string, string>>;

/** The rows that stand for a source row, by its id; what fits nobody or several is in none. */
export interface Exports {
  patients: ReadonlyMap<number, Cells>;
  appointments: ReadonlyMap<number, Cells>;
}

/** Reads DIR/patients.csv and DIR/appointments.csv; a file that is not there has no rows. */
export async function readExports(dir: string, patients: readonly Row[]): Promise<Exports> {
  return {
    patients: matchedPatients(await rowsIn(`${dir}/patients.csv`), patients),
    appointments: new Map(
      (await rowsIn(`${dir}/appointments.csv`)).map((cells) => [Number(cells["Internal Appt ID"]), cells]),
    ),
  };
}

/**
 * "Patient Number" is the number, or in its stead the custom reference (contracts/practicehub 3.1). A value that is one
 * patient's number and another's reference, or two patients', says nothing about either.
 */
function matchedPatients(rows: readonly Cells[], patients: readonly Row[]): Map<number, Cells> {
  const matched = new Map<number, Cells>();
  for (const cells of rows) {
    const printed = (cells["Patient Number"] ?? "").trim();
    const fitting = patients.filter((row) =>
      printed !== "" && [textIn(row, "patient_number"), textIn(row, "custom_reference")].includes(printed)
    );
    const [only] = fitting;
    if (only && fitting.length === 1) matched.set(only.id, cells);
  }
  return matched;
}

async function rowsIn(path: string): Promise<Cells[]> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
  return parse(text.replace(/^\uFEFF/, ""), { skipFirstRow: true });
}
