import { normalEmail } from "../../mapping/transforms/emails.ts";
import { textOf } from "../../mapping/transform.ts";
import { checkOf, gather, type MakeCheck } from "./check.ts";

/**
 * A primary address is unique in Twenty; of patients who share one the smallest id keeps it (contracts/practicehub
 * 3.1), the others are listed.
 */
export const sharedEmails: MakeCheck = ({ add }) => {
  const holders = new Map<string, number[]>();
  return checkOf("patients", (row) => {
    const email = normalEmail(textOf(row["email"]));
    if (email) gather(holders, email, row.id);
  }, () => {
    for (const ids of holders.values()) {
      for (const id of ids.toSorted((a, b) => a - b).slice(1)) {
        add("email-shared", "patients", "patients.email", id);
      }
    }
  });
};
