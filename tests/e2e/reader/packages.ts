import type { Row } from "../../../fixtures/practice/practice.ts";
import { Check } from "./check.ts";
import { Choices } from "./choices.ts";
import { linkTo, type Reading, rowsOf } from "./context.ts";
import { keys, Matched } from "./matched.ts";
import { Owners } from "./owners.ts";
import { dayIn, keyIn, textIn } from "./source_values.ts";

/** Packages and care plans as opportunities: each once, with what was bought, by whom, and whether it goes on. */
export function checkPackages(reading: Reading): void {
  const { practice, workspace, companies, out } = reading;
  const packages = rowsOf(practice, "patient_packages");
  const plans = rowsOf(practice, "care_plans");
  const there = new Matched(workspace, "opportunities");
  there.account(new Set([...keys("patient_packages", packages), ...keys("care_plans", plans)]), out);
  const statuses = Choices.named("opportunities", "packageStatus", out);
  const frequencies = Choices.called("opportunities", "frequencyType", reading);
  const types = Choices.called("opportunities", "packageType", reading);
  const owner = new Owners(reading).fallback;
  const check = (resource: string, row: Row, patients: (number | undefined)[]): Check | undefined => {
    const found = there.of(`${resource}/${row.id}`);
    if (!found) return undefined;
    const check = new Check(reading, "opportunities", `${resource}/${row.id}`, row, found);
    check.money("amount", "price");
    check.linked("pointOfContactId", patients);
    check.number("visitsBought", "visits");
    check.number("visitsLeft", "visits_left");
    check.money("unusedValue", "balance");
    check.money("packageBalance", "package_balance");
    check.same("startDate", dayIn(row, "start_date"));
    check.number("visitInterval", "interval");
    check.number("planDuration", "duration");
    check.same("companyId", companies.of("account/1")?.id);
    check.same("ownerId", owner);
    check.same("stage", textIn(row, "active") === "1" ? "CUSTOMER" : "COMPLETED");
    check.created();
    statuses.see(check.key, textIn(row, "active") === "1" ? "active" : "inactive", found["packageStatus"]);
    frequencies.see(check.key, textIn(row, "frequency_type"), found["frequencyType"]);
    types.see(check.key, textIn(row, "package_type"), found["packageType"]);
    return check;
  };
  for (const row of packages) check("patient_packages", row, subscribers(row))?.text("name", "name");
  for (const row of plans) {
    const plan = check("care_plans", row, [keyIn(row, "patient_id")]);
    if (plan && !plan.found["name"]) plan.problem("name", "is empty");
  }
  statuses.conclude();
  frequencies.conclude();
  types.conclude();
  checkPackagePatients(reading, there);
}

/** A package of several patients has a record for each of them; a package of one has none. */
function checkPackagePatients(reading: Reading, opportunities: Matched): void {
  const there = new Matched(reading.workspace, "packagePatients");
  const links = rowsOf(reading.practice, "patient_packages").flatMap((row) => {
    const patients = [...new Set(subscribers(row))].filter((id) => id !== undefined);
    const listed = patients.length > 1 ? patients : [];
    return listed.filter((id) => linkTo(reading, "patients", id) !== undefined).map((patient) => ({
      row,
      patient,
    }));
  });
  const keyOf = ({ row, patient }: typeof links[number]) => `patient_packages/${row.id}/${patient}`;
  there.account(new Set(links.map(keyOf)), reading.out);
  for (const link of links) {
    const found = there.of(keyOf(link));
    if (!found) continue;
    const check = new Check(reading, "packagePatients", keyOf(link), link.row, found);
    check.linked("patientId", [link.patient]);
    check.same("opportunityId", opportunities.of(`patient_packages/${link.row.id}`)?.id);
  }
}

/** Real rows have no `patient_id`; their subscribers count (contracts/practicehub 3.14). */
function subscribers(row: Row): (number | undefined)[] {
  const listed = Array.isArray(row.subscribed_patients) ? row.subscribed_patients as Row[] : [];
  return [...listed.map((subscriber) => keyIn(subscriber, "patient_id")), keyIn(row, "patient_id")];
}
