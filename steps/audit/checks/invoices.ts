import { checkOf, type MakeCheck } from "./check.ts";

/** Deleted and recreated visits leave invoices that name the old one (practicehub/CONTRACT 6.9). */
export const invoices: MakeCheck = ({ add, seen }) =>
  checkOf("invoices", (row) => {
    if (seen.dangles("appointments", row["appointment_id"])) {
      add("appointment-missing", "invoices", "invoices.appointment_id", row.id);
    }
  });
