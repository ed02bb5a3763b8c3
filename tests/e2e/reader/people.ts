import { Check } from "./check.ts";
import { Choices } from "./choices.ts";
import { type Reading, rowsOf } from "./context.ts";
import { checkAnswers } from "./answers.ts";
import { checkAttributes } from "./attributes.ts";
import { checkEmails } from "./emails.ts";
import { homeOf } from "./homes.ts";
import { keys } from "./matched.ts";
import { Owners } from "./owners.ts";
import { checkPatientFields, PatientChoices } from "./patient_fields.ts";
import { checkPhones } from "./phones.ts";
import { textIn } from "./source_values.ts";

/** Patients and practitioners: each once, with names, addresses, numbers, days, place and owner. */
export function checkPeople(reading: Reading): void {
  const { practice, people, out } = reading;
  const patients = rowsOf(practice, "patients");
  const practitioners = rowsOf(practice, "practitioners");
  people.account(new Set([...keys("patients", patients), ...keys("practitioners", practitioners)]), out);
  const owners = new Owners(reading);
  const roles = Choices.named("people", "practiceRole", out);
  const account = reading.companies.of("account/1")?.id;
  for (const row of practitioners) {
    const found = people.of(`practitioners/${row.id}`);
    if (!found) continue;
    const check = new Check(reading, "people", `practitioners/${row.id}`, row, found);
    checkPerson(check);
    check.same("jobTitle", "Practitioner");
    check.same("activePractitioner", textIn(row, "active") === "1");
    check.prose("practitionerBio", [textIn(row, "description")]);
    check.same("companyId", account);
    check.same("recordOwnerId", owners.of(row.id));
    roles.see(check.key, "practitioner", found["practiceRole"]);
  }
  const choices = new PatientChoices(reading);
  for (const row of patients) {
    const found = people.of(`patients/${row.id}`);
    if (!found) continue;
    const check = new Check(reading, "people", `patients/${row.id}`, row, found);
    const cells = reading.exports?.patients.get(row.id) ?? {};
    checkPerson(check);
    checkPatientFields(check, cells, choices);
    checkPhones(reading, check.key, row, found);
    check.same("companyId", reading.companies.of(homeOf(reading, row.id))?.id);
    check.same("recordOwnerId", owners.named(cells["Default Practitioner"] ?? ""));
    roles.see(check.key, "patient", found["practiceRole"]);
  }
  checkEmails(reading);
  checkAttributes(reading);
  checkAnswers(reading);
  for (const each of [roles, ...choices.all]) each.conclude();
}

function checkPerson(check: Check): void {
  const { firstName, lastName } = { ...check.found["name"] as { firstName?: string; lastName?: string } };
  check.same("name.firstName", textIn(check.row, "first_name"), firstName);
  check.same("name.lastName", textIn(check.row, "last_name"), lastName);
  check.created();
}
