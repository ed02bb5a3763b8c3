import { Choices } from "./choices.ts";
import { isLinked, type Reading, rowsOf } from "./context.ts";
import { keys, Matched } from "./matched.ts";
import { keyIn, millis, momentIn, textIn } from "./source_values.ts";

const LINKS = [
  ["patientId", "patients", "patient_id"],
  ["practitionerId", "practitioners", "practitioner_id"],
] as const;

/** Appointments: each once, with times, status, people and place. */
export function checkAppointments(reading: Reading): void {
  const { practice, workspace, out, timeZone } = reading;
  const rows = rowsOf(practice, "appointments");
  const there = new Matched(workspace, "appointments");
  there.account(new Set(keys("appointments", rows)), out);
  const companies = new Matched(workspace, "companies");
  const statuses = new Choices("appointments", "appointmentStatus", out);
  for (const row of rows) {
    const key = `appointments/${row.id}`;
    const found = there.of(key);
    if (!found) continue;
    const same = (field: string, expected: unknown, value: unknown = found[field]) =>
      out.same("appointments", key, field, expected, value);
    same("startsAt", momentIn(row, "start", timeZone), millis(found["startsAt"]));
    same("endsAt", momentIn(row, "end", timeZone), millis(found["endsAt"]));
    same("cancelledAt", momentIn(row, "cancelDate", timeZone), millis(found["cancelledAt"]));
    same("createdAt", momentIn(row, "created", timeZone), millis(found["createdAt"]));
    for (const [field, resource, link] of LINKS) {
      if (isLinked(reading, resource, keyIn(row, link), found[field])) continue;
      out.add("appointments", key, field, "leads to nobody or to somebody else");
    }
    same("locationId", companies.of(`locations/${keyIn(row, "location_id")}`)?.id);
    const cancelled = textIn(row, "cancelDate") !== "" || textIn(row, "status") === "cancelled";
    statuses.see(key, cancelled ? "cancelled" : textIn(row, "status"), found["appointmentStatus"]);
  }
  statuses.conclude();
}
