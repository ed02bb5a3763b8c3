import { assertEquals } from "@std/assert";
import { DryRun } from "../../../steps/audit/dry_run.ts";
import { type Issue, MAX_KEYS } from "../../../steps/audit/issues.ts";
import { Settings } from "../../../steps/base/settings.ts";
import { CATALOGUE, entryOf, ruleOf } from "../../../steps/mapping/remarks.ts";
import type { FieldRow } from "../../../steps/mapping/vocabulary.ts";
import type { Row } from "../../../steps/practicehub/envelope.ts";

const NOW = () => Date.UTC(2026, 10, 23);
const SETTINGS = Settings.parse({
  sourceUrl: "https://riverside.neptune.practicehub.io",
  targetUrl: "https://crm.example.test",
  sourceApp: "handover=ana@example.test",
  timeZone: "Europe/London",
});

type Rows = Record<string, Record<string, unknown>[]>;

function tried(rows: Rows, settings = SETTINGS): DryRun {
  const run = new DryRun(settings, NOW, ["patients"]);
  for (const [resource, list] of Object.entries(rows)) {
    run.add(resource, list.map((row, i): Row => ({ id: 100 + i, ...row })), true);
    run.references.close(resource);
  }
  return run;
}

/** Keys under each rule. @param map what became of what nobody foresaw */
function found(rows: Rows, settings = SETTINGS, map: FieldRow[] = []): Record<string, string[]> {
  return keysIn(tried(rows, settings).finish(map));
}

function keysIn(issues: readonly Issue[]): Record<string, string[]> {
  const byRule: Record<string, string[]> = {};
  for (const { rule, keys } of issues) byRule[rule] = [...byRule[rule] ?? [], ...keys];
  return byRule;
}

const row = (resource: string, source: string, target: string, transform: string): FieldRow => ({
  object: "person",
  resource,
  source,
  target,
  transform,
  reason: "",
});

const NAMED = { first_name: "Alex", last_name: "Example" };

Deno.test("of patients who share an address the smallest id keeps it, whatever the order they come in", () => {
  const email = "family@example.test";
  const rows = [{ ...NAMED, id: 9, email }, { ...NAMED, id: 3, email: " FAMILY@example.test " }, {
    ...NAMED,
    id: 5,
    email,
  }];
  assertEquals(found({ patients: rows }), { "email-shared": ["patients/5", "patients/9"] });
});

Deno.test("a telephone number of several patients is listed with all of them, two of one patient are not", () => {
  const numbers = [{ country_code: "44", number: "7700 900321" }];
  const run = tried({
    patients: [{ ...NAMED, numbers }, { ...NAMED, numbers }, {
      ...NAMED,
      numbers: [{ country_code: "44", number: "7700 900999" }, { country_code: "", number: "+447700900999" }],
    }],
  });
  assertEquals(run.finish([]).map((i) => [i.rule, i.keys]), [["phone-shared", [
    "patients/100",
    "patients/101",
  ]]]);
  assertEquals(run.details.get("phone-shared"), "1 number in all.");
});

Deno.test("a patient who shares several telephone numbers is counted once", () => {
  const [a, b] = ["7700 900321", "7700 900322"].map((number) => ({ country_code: "44", number }));
  const run = tried({
    patients: [{ ...NAMED, numbers: [a, b] }, { ...NAMED, numbers: [a] }, { ...NAMED, numbers: [b] }],
  });
  assertEquals(run.finish([]).map((i) => [i.rule, i.count, i.keys.length]), [["phone-shared", 3, 3]]);
  assertEquals(run.details.get("phone-shared"), "2 numbers in all.");
});

Deno.test("numbers without country, impossible ones and those of the islands each have their rule", () => {
  const patients = [
    { ...NAMED, numbers: [{ country_code: "", number: "020 7946 0123" }] },
    { ...NAMED, numbers: [{ country_code: "44", number: "1534 000123" }] },
    { ...NAMED, numbers: [{ country_code: "", number: "ask her husband" }] },
  ];
  assertEquals(found({ patients }), {
    "phone-country-assumed": ["patients/100"],
    "phone-invalid": ["patients/102"],
    "phone-island": ["patients/101"],
  });
  assertEquals(found({ patients }, { ...SETTINGS, timeZone: "UTC" }), {
    "phone-no-country": ["patients/100", "patients/102"],
  });
});

Deno.test("a value that is changed or left out is listed under its remark", () => {
  const patients = [
    { ...NAMED, email: "not an address" },
    { first_name: "", last_name: null },
    { first_name: "Alex", last_name: " " },
    { ...NAMED, dob: "1980-02-30" },
    { ...NAMED, dob: "0000-00-00" },
    { ...NAMED, dob: "2031-01-01" },
    { ...NAMED, first_name: "Al\u0000ex" },
    { ...NAMED, note: "x ".repeat(200_000) },
    { ...NAMED, created: "2025-03-30 01:30:00" },
    { ...NAMED, created: "2025-10-26 01:30:00" },
    { ...NAMED, total_balance: "1,250" },
  ];
  assertEquals(found({ patients }), {
    "email-invalid": ["patients/100"],
    "name-missing": ["patients/101"],
    "name-partial": ["patients/102"],
    "date-impossible": ["patients/103"],
    "date-zero": ["patients/104"],
    "birth-unlikely": ["patients/105"],
    "text-cleaned": ["patients/106"],
    "text-cut": ["patients/107"],
    "time-gap": ["patients/108"],
    "time-overlap": ["patients/109"],
    "money-invalid": ["patients/110"],
  });
});

Deno.test("packages: several patients, none, over-used, and a twin that was never used", () => {
  const row = { name: "12 visits", price: 480, created: "2024-04-01 09:00:00", visits: 12, visits_left: 3 };
  const of = (...ids: number[]) => ids.map((patient_id) => ({ patient_id }));
  const patients = [{ ...NAMED, id: 1 }, { ...NAMED, id: 2 }];
  const patient_packages = [
    { ...row, id: 400, subscribed_patients: of(1) },
    { ...row, id: 401, subscribed_patients: of(1), visits_left: 12 },
    { ...row, id: 410, subscribed_patients: of(1, 2), price: 9 },
    { ...row, id: 420, subscribed_patients: null, price: 8 },
    { ...row, id: 430, subscribed_patients: of(2), visits_left: -1, balance: -40, price: 7 },
    // The same again, but both were used: two purchases.
    { ...row, id: 440, subscribed_patients: of(2), price: 6 },
    { ...row, id: 441, subscribed_patients: of(2), price: 6 },
  ];
  assertEquals(found({ patients, patient_packages }), {
    "package-overused": ["patient_packages/430"],
    "several-subscribers": ["patient_packages/410"],
    "no-subscriber": ["patient_packages/420"],
    "package-twin": ["patient_packages/401"],
  });
});

Deno.test("appointments: what they lack, how they are cancelled, and what is told twice", () => {
  const visit = {
    patient_id: 1,
    practitioner_id: 11,
    location_id: 1,
    status: "processed",
    start: "2026-05-01 10:00:00",
    end: "2026-05-01 10:15:00",
  };
  const appointments = [
    { ...visit, start: "2026-05-02 10:00:00", end: "2026-05-02 10:15:00", patient_id: null },
    { ...visit, practitioner_id: 16, start: "2026-05-03 10:00:00", end: "2026-05-03 10:15:00" },
    { ...visit, practitioner_id: 99, start: "2026-05-04 10:00:00", end: "2026-05-04 10:15:00" },
    { ...visit, location_id: null, start: "2026-05-05 10:00:00", end: "2026-05-05 10:15:00" },
    { ...visit, cancelDate: "2026-04-30 08:00:00", start: "2026-05-06 10:00:00", end: "2026-05-06 10:15:00" },
    { ...visit, patient_id: 77, start: "2026-05-07 10:00:00", end: "2026-05-07 10:15:00" },
    { ...visit, start: "2026-05-08 10:00:00", end: "2026-05-08 09:00:00" },
    visit,
    { ...visit, patient_id: "1" },
  ];
  const practitioners = [{ ...NAMED, id: 11, active: "1" }, { ...NAMED, id: 16, active: "0" }];
  const rows = { practitioners, patients: [{ ...NAMED, id: 1 }], appointments };
  assertEquals(found(rows), {
    "appointment-no-patient": ["appointments/100"],
    "practitioner-inactive": ["appointments/101"],
    "practitioner-missing": ["appointments/102"],
    "appointment-no-location": ["appointments/103"],
    "cancelled-by-date": ["appointments/104"],
    "patient-missing": ["appointments/105"],
    "ends-before-start": ["appointments/106"],
    "duplicate-visit": ["appointments/108"],
  });
});

Deno.test("a visit that was cancelled and booked again at the same time is no second one", () => {
  const visit = { patient_id: 1, location_id: 1, status: "processed", start: "2026-05-01 10:00:00" };
  const rows = (...appointments: Rows[string]) => ({ patients: [{ ...NAMED, id: 1 }], appointments });
  assertEquals(found(rows({ ...visit, status: "cancelled" }, visit)), {});
  assertEquals(found(rows({ ...visit, cancelDate: "2026-04-30 10:00:00" }, visit)), {
    "cancelled-by-date": ["appointments/100"],
  });
  assertEquals(found(rows({ ...visit, status: "cancelled" }, visit, visit)), {
    "duplicate-visit": ["appointments/102"],
  });
});

Deno.test("notes: drafts, empty ones, other shapes, and those of nobody", () => {
  const data = { soap_data: [{ key: "Plan", val: "<p>Rest</p>" }] };
  const clinical_notes = [
    { patient_id: 1, state: "draft", data },
    { patient_id: 1, state: "final", data: null },
    { patient_id: 1, state: "final", data: { findings: { left: "stiff" } } },
    { patient_id: null, state: "final", data },
    { patient_id: 77, state: "final", data },
  ];
  assertEquals(found({ patients: [{ ...NAMED, id: 1 }], clinical_notes }), {
    "note-draft": ["clinical_notes/100"],
    "note-empty": ["clinical_notes/101"],
    "note-shape": ["clinical_notes/102"],
    "note-no-patient": ["clinical_notes/103"],
    "patient-missing": ["clinical_notes/104"],
  });
});

Deno.test("files: without link, without extension, too large, empty, of nobody, with a link that is over", () => {
  const link = (made: string, seconds: number) =>
    `https://store.s3.amazonaws.com/1/f?X-Amz-Date=${made}&X-Amz-Expires=${seconds}`;
  let n = 0;
  const file = {
    entity_type: "patient",
    patient_id: 1,
    get file_name() {
      return `scan ${++n}.jpg`;
    },
    size: 9,
    url: link("20261122T120000Z", 86_400),
  };
  const files = [
    file,
    { ...file, url: null },
    { ...file, file_name: "scan" },
    { ...file, size: 10_000_001 },
    { ...file, size: 0 },
    { ...file, entity_type: "report", patient_id: null },
    { ...file, url: link("20261121T120000Z", 86_400) },
    { ...file, patient_id: 77 },
    { ...file, file_name: "../scan.jpg" },
    { ...file, created: "2025-03-30 01:30:00" },
    { ...file, file_name: "really a picture.pdf", mime_type: "image/png" },
    { ...file, file_name: "picture.jpg", mime_type: "image/jpeg" },
    { ...file, file_name: "picture.jpg", mime_type: "application/octet-stream" },
    { ...file, file_name: "picture.jpg", patient_id: 2 },
  ];
  assertEquals(found({ patients: [{ ...NAMED, id: 1 }, { ...NAMED, id: 2 }], files }), {
    "file-absent": ["files/101"],
    "file-extension": ["files/102"],
    "file-large": ["files/103"],
    "file-empty": ["files/104"],
    "file-not-of-a-patient": ["files/105"],
    "file-link-expired": ["files/106"],
    "patient-missing": ["files/107"],
    "file-name": ["files/108"],
    "time-gap": ["files/109"],
    "file-type": ["files/110"],
    "file-name-repeated": ["files/112"],
  });
});

Deno.test("forms: signatures, impossible answers, older responses; a form with two pictures is listed once", () => {
  const sign = { name: "signature_3", label: "Signature", value: "widget-1" };
  const form = { form_id: "12", form_name: "Consent", patient_id: "1" };
  const custom_form_responses = [
    { ...form, data: [sign, { ...sign, name: "sketchpad_4" }] },
    { ...form, data: [{ name: "date_2", label: "Date", value: "2024-02-31" }] },
    { ...form, form_id: "13", patient_id: null, data: null },
  ];
  const run = tried({ patients: [{ ...NAMED, id: 1 }], custom_form_responses });
  const issues = run.finish([row("custom_form_responses", "Date", "formDate", "date")]);
  assertEquals(issues.map((i) => [i.rule, i.count, i.keys]), [
    ["signature", 2, ["custom_form_responses/100"]],
    ["form-no-patient", 1, ["custom_form_responses/102"]],
    ["date-impossible", 1, ["custom_form_responses/101"]],
    ["form-repeated", 1, ["custom_form_responses/100"]],
  ]);
});

Deno.test("forms: an answer that another form's takes the place of is listed, one that a blank follows is not", () => {
  const form = (
    form_id: string,
    created: string,
    patient_id: string,
    ...answers: [label: string, value: string][]
  ) => ({
    form_id,
    patient_id,
    created,
    data: answers.map(([label, value], i) => ({ name: `text_${i}`, label, value })),
  });
  const patients = [{ ...NAMED, id: 1 }, { ...NAMED, id: 2 }];
  const custom_form_responses = [
    // The newer is listed first, as PracticeHub may do.
    form("13", "2026-02-01 09:00:00", "1", ["Allergies", "nuts"]),
    form("12", "2026-01-01 09:00:00", "1", ["Allergies", "eggs and other things that are long"]),
    form("12", "2026-01-01 09:00:00", "2", ["Allergies", "eggs"], ["", "Penicillin"], [
      "",
      "long ".repeat(60),
    ]),
    form("13", "2026-02-01 09:00:00", "2", ["Allergies", " "]),
  ];
  assertEquals(found({ patients, custom_form_responses }), {
    "form-unasked": ["custom_form_responses/102"],
    "form-label-shared": ["custom_form_responses/101"],
  });
});

Deno.test("an invoice's visit is missed where every visit was read, or where it was asked for, ticked or not", () => {
  const invoices = [{ id: 1, appointment_id: "5", total: "40.00" }, { id: 2, appointment_id: 4 }];
  const appointments = [{ ...NAMED, id: 4, patient_id: null, location_id: 1 }];
  for (const ticked of [true, false]) {
    const after = (settle: (run: DryRun) => void) => {
      const run = new DryRun(SETTINGS, NOW);
      run.references.add("appointments", appointments);
      run.add("invoices", invoices, ticked);
      settle(run);
      return run.finish([]).map((i) => [i.rule, i.count, i.keys]);
    };
    const missed = [["appointment-missing", 1, ["invoices/1"]]];
    assertEquals(after((run) => run.references.close("appointments")), missed);
    assertEquals(
      after((run) => run.references.miss("appointments", run.references.unmet("appointments"))),
      missed,
    );
    assertEquals(after(() => {}), []);
  }
});

Deno.test("a reference is missed only where all it could mean was read", () => {
  const run = new DryRun(SETTINGS, NOW);
  run.add("patients", [{ ...NAMED, id: 1 }], true);
  run.add("appointments", [{ id: 1, patient_id: 2, location_id: 1 }], true);
  assertEquals(run.finish([]), []);
});

Deno.test("what stays behind is met, and not tried", () => {
  const run = new DryRun(SETTINGS, NOW);
  run.add("payments", [{ id: 1, amount: "12,50" }], false);
  assertEquals(run.finish([]), []);
  run.add("payments", [{ id: 1, amount: "12,50" }], true);
  assertEquals(run.finish([]).map((i) => i.rule), ["money-invalid"]);
});

Deno.test("keys are kept up to a limit, and what is beyond is counted", () => {
  const patients = Array.from({ length: MAX_KEYS + 5 }, () => ({ ...NAMED, email: "none" }));
  const [issue] = tried({ patients }).finish([]);
  assertEquals([issue?.count, issue?.keys.length, issue?.unlisted], [MAX_KEYS + 5, MAX_KEYS, 5]);
});

Deno.test("what transforms carry is counted of what was filled", () => {
  const { carried } = tried({
    patients: [{ ...NAMED, dob: "1980-01-01" }, { ...NAMED, dob: "soon" }, { ...NAMED, dob: null }],
  });
  assertEquals(carried[["person", "patients", "dob", "dateOfBirth"].join("\u001f")], {
    filled: 2,
    carried: 1,
  });
});

Deno.test("a reason without words of its own here is told in the words of the transforms", () => {
  assertEquals(entryOf("owner-fallback")?.counted, undefined);
  assertEquals(ruleOf("owner-fallback").many, `values: ${CATALOGUE["owner-fallback"].field}`);
});

Deno.test("an attribute that nobody foresaw is tried as what it becomes, and as nothing else", () => {
  const patients = [
    { ...NAMED, first_contact: "0000-00-00", occupation: "Sailor\u0000" },
    { ...NAMED, first_contact: "2020-02-30", occupation: "Baker" },
    { ...NAMED, first_contact: "2020-02-28" },
  ];
  const map = [
    row("patients", "first_contact", "firstContact", "date"),
    row("patients", "occupation", "occupation", "text"),
  ];
  const run = tried({ patients });
  assertEquals(run.finish(map).map((i) => [i.rule, i.field, i.keys]), [
    ["date-zero", "person.firstContact", ["patients/100"]],
    ["date-impossible", "person.firstContact", ["patients/101"]],
    ["text-cleaned", "person.occupation", ["patients/100"]],
  ]);
  assertEquals(run.carried[["person", "patients", "first_contact", "firstContact"].join("\u001f")], {
    filled: 3,
    carried: 1,
  });
  assertEquals(found({ patients }), {});
});

Deno.test("a question of text is tried as what its answers made of it", () => {
  const answer = (value: string) => ({ data: [{ name: "text_1", label: "Since", value }], patient_id: "1" });
  const rows = {
    patients: [{ ...NAMED, id: 1 }],
    custom_form_responses: [{ ...answer("2020-02-30"), form_id: "1" }, {
      ...answer("a\u0000b"),
      form_id: "2",
    }],
  };
  const as = (transform: string) => {
    const { "form-label-shared": _, ...rest } = found(rows, SETTINGS, [
      row("custom_form_responses", "Since", "formSince", transform),
    ]);
    return rest;
  };
  assertEquals(as("date"), { "date-impossible": ["custom_form_responses/100", "custom_form_responses/101"] });
  assertEquals(as("markdown"), { "text-cleaned": ["custom_form_responses/101"] });
});

Deno.test("more rows than are listed are counted, also where the type was only guessed", () => {
  const patients = Array.from({ length: MAX_KEYS + 5 }, () => ({ ...NAMED, occupation: "x\u0000" }));
  const [issue] = tried({ patients }).finish([row("patients", "occupation", "occupation", "text")]);
  assertEquals([issue?.count, issue?.keys.length, issue?.unlisted], [MAX_KEYS + 5, MAX_KEYS, 5]);
});

const COLUMNS = [
  row("patients", "csv:Email Address", "emails", "emails"),
  row("patients", "csv:Mobile", "phones", "phones"),
  row("patients", "csv:SMS Marketing", "smsMarketing", "consent"),
  row("patients", "csv:Account Balance", "accountBalance", "money"),
];

/** Keys under each rule, with the rows of the patients' export beside. */
function withExport(patients: Rows[string], cells: Record<string, string>[]): Record<string, string[]> {
  const run = tried({ patients });
  run.addExport("patients", cells, COLUMNS);
  return keysIn(run.finish(COLUMNS));
}

Deno.test("a column of an export is tried where the API is silent, under the patient's id", () => {
  const patients = [
    { ...NAMED, patient_number: "1", email: "a@example.test" },
    { ...NAMED, patient_number: "2", custom_reference: "X2", email: null },
    { ...NAMED, patient_number: "3", total_balance: "1,250" },
  ];
  assertEquals(
    withExport(patients, [
      { "Patient Number": "1", "Email Address": "none", "SMS Marketing": "maybe" },
      { "Patient Number": "X2", "Email Address": "none", "SMS Marketing": "1" },
      { "Patient Number": "3", "Account Balance": "1250.00" },
      { "Patient Number": "9", "SMS Marketing": "maybe" },
    ]),
    {
      "consent-unclear": ["patients/100"],
      "email-invalid": ["patients/101"],
      "sources-differ": ["patients/100", "patients/102"],
    },
  );
  assertEquals(withExport(patients, []), { "money-invalid": ["patients/102"] });
});

Deno.test("a number that fits two patients stands for neither, and of two rows for one the first counts", () => {
  const patients = [
    { ...NAMED, patient_number: "1", custom_reference: "2" },
    { ...NAMED, patient_number: "2" },
    { ...NAMED, patient_number: "3" },
  ];
  assertEquals(
    withExport(patients, [
      { "Patient Number": "2", "SMS Marketing": "maybe" },
      { "Patient Number": "3", "SMS Marketing": "1" },
      { "Patient Number": "3", "SMS Marketing": "maybe" },
    ]),
    {},
  );
});

Deno.test("a patient whose numbers are none in both sources is counted once", () => {
  const numbers = [{ country_code: "", number: "ask" }];
  assertEquals(
    withExport([{ ...NAMED, patient_number: "1", numbers }], [{ "Patient Number": "1", "Mobile": "ask" }]),
    { "phone-invalid": ["patients/100"] },
  );
});

Deno.test("a number that the export tells without its country is assumed to be of one only where the API has it not", () => {
  const numbers = [{ country_code: "44", number: "7400 123456" }];
  const patients = [{ ...NAMED, patient_number: "1", numbers }, { ...NAMED, patient_number: "2", numbers }];
  assertEquals(
    withExport(patients, [
      { "Patient Number": "1", "Mobile": "07400 123456" },
      { "Patient Number": "2", "Mobile": "07400 123999" },
    ]),
    { "phone-shared": ["patients/100", "patients/101"], "phone-country-assumed": ["patients/101"] },
  );
});
