import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type AuditFacts, firings } from "../../../steps/audit/plan.ts";
import { fixedFindings } from "../../../steps/audit/fixed_findings.ts";
import { Profile } from "../../../steps/profile/profile.ts";
import type { ResourceReport } from "../../../steps/audit/read_source.ts";
import { notMigratedTable } from "../../../steps/audit/not_migrated.ts";
import { Values } from "../../../steps/profile/values.ts";
import { Settings } from "../../../steps/base/settings.ts";
import type { Row } from "../../../steps/practicehub/envelope.ts";

const SETTINGS = Settings.parse({
  sourceUrl: "https://riverside.neptune.practicehub.io",
  targetUrl: "https://crm.example.test",
  sourceApp: "handover=ana@example.test",
  timeZone: "Europe/London",
  currency: "GBP",
});

function report(name: string, rows: Row[], change: Partial<ResourceReport> = {}): ResourceReport {
  const profile = new Profile();
  profile.add(rows);
  return {
    name,
    label: name,
    reachable: true,
    total: rows.length,
    rowsRead: rows.length,
    whole: true,
    repeated: 0,
    fields: profile.fields,
    choices: {},
    ...change,
  };
}

function facts(change: Partial<AuditFacts> = {}): AuditFacts {
  return {
    settings: SETTINGS,
    sourceHost: "riverside.neptune.practicehub.io",
    moving: [],
    leftBehind: [],
    issues: [],
    details: new Map(),
    proposed: [],
    proposedValues: 0,
    values: new Values(),
    objects: [],
    records: new Map(),
    automations: { items: [], subject: "" },
    measured: { requests: 12, ms: 3_400, allowance: undefined },
    ...change,
  };
}

const found = (id: string, change: Partial<AuditFacts> = {}) =>
  fixedFindings(facts(change)).find((f) => f.id === id);

const PERSON_ROW = {
  object: "person",
  resource: "patients",
  source: "email",
  target: "emails",
  transform: "emails",
  state: "proposed" as const,
  creates: null,
  reason: "",
  position: 0,
  confidence: 95,
  note: "",
};

Deno.test("every gotcha of this pair of systems is said, with what to do", () => {
  const wanted = [
    "region",
    "zone",
    "source-limit",
    "target-limit",
    "export-limit",
    "import-order",
    "workflows",
    "sequences",
    "deleted-patients",
    "staff",
  ];
  const all = fixedFindings(facts());
  assertEquals(all.map((f) => f.id), wanted);
  assertEquals(all.filter((f) => !f.action).map((f) => f.id), []);
});

Deno.test("what only some practices have says what to do too", () => {
  const values = new Values();
  values.add("appointments", [{ id: 1, location_id: 1 }, { id: 2, location_id: 2 }]);
  values.add("clinical_notes", [{ id: 1, data: { soap_data: [{ label: "Prescription", value: "x" }] } }]);
  const all = fixedFindings(facts({
    values,
    settings: { ...SETTINGS, currency: "" },
    moving: [
      report("patients", [{ id: 1 }], { repeated: 3, total: 20_001 }),
      report("files", [{ id: 1 }]),
      report("care_plans", [], { reachable: false }),
    ],
    leftBehind: [report("invoices", [{ id: 1 }])],
    records: new Map([["person", { live: 1, deleted: 2, blocking: ["id-1"] }]]),
  }));
  assertEquals(all.length, 21);
  assertEquals(all.filter((f) => !f.action).map((f) => f.id), []);
});

Deno.test("a zone without summer time is warned of, and so is one zone for several locations", () => {
  const about = (timeZone: string, locations: number) => {
    const values = new Values();
    values.add("appointments", Array.from({ length: locations }, (_, i) => ({ id: i, location_id: i + 1 })));
    return fixedFindings(facts({ values, settings: { ...SETTINGS, timeZone } }))
      .filter(({ id }) => id === "zone-fixed" || id === "one-zone").map(({ id, severity }) => [id, severity]);
  };
  for (const zone of ["EST", "Etc/GMT+5", "+01:00", "UTC"]) {
    assertEquals(about(zone, 1), [["zone-fixed", "warning"]], zone);
  }
  assertEquals(about("Europe/London", 1), []);
  assertEquals(about("America/New_York", 2), [["one-zone", "warning"]]);
});

Deno.test("that Twenty has no sequences is said, and what stands in for them", () => {
  const { title, detail } = found("sequences") ?? {};
  assertEquals(title, "Twenty 2.19 has no sequences");
  assertStringIncludes(detail ?? "", "Send Email, Delay");
});

Deno.test("limits are told as they were measured", () => {
  assertStringIncludes(found("source-limit")?.detail ?? "", "This audit sent 12 requests in 4 s.");
  assertStringIncludes(found("target-limit")?.detail ?? "", "not known yet");
  const met = { requests: 1, ms: 1, allowance: { tokens: 500, windowMs: 60_000 } };
  assertStringIncludes(found("target-limit", { measured: met })?.detail ?? "", "found to be 500 in 1 min");
});

Deno.test("an address of another region is said to be another", () => {
  assert(!found("region")?.detail.includes("another"));
  const detail = found("region", { sourceHost: "riverside.pluto.practicehub.io" })?.detail ?? "";
  assertStringIncludes(detail, "this is another");
});

Deno.test("only people in the trash with the address of a patient are a warning, the rest is information", () => {
  assertEquals([found("soft-deleted"), found("trash")], [undefined, undefined]);
  const records = new Map([
    ["person", { live: 9, deleted: 3, blocking: ["id-1"] }],
    ["company", { live: 0, deleted: 1, blocking: [] }],
  ]);
  const blocking = found("soft-deleted", { records });
  assertEquals([blocking?.severity, blocking?.title], [
    "warning",
    "1 deleted person holds the e-mail address of a patient in Twenty's trash",
  ]);
  const rest = found("trash", { records });
  assertEquals([rest?.severity, rest?.title], [
    "info",
    "2 people and 1 company in Twenty's trash, in nobody's way",
  ]);
  const none = new Map([["person", { live: 9, deleted: 3, blocking: [] }]]);
  assertEquals(found("soft-deleted", { records: none }), undefined);
});

Deno.test("Twenty's own export warns where an object will be larger than it takes", () => {
  assertEquals(found("export-limit")?.severity, "info");
  const moving = [report("patients", [{ id: 1 }], { total: 20_001 })];
  const large = found("export-limit", { moving, proposed: [PERSON_ROW] });
  assertEquals(large?.severity, "warning");
  assertStringIncludes(large?.detail ?? "", "20,001");
});

Deno.test("prescriptions are found in names of fields, forms, questions and headings, and never in values", () => {
  assertEquals(found("prescriptions"), undefined);
  const values = new Values();
  values.add("custom_form_responses", [{
    id: 1,
    form_name: "Intake",
    data: [{ name: "text_1", label: "Current medication", value: "secret-value" }],
  }]);
  values.add("clinical_notes", [{
    id: 1,
    data: { soap_data: [{ label: "Prescription", value: "secret-value" }] },
  }]);
  const moving = [
    report("patients", [{ id: 1, drug_allergy: "secret-value", note: "medication: secret-value" }]),
  ];
  const finding = found("prescriptions", { values, moving });
  assertEquals(finding?.title, "Prescriptions or medicines are spoken of in 3 places");
  assertStringIncludes(finding?.detail ?? "", "field patients.drug_allergy");
  assertStringIncludes(finding?.detail ?? "", "question “Current medication”");
  assertStringIncludes(finding?.detail ?? "", "heading “Prescription”");
  assert(!JSON.stringify(finding).includes("secret-value"));
});

Deno.test("locations without a name are listed until they are named", () => {
  const values = new Values();
  values.add("appointments", [{ id: 1, location_id: 1 }, { id: 2, location_id: "2" }]);
  assertEquals(found("locations", { values })?.title, "2 locations without a name: 1, 2");
  const named = { ...SETTINGS, practiceName: "Riverside Chiropractic", locations: { 1: "High Street" } };
  // As the audit cell and the extract call it.
  assertStringIncludes(
    found("locations", { values, settings: named })?.detail ?? "",
    "“Riverside Chiropractic, location 2”",
  );
  const settings = { ...SETTINGS, locations: { 1: "High Street", 2: "Harbour" } };
  assertEquals(found("locations", { values, settings }), undefined);
  assertEquals(found("company-unmatched", { values })?.severity, "info");
});

Deno.test("a field that is filled and goes nowhere is told to stay, with the reason of the map if it has one", () => {
  const files = report("files", [{ id: 1, description: "x", file_name: "a.pdf", owner: null }]);
  const patients = report("patients", [{ id: 1, email: "a@b.test", shoe_size: "44" }]);
  const left = {
    ...PERSON_ROW,
    source: "shoe_size",
    target: "shoeSize",
    state: "ignored" as const,
    note: "not asked",
  };
  const { rows } = notMigratedTable(facts({ moving: [files, patients], proposed: [PERSON_ROW, left] }));
  const fields = rows.filter(([what]) => String(what).includes(": ")).map((row) => row.slice(0, 3));
  assertEquals(fields.filter(([what]) => what !== "patients: id"), [
    ["files: description", 1, "Twenty has no place for it"],
    ["patients: shoe_size", 1, "not asked"],
  ]);
});

Deno.test("an automation is said to start as often as records of its object are made", () => {
  const with_ = facts({ moving: [report("patients", [{ id: 1 }], { total: 300 })], proposed: [PERSON_ROW] });
  assertEquals(firings(with_, "person.created"), "about 300 times, once for each record created");
  assertEquals(firings(with_, "*.*"), "about 300 times, once for each record created");
  assertEquals(firings(with_, "company.created"), "never in this migration");
  assertEquals(firings(with_, "person.updated"), "when a delta or a conflict changes a record");
});
