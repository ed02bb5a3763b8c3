import { type Reading, rowsOf } from "./context.ts";
import { keyIn, textIn } from "./source_values.ts";
import type { Row } from "../../../fixtures/practice/practice.ts";

/** Cancelled by its status, by its date, or both (contracts/practicehub 3.2). */
export const isCancelled = (row: Row): boolean =>
  textIn(row, "cancelDate") !== "" || textIn(row, "status") === "cancelled";

/** The key of a patient's company: the location of all visits, where there are several locations and one is meant. */
export function homeOf({ practice }: Reading, patient: number): string {
  const appointments = rowsOf(practice, "appointments");
  const places = (rows: readonly Row[]) =>
    [...new Set(rows.map((row) => keyIn(row, "location_id")))].filter((id) => id !== undefined);
  const own = places(appointments.filter((row) => keyIn(row, "patient_id") === patient && !isCancelled(row)));
  return own.length === 1 && places(appointments).length > 1 ? `locations/${own[0]}` : "account/1";
}
