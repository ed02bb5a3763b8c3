import { instant, number, relation, select, text } from "../fields.ts";
import { type FieldRow, PRACTICE_HUB_ID } from "../vocabulary.ts";
import { CSV, from, owner, patientRelation } from "./from.ts";

const NOTE = text("bookingNote", "Booking note", "IconNotes");

/** Visits, with what they were and what became of them (contracts/practicehub 3.2). */
export const APPOINTMENTS: readonly FieldRow[] = from("appointments", "appointment", [
  ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
  ["*", "name", "appointmentName"],
  ["patient_id", "patientId", "patient", patientRelation("Appointments", "IconCalendarEvent")],
  [
    "practitioner_id",
    "practitionerId",
    "practitioner",
    relation("practitioner", "Practitioner", "person", "Appointments given", "IconStethoscope"),
  ],
  ["practitioner_id", "recordOwnerId", "memberOf", owner("Owned appointments")],
  [
    "location_id",
    "locationId",
    "location",
    relation("location", "Location", "company", "Appointments", "IconMapPin"),
  ],
  [
    "appointment_type_id",
    "appointmentType",
    "option",
    select("appointmentType", "Appointment type", "IconCategory"),
  ],
  ["*", "appointmentStatus", "status", select("appointmentStatus", "Status", "IconProgressCheck")],
  ["start", "startsAt", "visitStart", instant("startsAt", "Starts at")],
  ["end", "endsAt", "instant", instant("endsAt", "Ends at")],
  ["*", "durationMinutes", "minutes", number("durationMinutes", "Duration (minutes)", "IconHourglass")],
  ["cancelDate", "cancelledAt", "instant", instant("cancelledAt", "Cancelled at", "IconCalendarOff")],
  ["note", "bookingNote", "markdown", NOTE],
  ["csv:Note", "bookingNote", "markdown", NOTE, CSV],
  [
    "csv:Imported Appt ID",
    "importedAppointmentId",
    "text",
    text("importedAppointmentId", "Imported appointment id", "IconHash"),
    CSV,
  ],
  ["created", "createdAt", "instant"],
]);
