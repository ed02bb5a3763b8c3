import type { Practice, Row } from "../../fixtures/practice/practice.ts";

/** The day of the first visit and of the note about it. */
export const DAY = "2026-10-05";
/** A day on which nobody comes. */
export const OTHER_DAY = "2026-10-19";
/** Anna's and Ben's: they are a family. */
export const SHARED_EMAIL = "family@example.test";

const BEFORE = "2026-09-01 10:00:00";

/** As small a practice as has one of everything, two patients who share an address, and a note with its visit. */
export const CLINIC: Practice = {
  practitioners: [{
    id: 11,
    first_name: "Bob",
    last_name: "Builder",
    active: "1",
    description: "<p>Sees everyone.</p>",
    updated: BEFORE,
    created: BEFORE,
  }],
  appointment_types: [{ id: 1, name: "First visit" }, { id: 2, name: "Follow-up" }],
  patients: [
    patient(101, "Anna", SHARED_EMAIL, "F", "<p>Prefers mornings</p>"),
    patient(102, "Ben", SHARED_EMAIL, "M", null),
    patient(103, "Cleo", "cleo@example.test", "F", null),
  ],
  appointments: [visit(201, 101, 1, DAY), visit(202, 102, 2, DAY, null), visit(203, 101, 1, "2026-10-12")],
  clinical_notes: [note(301, 101), note(302, 103)],
  files: [file(401, 101, "scan.txt"), file(402, 102, "letter.txt")],
  patient_packages: [bundle(501, [101, 102]), bundle(502, [103])],
  care_plans: [],
  custom_form_responses: [response(601, 102)],
  patient_logs: [],
  payments: [],
  payment_methods: [],
  payment_allocations: [],
  invoices: [],
};

function patient(id: number, name: string, email: string, sex: string, sticky: string | null): Row {
  return {
    id,
    first_name: name,
    last_name: "Test",
    email,
    dob: "1980-01-02",
    sex,
    note: sticky,
    created: BEFORE,
    updated: BEFORE,
  };
}

function visit(
  id: number,
  patient: number,
  location: number,
  day: string,
  note: string | null = "Running late",
): Row {
  return {
    id,
    patient_id: patient,
    practitioner_id: 11,
    appointment_type_id: 1,
    location_id: location,
    start: `${day} 09:00:00`,
    end: `${day} 09:30:00`,
    status: "processed",
    cancelDate: null,
    note,
    created: BEFORE,
    updated: BEFORE,
  };
}

function note(id: number, patient: number): Row {
  const data = { soap_data: [{ key: "Plan", val: `<p>Rest, note ${id}</p>` }] };
  return { id, patient_id: patient, state: "final", type: "soap", data, created: `${DAY} 09:30:00` };
}

function file(id: number, patient: number, name: string): Row {
  return {
    id,
    size: 40,
    file_name: name,
    entity_type: "patient",
    file_type: "document",
    mime_type: "text/plain",
    patient_id: patient,
    url: "signed",
    created: `2026-09-02 10:00:${String(id % 60).padStart(2, "0")}`,
  };
}

function bundle(id: number, patients: readonly number[]): Row {
  return {
    id,
    patient_id: null,
    subscribed_patients: patients.map((patient_id) => ({ patient_id })),
    name: `Package ${id}`,
    package_type: "visits",
    active: 1,
    visits: 6,
    visits_left: 3,
    price: 240,
    balance: 120,
    created: BEFORE,
  };
}

function response(id: number, patient: number): Row {
  const data = [{ name: "text_1", label: "Hobby", value: "Rowing" }];
  return { id, form_id: "12", form_name: "Intake", patient_id: String(patient), data, created: BEFORE };
}
