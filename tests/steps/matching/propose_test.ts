import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { FieldKind } from "../../../steps/mapping/transform.ts";
import { NO_OPTIONS, NO_VALUES } from "../../../steps/matching/rows.ts";
import {
  arrows,
  auditOf,
  field,
  object,
  profile,
  proposed,
  resource,
  rowFor,
  theRow,
} from "./made_up_seen.ts";

const csvOf = (resource: string, ...columns: string[]) => ({
  columns: new Map([[resource, columns.map((name) => profile(`csv:${name}`))]]),
  values: {},
});

Deno.test("only attributes that were seen are proposed; what is made of a whole row or of nothing always is", () => {
  const audit = auditOf({ resources: [resource("patients", ["id", "email"])] });
  const sources = proposed({ audit }).fields.filter((r) => r.resource === "patients" && r.object === "person")
    .map((r) => r.source);
  assertEquals(sources, ["id", "*", "email", "=patient", "*", "id", "="]);
});

Deno.test("a column of an export is proposed when the export has it, under what the API gives", () => {
  const audit = auditOf({ resources: [resource("patients", ["tags"])] });
  const of = (csv: ReturnType<typeof csvOf>) =>
    arrows(proposed({ audit, csv }), "patients").filter((a) => a.endsWith("patientTags"));
  assertEquals(of(csvOf("patients")), ["tags → person.patientTags"]);
  assertEquals(of(csvOf("patients", "Tags")), ["tags → person.patientTags", "csv:Tags → person.patientTags"]);
});

Deno.test("a resource that is not there gives no row; one without rows gives all that its API may bring", () => {
  const rows = (change: object) =>
    arrows(proposed({ audit: auditOf({ resources: [resource("care_plans", [], change)] }) }), "care_plans");
  assertEquals(rows({ reachable: false }), []);
  assert(rows({ rowsRead: 0, total: 0 }).includes("duration → opportunity.planDuration"));
  assertEquals(rows({}).includes("duration → opportunity.planDuration"), false);
});

Deno.test("the practice and its locations are proposed without an audit of them", () => {
  assertEquals(arrows(proposed(), "account")[0], "id → company.practiceHubId");
  assert(arrows(proposed(), "locations").includes("=account/1 → company.parentCompanyId"));
});

for (
  const [name, tick, target] of [
    ["invoices", "invoices", "total → invoice.total"],
    ["payments", "payments", "amount → payment.amount"],
    ["patient_logs", "patient_logs", "data → activityLogEntry.entryText"],
  ] as const
) {
  Deno.test(`${name} are proposed when they are ticked and not else, their unforeseen attributes neither`, () => {
    const audit = auditOf({ resources: [resource(name, ["total", "amount", "data", "odd"])] });
    assertEquals(arrows(proposed({ audit }), name), []);
    const ticked = arrows(proposed({ audit, ticked: [tick] }), name);
    assert(ticked.includes(target) && ticked.some((a) => a.startsWith("odd →")));
  });
}

Deno.test("who shares a package is proposed only where a package is shared", () => {
  const resources = [resource("patient_packages", ["id", "name", "subscribed_patients"])];
  const links = (values: Record<string, [string, number][]>) =>
    proposed({ audit: auditOf({ resources, values }) }).fields.filter((r) => r.object === "packagePatient")
      .length;
  assertEquals([links({}), links({ "patient_packages.shared": [["several patients", 1]] })], [0, 3]);
});

const KINDS: [FieldKind, transform: string, type: string][] = [
  ["text", "text", "TEXT"],
  ["html", "markdown", "TEXT"],
  ["number", "number", "NUMBER"],
  ["flag", "boolean", "BOOLEAN"],
  ["date", "date", "DATE"],
  ["instant", "instant", "DATE_TIME"],
  ["choice", "option", "SELECT"],
  ["list", "textList", "ARRAY"],
  ["objects", "json", "TEXT"],
  ["object", "json", "TEXT"],
];

for (const [kind, transform, type] of KINDS) {
  Deno.test(`an attribute that nobody foresaw and that holds ${kind} becomes ${type}`, () => {
    const audit = auditOf({
      resources: [resource("patients", [profile("loyalty_scheme", { kind })])],
      values: { "patients.loyalty_scheme": [["Gold", 3]] },
    });
    const row = rowFor(proposed({ audit }), "patients", "loyalty_scheme");
    const made = JSON.parse(row?.creates ?? "{}");
    assertEquals([row?.state, row?.target, row?.transform, made.type, made.label], [
      "proposed",
      "loyaltyScheme",
      transform,
      type,
      "Loyalty scheme",
    ]);
    assertStringIncludes(row?.reason ?? "", "Handover does not know it");
    assert((row?.confidence ?? 100) <= 60);
  });
}

Deno.test("an attribute that nobody foresaw gets a name that neither Twenty nor a proposal has", () => {
  const audit = auditOf({ resources: [resource("patients", ["type", "job_title", "patient_tags"])] });
  const objects = [object("person", field("jobTitle", "TEXT"))];
  const { fields } = proposed({ audit, objects });
  const named = ["type", "job_title", "patient_tags"].map((s) => fields.find((r) => r.source === s)?.target);
  assertEquals(named, ["typeField", "jobTitle2", "patientTags2"]);
});

Deno.test("two attributes that nobody foresaw never share a field, be they of one resource or of two", () => {
  const audit = auditOf({
    resources: [
      resource("practitioners", [profile("rank", { kind: "number" })]),
      resource("patients", ["rank", "club_card", "clubCard"]),
    ],
  });
  const { fields } = proposed({ audit });
  const targets = fields.filter((r) => ["rank", "club_card", "clubCard"].includes(r.source)).map((r) =>
    r.target
  );
  assertEquals(targets, ["rank", "rank2", "clubCard", "clubCard2"]);
});

Deno.test("what stays on purpose, what the API says itself and what holds nothing is offered, left out, with its reason", () => {
  const audit = auditOf({
    resources: [
      resource("patients", [profile("fax", { filled: 0, kind: "empty" })]),
      resource("practitioners", ["color"]),
    ],
  });
  const seen = proposed({ audit, csv: csvOf("patients", "First Name") });
  const notes = [["practitioners", "color"], ["patients", "fax"], ["patients", "csv:First Name"]].map(
    ([resource = "", source = ""]) => {
      const row = rowFor(seen, resource, source);
      return [row?.state, row?.note];
    },
  );
  assertEquals(notes, [
    ["ignored", "a setting of PracticeHub's calendar"],
    ["ignored", NO_VALUES],
    ["ignored", "the API has it; the export is compared with it"],
  ]);
});

Deno.test("a select without a value that could be an option is left out for now, and its values wait for nobody", () => {
  const audit = auditOf({ resources: [resource("patients", ["recall_status"])] });
  const seen = proposed({ audit });
  const row = rowFor(seen, "patients", "recall_status");
  assertEquals([row?.state, row?.note], ["ignored", NO_OPTIONS]);
  assertEquals(seen.values.filter((v) => v.field === "recallStatus"), []);
});

for (const [why, before] of [["no value", NO_OPTIONS], ["nothing", NO_VALUES]] as const) {
  Deno.test(`what was left out because ${why} was seen is proposed again when values appear`, () => {
    const audit = auditOf({
      resources: [resource("patients", ["recall_status"])],
      values: { "patients.recall_status": [["Due", 2]] },
    });
    const old = theRow(proposed({ audit }), "patients", "recall_status");
    const known = [{ ...old, state: "ignored" as const, note: before }];
    assertEquals(proposed({ audit, known }).again, known);
    const decided = [{ ...old, state: "ignored" as const, note: "not wanted" }];
    assertEquals(proposed({ audit, known: decided }).again, []);
  });
}

Deno.test("a decided row keeps its name, whatever the workspace has become, and nothing else takes it", () => {
  const audit = auditOf({ resources: [resource("patients", ["sex", "odd"])] });
  const first = proposed({ audit });
  const known = first.fields.map((row) => ({ ...row, state: "confirmed" as const }));
  const objects = [object("person", field("sex", "TEXT"), field("odd", "TEXT"))];
  const second = proposed({ audit, objects, known });
  assertEquals(rowFor(second, "patients", "sex")?.target, "sex");
  assertEquals(arrows(second, "patients").filter((a) => a.startsWith("odd →")), []);
  const other = auditOf({ resources: [resource("patients", ["sex", "odd", "odd "])] });
  assertMatch(theRow(proposed({ audit: other, objects, known }), "patients", "odd ").target, /^odd\d$/);
});

Deno.test("what only waits is proposed anew under the same name, as often as it is asked", () => {
  const audit = auditOf({ resources: [resource("patients", ["sex", "odd"])] });
  const first = proposed({ audit });
  assertEquals(proposed({ audit, known: first.fields }), first);
});

Deno.test("an attribute that nobody foresaw and that held nothing is proposed when it holds something", () => {
  const seen = (filled: number) =>
    auditOf({ resources: [resource("patients", [profile("fax", { filled })])] });
  const { fields: known } = proposed({ audit: seen(0) });
  const later = proposed({ audit: seen(3), known });
  assertEquals(later.again.map((row) => [row.source, row.target]), [["fax", "fax"]]);
  assertEquals([theRow(later, "patients", "fax").state, theRow(later, "patients", "fax").target], [
    "proposed",
    "fax",
  ]);
});

Deno.test("a form's responses may become notes: offered for every form, left out until somebody wants it", () => {
  const audit = auditOf({ forms: [{ name: "Intake", responses: 1_200 }] });
  const row = rowFor(proposed({ audit }), "custom_form_responses", "Intake");
  assertEquals([row?.object, row?.target, row?.transform, row?.state, row?.creates], [
    "note",
    "bodyV2",
    "formNote",
    "ignored",
    null,
  ]);
  assertStringIncludes(row?.reason ?? "", "1,200 responses");
  assertStringIncludes(row?.note ?? "", "confirm to keep each response as a note too");
});

Deno.test("a question keeps the field that it was given; a new one never takes it", () => {
  const asked = (label: string) => ({ label, kind: "text" as const, answers: 1, values: [], forms: [] });
  const old = theRow(
    proposed({ audit: auditOf({ questions: [asked("Pain")] }) }),
    "custom_form_responses",
    "Pain",
  );
  const second = proposed({ audit: auditOf({ questions: [asked("pain!"), asked("Pain")] }), known: [old] });
  const targets = second.fields.filter((r) => r.resource === "custom_form_responses").map((r) => r.target);
  assertEquals(targets, ["formPain2", "formPain"]);
});

Deno.test("positions follow the order of the proposals, so that the API goes before the export", () => {
  const audit = auditOf({ resources: [resource("patients", ["email"])] });
  const { fields } = proposed({ audit, csv: csvOf("patients", "Email Address") });
  assertEquals(fields.map((r) => r.position), fields.map((_, i) => i));
  const emails = fields.filter((r) => r.target === "emails").map((r) => r.source);
  assertEquals(emails, ["email", "csv:Email Address"]);
});

Deno.test("a unit at the end of a name stands in brackets in the label; a word that only looks like one does not", () => {
  const audit = auditOf({ resources: [resource("patients", ["height_cm", "opt_in", "weightKg"])] });
  const labels = ["height_cm", "opt_in", "weightKg"].map((source) => {
    const row = theRow(proposed({ audit }), "patients", source);
    return [row.target, JSON.parse(row.creates ?? "{}").label];
  });
  assertEquals(labels, [["heightCm", "Height (cm)"], ["optIn", "Opt in"], ["weightKg", "Weight (kg)"]]);
});

Deno.test("what Handover does not know is as sure as its values are many and alike; a label that is cut is told", () => {
  const long = `${"A question of many words ".repeat(4)}?`;
  const rows = 1_000;
  const audit = auditOf({
    resources: [
      resource("patients", [
        profile("since", { rows, filled: 900, kind: "date", sure: 91 }),
        profile("once", { rows, filled: 2, kind: "date" }),
        profile(long, { rows, filled: 900 }),
      ]),
    ],
  });
  const said = (source: string) => {
    const { confidence, reason } = theRow(proposed({ audit }), "patients", source);
    return `${confidence} ${reason}`;
  };
  assertEquals(said("since"), "54 91 % of the values look like dates; Handover does not know it");
  assertEquals(
    said("once"),
    "43 100 % of the values look like dates; only 2 values seen; Handover does not know it",
  );
  assertStringIncludes(said(long), "Handover does not know it; the label is cut at 63 characters");
});

Deno.test("a question's confidence follows its answers, and a choice says how its values fit", () => {
  const asked = (label: string, change: object) => ({
    label,
    kind: "text" as const,
    answers: 1,
    values: [] as [string, number][],
    forms: [] as [string, number][],
    ...change,
  });
  const audit = auditOf({
    questions: [
      asked("Pain", { profile: profile("Pain", { filled: 200, rows: 300 }) }),
      asked("Side", {
        kind: "select",
        values: [["left", 40], ["Left", 5], ["right", 50]],
        profile: profile("Side", { filled: 95, rows: 300, kind: "choice" }),
      }),
      asked("Rare", { profile: profile("Rare", { filled: 1, rows: 300, distinct: 1 }) }),
    ],
  });
  const said = (source: string) => {
    const { confidence, reason } = theRow(proposed({ audit }), "custom_form_responses", source);
    return `${confidence} ${reason}`;
  };
  assertEquals(said("Pain"), "90 text, 10 different values; Asked on a form, 1 answers");
  assertEquals(
    said("Side"),
    "90 100 % of the values are in the list of 2 options; Asked on a form, 1 answers",
  );
  assertEquals(said("Rare"), "63 text, 1 different value; only 1 value seen; Asked on a form, 1 answers");
});
