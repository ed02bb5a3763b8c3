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
  ["end", "endsAt", "visitEnd", ["Ends at"]],
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

/** Treatment notes and the patients' sticky notes (contracts/practicehub 3.1, 3.5). */
export const NOTES: readonly FieldRow[] = [
  ...from("clinical_notes", "note", [
    KEY,
    ["*", "title", "noteTitle"],
    ["data", "bodyV2", "noteBody"],
    ["state", "noteState", "option", ["Note state", "IconProgress"]],
    ["type", "noteType", "option", ["Note type", "IconCategory"]],
    ["created", "createdAt", "instant"],
  ]),
  ...from("patients", "note", [
    KEY,
    ["=Sticky note", "title", "text"],
    ["note", "bodyV2", "richText"],
    ["updated", "createdAt", "instant"],
  ]),
];
