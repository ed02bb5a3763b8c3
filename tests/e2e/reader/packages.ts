import type { Row } from "../../../fixtures/practice/practice.ts";
import { Choices } from "./choices.ts";
import { linkTo, type Reading, rowsOf } from "./context.ts";
import { keys, Matched } from "./matched.ts";
import { keyIn, millis, momentIn, textIn } from "./source_values.ts";

/** Packages and care plans as opportunities: each once, with price, patient and whether it goes on. */
export function checkPackages(reading: Reading): void {
  const { practice, workspace, out, timeZone } = reading;
  const packages = rowsOf(practice, "patient_packages");
  const plans = rowsOf(practice, "care_plans");
  const there = new Matched(workspace, "opportunities");
  there.account(new Set([...keys("patient_packages", packages), ...keys("care_plans", plans)]), out);
  const statuses = new Choices("opportunities", "packageStatus", out);
  const check = (key: string, row: Row, patients: (number | undefined)[]) => {
    const found = there.of(key);
    if (!found) return;
    const { amountMicros } = { ...found["amount"] as { amountMicros?: number | string | null } };
    const price = textIn(row, "price");
    const micros = price === "" ? undefined : Math.round(Number(price) * 1_000_000);
    out.same("opportunities", key, "amount", micros, amountMicros);
    const linked = patients.map((id) => linkTo(reading, "patients", id)).find((id) => id !== undefined);
    out.same("opportunities", key, "pointOfContactId", linked, found["pointOfContactId"]);
    statuses.see(key, textIn(row, "active") === "1" ? "active" : "inactive", found["packageStatus"]);
    const created = momentIn(row, "created", timeZone);
    if (created !== undefined) {
      out.same("opportunities", key, "createdAt", created, millis(found["createdAt"]));
    }
  };
  for (const row of packages) {
    check(`patient_packages/${row.id}`, row, subscribers(row));
    const found = there.of(`patient_packages/${row.id}`);
    if (found) {
      out.same("opportunities", `patient_packages/${row.id}`, "name", textIn(row, "name"), found["name"]);
    }
  }
  for (const row of plans) check(`care_plans/${row.id}`, row, [keyIn(row, "patient_id")]);
  statuses.conclude();
}

/** Real rows have no `patient_id`; their subscribers count (practicehub/CONTRACT 3.14). */
function subscribers(row: Row): (number | undefined)[] {
  const listed = Array.isArray(row.subscribed_patients) ? row.subscribed_patients as Row[] : [];
  return [...listed.map((subscriber) => keyIn(subscriber, "patient_id")), keyIn(row, "patient_id")];
}
