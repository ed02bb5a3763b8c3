import { Choices } from "./choices.ts";
import { type Reading, rowsOf } from "./context.ts";
import { checkEmails } from "./emails.ts";
import { keys } from "./matched.ts";
import { checkPhones } from "./phones.ts";
import { dayIn, millis, momentIn, textIn } from "./source_values.ts";
import type { Row } from "../../../fixtures/practice/practice.ts";
import type { Found } from "./workspace.ts";

/** Patients and practitioners: each once, with names, addresses, numbers and days. */
export function checkPeople(reading: Reading): void {
  const { practice, people, out } = reading;
  const patients = rowsOf(practice, "patients");
  const practitioners = rowsOf(practice, "practitioners");
  people.account(new Set([...keys("patients", patients), ...keys("practitioners", practitioners)]), out);
  for (const row of practitioners) {
    const found = people.of(`practitioners/${row.id}`);
    if (found) checkPerson(reading, `practitioners/${row.id}`, row, found);
  }
  const sexes = new Choices("people", "sex", out);
  for (const row of patients) {
    const key = `patients/${row.id}`;
    const found = people.of(key);
    if (!found) continue;
    checkPerson(reading, key, row, found);
    out.same("people", key, "dateOfBirth", dayIn(row, "dob"), dayOf(found["dateOfBirth"]));
    sexes.see(key, textIn(row, "sex").toLowerCase(), found["sex"]);
    checkTags(reading, key, row, found);
    checkPhones(reading, key, row, found);
  }
  checkEmails(reading);
  sexes.conclude();
}

function checkPerson({ out, timeZone }: Reading, key: string, row: Row, found: Found): void {
  const { firstName, lastName } = { ...found["name"] as { firstName?: string; lastName?: string } };
  out.same("people", key, "name.firstName", textIn(row, "first_name"), firstName);
  out.same("people", key, "name.lastName", textIn(row, "last_name"), lastName);
  const created = momentIn(row, "created", timeZone);
  if (created !== undefined) out.same("people", key, "createdAt", created, millis(found["createdAt"]));
}

/** As many tags as the source has different ones, whatever their spelling. */
function checkTags({ out }: Reading, key: string, row: Row, found: Found): void {
  const tags = textIn(row, "tags").split(/[,;]/).map((tag) => tag.trim().toLowerCase().replace(/\W+/g, " "));
  const different = new Set(tags.filter((tag) => tag !== "")).size;
  const there = Array.isArray(found["patientTags"]) ? found["patientTags"].length : 0;
  out.same("people", key, "patientTags", different, there);
}

const dayOf = (found: unknown): string | undefined =>
  typeof found === "string" ? found.slice(0, 10) : undefined;
