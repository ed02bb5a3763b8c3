import fc from "../../support/fast_check.ts";
import type { TargetObject } from "../../../steps/mapping/objects.ts";

/** What people type, what imports leave behind, and what nobody expects. */
const text = fc.oneof(
  fc.constantFrom(
    ...[null, "", " ", "Ann", "Zoë", '"x"', "a,b)c[d]", "\u0000", "\ud800", "NULL", "<b>x</b>", "a <b c"],
    ...[
      "<p>a</p><ul><li>b</li></ul>",
      "1. a\n2) b",
      "| a |\n| - |",
      "# no",
      "x".repeat(300),
      7,
      true,
      [],
      {},
    ],
  ),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 10 }),
);
const local = fc.oneof(
  fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 19).replace("T", " ")),
  fc.constantFrom(
    "0000-00-00 00:00:00",
    "2024-03-31 01:30:00",
    "2024-10-27 01:30:00",
    "2024-02-30 10:00:00",
    null,
  ),
  text,
);
const amount = fc.oneof(
  fc.constantFrom("0.00", "-12.30", "40", 19.99, "1e9", "9007199254.740992", "x", null, -0),
  fc.integer().map((n) => n / 100),
);
const count = fc.oneof(fc.integer(), fc.constantFrom("6", "-1", "0", "1.5", "x", "", null));
const flag = fc.constantFrom(0, 1, "0", "1", "", null, "yes");
const patient = fc.constantFrom<unknown>(1, "1", 2, 99, null, "", "x");
const visit = fc.constantFrom<unknown>(3, "3", 99, null, "");
const word = fc.oneof(
  fc.constantFrom("soap", "draft", "week", "visits", "note", "sms", "5", 2, "odd", "", null),
  text,
);

const note = fc.oneof(
  text,
  fc.record({
    soap_data: fc.array(
      fc.oneof(
        fc.record({ label: text, value: text }),
        fc.record({ key: text, val: text }),
        text,
        fc.constant(null),
      ),
      { maxLength: 4 },
    ),
  }),
  fc.dictionary(fc.string({ maxLength: 8 }), text, { maxKeys: 3 }),
);
const subscribers = fc.oneof(
  fc.array(fc.record({ patient_id: patient }), { maxLength: 4 }),
  fc.constantFrom(null, "x", [null]),
);
const answers = fc.oneof(
  fc.array(
    fc.record({ name: fc.constantFrom("text_1", "signature_2", "checkbox_3"), label: text, value: text }),
  ),
  fc.constant(null),
);
const place = { name: text, address: text, city: text, state: text, postcode: text, country: text };
const packages = fc.record({
  name: text,
  price: amount,
  active: flag,
  package_type: word,
  subscribed_patients: subscribers,
  visits: count,
  visits_left: count,
  balance: amount,
  package_balance: amount,
  created: local,
});

type Rows = fc.Arbitrary<Record<string, unknown>>;

/** Rows of every resource but patients (see patients_land_test.ts), and what they become. */
export const ROWS_OF: [object: TargetObject, resource: string, row: Rows][] = [
  ["company", "account", fc.record(place)],
  ["company", "locations", fc.record(place)],
  [
    "person",
    "practitioners",
    fc.record({ first_name: text, last_name: text, active: flag, description: text, created: local }),
  ],
  ["opportunity", "patient_packages", packages],
  ["packagePatient", "patient_packages", packages],
  [
    "opportunity",
    "care_plans",
    fc.record({
      active: flag,
      patient_id: patient,
      visits: count,
      interval: count,
      frequency_type: word,
      duration: count,
      start_date: local,
    }),
  ],
  [
    "appointment",
    "appointments",
    fc.record({
      patient_id: patient,
      practitioner_id: fc.constantFrom(1, "11", 99, null),
      location_id: fc.constantFrom(1, "9", null),
      appointment_type_id: fc.constantFrom("2", 2, 40, null),
      status: fc.constantFrom("pending", "processed", "missed", "cancelled", "odd", null),
      cancelDate: local,
      start: local,
      end: local,
      note: text,
      created: local,
    }),
  ],
  [
    "invoice",
    "invoices",
    fc.record({ patient_id: patient, appointment_id: visit, total: amount, created: local }),
  ],
  [
    "payment",
    "payments",
    fc.record({
      patient_id: patient,
      amount,
      payment_type_id: word,
      service: text,
      note: text,
      created: local,
    }),
  ],
  [
    "activityLogEntry",
    "patient_logs",
    fc.record({ patient_id: patient, type: word, sub_type: word, data: text, created: local }),
  ],
  [
    "note",
    "clinical_notes",
    fc.record({ patient_id: patient, data: note, state: word, type: word, created: local }),
  ],
  ["note", "patients", fc.record({ note: text, updated: local })],
  [
    "note",
    "custom_form_responses",
    fc.record({
      form_name: fc.constantFrom("Intake", " Intake", "Consent", null),
      patient_id: patient,
      data: answers,
      created: local,
    }),
  ],
  [
    "noteTarget",
    "clinical_notes",
    fc.record({ patient_id: patient, created: local }),
  ],
];
