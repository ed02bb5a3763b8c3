import type { Row } from "../../../fixtures/practice/practice.ts";
import { Check } from "./check.ts";
import { Choices } from "./choices.ts";
import { type Reading, rowsOf } from "./context.ts";
import { isCancelled } from "./homes.ts";
import { keys, Matched } from "./matched.ts";
import { Owners } from "./owners.ts";
import { clean, keyIn, millis, minutesIn, momentIn, textIn } from "./source_values.ts";

/** Appointments: each once, with times, status, type, people, place and owner. */
export function checkAppointments(reading: Reading): void {
  const { practice, workspace, companies, out } = reading;
  const rows = rowsOf(practice, "appointments");
  const there = new Matched(workspace, "appointments");
  there.account(new Set(keys("appointments", rows)), out);
  const statuses = Choices.named("appointments", "appointmentStatus", out);
  const types = Choices.called("appointments", "appointmentType", reading);
  const owners = new Owners(reading);
  for (const row of rows) {
    const found = there.of(`appointments/${row.id}`);
    if (!found) continue;
    const cells = reading.exports?.appointments.get(row.id) ?? {};
    const check = new Check(reading, "appointments", `appointments/${row.id}`, row, found);
    check.moment("startsAt", "start");
    check.same("endsAt", endOf(row, reading.timeZone), millis(found["endsAt"]));
    check.moment("cancelledAt", "cancelDate");
    check.created();
    check.same("durationMinutes", minutesIn(row, "start", "end"));
    check.person("patientId", "patients", keyIn(row, "patient_id"));
    check.person("practitionerId", "practitioners", keyIn(row, "practitioner_id"));
    check.same("locationId", companies.of(`locations/${keyIn(row, "location_id")}`)?.id);
    check.same("recordOwnerId", owners.of(keyIn(row, "practitioner_id")));
    check.prose("bookingNote", [textIn(row, "note") || clean(cells["Note"] ?? "")]);
    check.same("importedAppointmentId", clean(cells["Imported Appt ID"] ?? ""));
    statuses.see(
      check.key,
      isCancelled(row) ? "cancelled" : textIn(row, "status"),
      found["appointmentStatus"],
    );
    const type = typeOf(reading, row);
    types.see(check.key, type, found["appointmentType"]);
    const said = type.replace(/^Type \d+$/, "Appointment");
    if (!String(found["name"] ?? "").startsWith(said)) check.problem("name", "does not say the type");
  }
  statuses.conclude();
  types.conclude();
}

/** Where no clock showed the start, the end is as long after it as was booked. */
function endOf(row: Row, timeZone: string): number | undefined {
  const [start, end] = [momentIn(row, "start", timeZone), momentIn(row, "end", timeZone)];
  const minutes = minutesIn(row, "start", "end");
  if (start === undefined || minutes === undefined || minutes < 0) return end;
  const shown = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone).toPlainDateTime();
  const isShown = Temporal.PlainDateTime.from(textIn(row, "start").replace(" ", "T")).equals(shown);
  return isShown ? end : start + minutes * 60_000;
}

/** The type's name; "" for none. One that is not there any more is known by its number. */
function typeOf({ practice }: Reading, row: Row): string {
  const id = keyIn(row, "appointment_type_id");
  const type = rowsOf(practice, "appointment_types").find((type) => type.id === id);
  return type ? textIn(type, "name") : id === undefined ? "" : `Type ${id}`;
}
