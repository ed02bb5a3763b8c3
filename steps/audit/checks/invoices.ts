import { idOf } from "../../mapping/transform.ts";
import { checkOf, type MakeCheck } from "./check.ts";

/**
 * Deleted and recreated visits leave invoices that name the old one (contracts/practicehub 6.9). Looked at whether or not
 * invoices go along: nothing else shows that a practice moves its visits in this way.
 */
export const invoices: MakeCheck = ({ add, references }) => {
  const named: [invoice: number, visit: number][] = [];
  return checkOf("invoices", (row) => {
    const visit = idOf(row["appointment_id"]);
    if (visit === undefined) return;
    references.name("appointments", visit);
    named.push([row.id, visit]);
  }, () => {
    for (const [invoice, visit] of named) {
      if (references.dangles("appointments", visit)) {
        add("appointment-missing", "invoices", "invoices.appointment_id", invoice);
      }
    }
  });
};
