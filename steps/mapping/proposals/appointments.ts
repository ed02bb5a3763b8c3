import type { FieldRow } from "../vocabulary.ts";
import { CSV, from, KEY, type Made, owner, patient } from "./from.ts";

const NOTE: Made = ["Booking note", "IconNotes"];

/** Visits, with what they were and what became of them (contracts/practicehub 3.2). */
export const APPOINTMENTS: readonly FieldRow[] = from("appointments", "appointment", [
  KEY,
  ["*", "name", "appointmentName"],
  patient("Appointments", "IconCalendarEvent"),
  [
    "practitioner_id",
    "practitionerId",
    "practitioner",
    ["Practitioner", "IconStethoscope", { to: "person", back: "Appointments given" }],
  ],
  ["practitioner_id", "recordOwnerId", "memberOf", owner("Owned appointments")],
  [
    "location_id",
    "locationId",
    "location",
    ["Location", "IconMapPin", { to: "company", back: "Appointments" }],
  ],
  [
    "appointment_type_id",
    "appointmentType",
    "option",
    ["Appointment type", "IconCategory"],
  ],
  ["*", "appointmentStatus", "status", ["Status", "IconProgressCheck"]],
  ["start", "startsAt", "visitStart", ["Starts at"]],
  ["end", "endsAt", "instant", ["Ends at"]],
  ["*", "durationMinutes", "minutes", ["Duration (minutes)", "IconHourglass"]],
  ["cancelDate", "cancelledAt", "instant", ["Cancelled at", "IconCalendarOff"]],
  ["note", "bookingNote", "markdown", NOTE],
  ["csv:Note", "bookingNote", "markdown", NOTE, CSV],
  [
    "csv:Imported Appt ID",
    "importedAppointmentId",
    "text",
    ["Imported appointment id", "IconHash"],
    CSV,
  ],
  ["created", "createdAt", "instant"],
]);
