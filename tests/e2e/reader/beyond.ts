import type { Row } from "../../../fixtures/practice/practice.ts";
import { Check } from "./check.ts";
import { Choices } from "./choices.ts";
import { type Optional, type Reading, rowsOf } from "./context.ts";
import { keys, Matched } from "./matched.ts";
import { keyIn, textIn } from "./source_values.ts";
import type { Plural } from "./workspace.ts";

/** Invoices, payments and the activity log, where they were asked for; where not, there must be none. */
export function checkBeyond(reading: Reading): void {
  const { workspace, out } = reading;
  const appointments = new Matched(workspace, "appointments");
  each(reading, "invoices", "invoices", (check) => {
    check.same("name", `Invoice ${check.row.id}`);
    check.money("total", "total");
    const visit = appointments.of(`appointments/${keyIn(check.row, "appointment_id")}`);
    check.same("appointmentId", visit?.id);
  });
  const methods = Choices.called("payments", "paymentMethod", reading);
  each(reading, "payments", "payments", (check) => {
    if (!check.found["name"]) check.problem("name", "is empty");
    check.money("amount", "amount");
    check.text("service", "service");
    check.prose("paymentNote", [textIn(check.row, "note")]);
    methods.see(check.key, methodOf(reading, check.row), check.found["paymentMethod"]);
  });
  methods.conclude();
  const types = Choices.named("activityLogEntries", "entryType", out);
  const subTypes = Choices.called("activityLogEntries", "entrySubType", reading);
  each(reading, "patient_logs", "activityLogEntries", (check) => {
    if (!check.found["name"]) check.problem("name", "is empty");
    check.prose("entryText", [textIn(check.row, "data")]);
    types.see(check.key, textIn(check.row, "type"), check.found["entryType"]);
    subTypes.see(check.key, textIn(check.row, "sub_type"), check.found["entrySubType"]);
  });
  types.conclude();
  subTypes.conclude();
}

function each(reading: Reading, resource: Optional, plural: Plural, look: (check: Check) => void): void {
  const rows = reading.optional.includes(resource) ? rowsOf(reading.practice, resource) : [];
  const there = new Matched(reading.workspace, plural);
  there.account(new Set(keys(resource, rows)), reading.out);
  for (const row of rows) {
    const found = there.of(`${resource}/${row.id}`);
    if (!found) continue;
    const check = new Check(reading, plural, `${resource}/${row.id}`, row, found);
    check.person("patientId", "patients", keyIn(row, "patient_id"));
    check.created();
    look(check);
  }
}

/** The method's name; "" for none. One that is not there any more is known by its number. */
function methodOf({ practice }: Reading, row: Row): string {
  const id = keyIn(row, "payment_type_id");
  const method = rowsOf(practice, "payment_methods").find((method) => method.id === id);
  return method ? textIn(method, "name") : id === undefined ? "" : `Method ${id}`;
}
