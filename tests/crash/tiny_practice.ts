import type { Practice } from "../../fixtures/practice/practice.ts";

/** Who shares it: the older patient keeps it as the primary one. */
const SHARED = "shared@example.test";
/** Somebody in Twenty has this one before anything is moved. */
export const TAKEN = "taken@example.test";

const CREATED = "2026-01-05 09:00:00";
const UPDATED = "2026-02-01 09:00:00";

const patient = (id: number, first_name: string, email: string) => ({
  id,
  first_name,
  last_name: "Tiny",
  email,
  sex: "F",
  created: CREATED,
  updated: UPDATED,
});

const visit = (id: number, patient_id: number, start: string) => ({
  id,
  patient_id,
  practitioner_id: 1,
  appointment_type_id: 1,
  location_id: 1,
  start,
  end: start.replace(":00:00", ":30:00"),
  status: "processed",
  cancelDate: null,
  note: null,
  created: CREATED,
  updated: UPDATED,
});

/** One row of each kind that goes a way of its own, and two where they have to be told apart. */
export const TINY: Practice = {
  practitioners: [{ id: 1, first_name: "Ada", last_name: "Admin", active: "1", created: CREATED }],
  patients: [
    { ...patient(10, "Ann", SHARED), note: "<p>Rings before noon</p>" },
    patient(11, "Ben", SHARED),
    { ...patient(12, "Cas", TAKEN), sex: "M" },
  ],
  appointment_types: [{ id: 1, name: "Visit" }],
  appointments: [visit(20, 10, "2026-03-02 09:00:00"), visit(21, 11, "2026-03-03 09:00:00")],
  clinical_notes: [{
    id: 30,
    patient_id: 10,
    state: "final",
    type: "soap",
    data: { soap_data: [{ key: "Plan", val: "<p>Rest</p>" }] },
    created: "2026-03-02 09:30:00",
  }],
  care_plans: [],
  custom_form_responses: [{
    id: 50,
    form_id: "1",
    form_name: "Intake",
    patient_id: "10",
    data: [{ name: "text_1", label: "Allergies", value: "none known" }],
    created: CREATED,
  }],
  files: [{
    id: 60,
    size: 40,
    file_name: "letter.txt",
    entity_type: "patient",
    file_type: "document",
    description: null,
    mime_type: "text/plain",
    patient_id: 11,
    url: "signed",
    created: CREATED,
  }],
  patient_packages: [{
    id: 70,
    patient_id: null,
    subscribed_patients: [{ patient_id: 10 }, { patient_id: 11 }],
    name: "Ten visits",
    package_type: "visits",
    active: 1,
    visits: 10,
    visits_left: 9,
    price: 100,
    balance: 90,
    created: CREATED,
  }],
  patient_logs: [{
    id: 80,
    patient_id: 10,
    type: "note",
    sub_type: "call",
    data: "<p>Called</p>",
    created: CREATED,
  }],
  invoices: [{ id: 90, appointment_id: "20", patient_id: "10", total: "80.00", created: CREATED }],
  payments: [{
    id: 95,
    amount: "80.00",
    payment_type_id: "1",
    patient_id: "10",
    service: null,
    note: null,
    created: CREATED,
  }],
  payment_methods: [{ id: 1, name: "Card" }],
  payment_allocations: [],
};
