import { idOf, textOf } from "../../mapping/transform.ts";
import { isCancelled } from "../../practicehub/resources.ts";
import { type Check, gather, repeats } from "./check.ts";

/** Visits that lack something, and second visits of a patient at one time (contracts/practicehub 3.2). */
export const appointments: Check = {
  resource: "appointments",
  make({ note, references }) {
    const visits = new Map<string, number[]>();
    return {
      row(row) {
        const patient = idOf(row["patient_id"]);
        const start = textOf(row["start"]);
        if (patient === undefined) note("appointment-no-patient", "patient_id", row.id);
        if (idOf(row["location_id"]) === undefined) note("appointment-no-location", "location_id", row.id);
        if (references.inactive.has(idOf(row["practitioner_id"]) ?? -1)) {
          note("practitioner-inactive", "practitioner_id", row.id);
        }
        if (isCancelled(row) && textOf(row["status"]).toLowerCase() !== "cancelled") {
          note("cancelled-by-date", "cancelDate", row.id);
        }
        const end = textOf(row["end"]);
        if (end !== "" && !end.startsWith("0000") && end < start) note("ends-before-start", "end", row.id);
        // One that was cancelled and booked again at the same time is one visit.
        if (patient === undefined || start === "" || isCancelled(row)) return;
        gather(visits, `${patient} ${start}`, row.id);
      },
      end() {
        for (const id of repeats(visits)) note("duplicate-visit", "start", id);
      },
    };
  },
};

/**
 * Deleted and recreated visits leave invoices that name the old one (contracts/practicehub 6.9). Looked at whether or not
 * invoices go along: nothing else shows that a practice moves its visits in this way.
 */
export const visitsOfInvoices: Check = {
  resource: "invoices",
  always: true,
  make({ note, references }) {
    const named: [invoice: number, visit: number][] = [];
    return {
      row(row) {
        const visit = idOf(row["appointment_id"]);
        if (visit === undefined) return;
        references.name("appointments", visit);
        named.push([row.id, visit]);
      },
      end() {
        for (const [invoice, visit] of named) {
          if (references.dangles("appointments", visit)) {
            note("appointment-missing", "appointment_id", invoice);
          }
        }
      },
    };
  },
};
