import { type Reading, rowsOf } from "./context.ts";
import { textIn } from "./source_values.ts";
import type { Found } from "./workspace.ts";

/** What Twenty certainly takes, and what it certainly refuses (contracts/twenty g2); between them nobody knows. */
const GOOD = /^[^\s@;,<>"'()]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;
const BAD = /[\s;,<>]|@.*@|^[^@]*$|^@|@$/;

/** An address that several patients share is primary where the id is lowest, and additional elsewhere. */
export function checkEmails(reading: Reading): void {
  const { practice, people, out } = reading;
  const patients = rowsOf(practice, "patients");
  const taken = takenByOthers(reading);
  const holders = new Map<string, number>();
  for (const row of patients) {
    const email = addressIn(textIn(row, "email"));
    holders.set(email, Math.min(holders.get(email) ?? Infinity, row.id));
  }
  for (const row of patients) {
    const key = `patients/${row.id}`;
    const found = people.of(key);
    const email = addressIn(textIn(row, "email"));
    if (!found || (email !== "" && !GOOD.test(email) && !BAD.test(email))) continue;
    const { primary, additional } = emailsOf(found);
    const good = email !== "" && GOOD.test(email);
    const first = good && holders.get(email) === row.id && !taken.has(email);
    out.same("people", key, "emails.primaryEmail", first ? email : "", primary);
    out.same("people", key, "emails.additionalEmails", good && !first ? email : "", additional.join());
  }
}

/** Addresses that are not ours to hold: of people whom nobody migrated, and of records in the bin. */
function takenByOthers({ workspace }: Reading): Set<string> {
  const others = workspace.people.filter((person) => !person.practiceHubId);
  return new Set([...others, ...workspace.deletedPeople].map((person) => emailsOf(person).primary));
}

function emailsOf(found: Found): { primary: string; additional: string[] } {
  const { primaryEmail, additionalEmails } = {
    ...found["emails"] as { primaryEmail?: string; additionalEmails?: string[] },
  };
  return { primary: primaryEmail ?? "", additional: additionalEmails ?? [] };
}

const addressIn = (text: string): string => text.toLowerCase();
