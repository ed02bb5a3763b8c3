import { z } from "zod";
import { carried, dropped, idOf, nothing, textOf, type Transform } from "../transform.ts";

/** Twenty is lenient: `a@b` and `ä@ö.test` pass, spaces, quotes and a second @ do not (contracts/twenty g2). */
const Email = z.email({ pattern: z.regexes.unicodeEmail });

/**
 * Twenty lower-cases an address. A primary address is unique
 * in Twenty; in PracticeHub families share one, so the oldest patient keeps it and the others have it as additional.
 */
export const emails: Transform = ({ value, row, context }) => {
  const given = textOf(value);
  if (given === "") return nothing;
  const email = normalEmail(given);
  if (!email) return dropped("email-invalid");
  const holder = context.holderOf(email);
  if (holder !== undefined && holder !== idOf(row.id)) {
    return carried({ primaryEmail: "", additionalEmails: [email] }, "email-shared");
  }
  if (context.takenInTarget(email, row.id)) {
    return carried({ primaryEmail: "", additionalEmails: [email] }, "email-taken");
  }
  return carried({ primaryEmail: email, additionalEmails: [] });
};

/** The address as Twenty stores it, or undefined where it would refuse it. */
export function normalEmail(given: string): string | undefined {
  const email = given.trim().toLowerCase();
  return email.length <= 254 && Email.safeParse(email).success ? email : undefined;
}
