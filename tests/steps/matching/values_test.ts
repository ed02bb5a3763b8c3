import { assertEquals } from "@std/assert";
import type { AuditDetail } from "../../../steps/profile/audit_detail.ts";
import type { ObjectMeta } from "../../../steps/twenty/metadata.ts";
import { auditOf, field, object, options, profile, proposed, resource, theRow } from "./made_up_seen.ts";

/** `source → option "label" count` for a field, in order. */
function valuesOf(
  name: string,
  given: { audit: Partial<AuditDetail>; objects?: ObjectMeta[]; csv?: Record<string, [string, number][]> },
): string[] {
  const audit = auditOf(given.audit);
  const columns = new Map([[
    "patients",
    Object.keys(given.csv ?? {}).map((n) => profile(n.split(".")[1] ?? "")),
  ]]);
  const { values } = proposed({
    audit,
    objects: given.objects ?? [],
    csv: { columns, values: given.csv ?? {} },
    ticked: ["payments", "patient_logs"],
  });
  return values.filter((v) => v.field === name).map((v) =>
    `${v.source_value} → ${v.target_value} "${v.label}" ${v.count}`
  );
}

const patients = (values: [string, number][], ...attributes: string[]) => ({
  resources: [resource("patients", ["sex", "tags", ...attributes])],
  values: { "patients.sex": values },
});

Deno.test("letters of PracticeHub's own are written out, with how many rows have each", () => {
  assertEquals(valuesOf("sex", { audit: patients([["F", 3], ["M", 2], ["?", 1]]) }), [
    'F → FEMALE "Female" 3',
    'M → MALE "Male" 2',
    '? → OPTION_3 "?" 1',
  ]);
});

Deno.test("an option that the field has already is used, by its label however it is written", () => {
  const there = object(
    "person",
    field("sex", "SELECT", { options: options(["WOMAN", "FEMALE"], ["MALE", "Mann"]) }),
  );
  assertEquals(valuesOf("sex", { audit: patients([["F", 3], ["M", 2]]), objects: [there] }), [
    'F → WOMAN "FEMALE" 3',
    // The value is taken by another label, which stays what it is.
    'M → MALE_2 "Male" 2',
  ]);
});

Deno.test("how many values are among the options of a field is part of the reason", () => {
  const there = object("person", field("sex", "SELECT", { options: options(["FEMALE", "Female"]) }));
  const audit = auditOf({
    resources: [resource("patients", [profile("sex", { filled: 4 })])],
    values: { "patients.sex": [["F", 3], ["M", 1]] },
  });
  const seen = proposed({ audit, objects: [there] });
  assertEquals(
    theRow(seen, "patients", "sex").reason.split("; ")[0],
    "75 % of the values are among the options in Twenty",
  );
  assertEquals(
    theRow(proposed({ audit }), "patients", "sex").reason.split("; ")[0],
    "100 % of the values are in the list of 2 options",
  );
});

Deno.test("values that nobody counted are in no list", () => {
  const many = auditOf({
    resources: [
      resource("patients", [profile("referral_source", { rows: 900, filled: 800, distinct: 301 })]),
    ],
    values: { "patients.referral_source": [["Friend", 300], ["Google", 100]] },
  });
  const row = theRow(proposed({ audit: many }), "patients", "referral_source");
  assertEquals([row.confidence, row.reason.split("; ")[0]], [
    35,
    "50 % of the values are in the list of 2 options",
  ]);
});

Deno.test("tags of the API and of the export are one list, counted once, a cell of several counting for each", () => {
  const audit = {
    resources: [resource("patients", ["tags"])],
    values: { "patients.tags": [["VIP", 2], ["vip", 1]] as [string, number][] },
  };
  assertEquals(
    valuesOf("patientTags", { audit, csv: { "patients.csv:Tags": [["VIP, New", 4], ["New", 1]] } }),
    [
      'VIP → VIP "VIP" 4',
      'vip → VIP "VIP" 1',
      'New → NEW "New" 5',
    ],
  );
});

Deno.test("a value that the API and the export hold is counted once; rows of two resources are counted together", () => {
  const insured = {
    resources: [resource("patients", ["referral_source"])],
    values: { "patients.referral_source": [["Friend", 24]] as [string, number][] },
  };
  assertEquals(
    valuesOf("referralSource", { audit: insured, csv: { "patients.csv:Referral Source": [["Friend", 24]] } }),
    [
      'Friend → FRIEND "Friend" 24',
    ],
  );
  const packages = {
    resources: [resource("patient_packages", ["active"]), resource("care_plans", ["active"])],
    values: {
      "patient_packages.activity": [["active", 5]] as [string, number][],
      "care_plans.activity": [["active", 3]] as [string, number][],
    },
  };
  assertEquals(valuesOf("packageStatus", { audit: packages })[0], 'active → ACTIVE "Active" 8');
});

Deno.test("a status that nobody foresaw is a value too", () => {
  const audit = {
    resources: [resource("appointments")],
    values: { "appointments.status": [["on_hold", 2]] as [string, number][] },
  };
  assertEquals(valuesOf("appointmentStatus", { audit }).at(-1), 'on_hold → ON_HOLD "On hold" 2');
});

Deno.test("a field whose values were counted in some rows only is told, until every row was counted", () => {
  const large = resource("appointments", ["appointment_type_id"], {
    whole: false,
    rowsRead: 300,
    total: 7_587,
  });
  const audit = auditOf({ resources: [large, resource("patients", ["sex"])] });
  const looked = { rows: 300, of: 7_587 };
  assertEquals(proposed({ audit }).sampled, {
    "appointment.appointmentType": looked,
    "appointment.appointmentStatus": looked,
  });
  assertEquals(proposed({ audit, everyRow: new Set(["appointments.type"]) }).sampled, {
    "appointment.appointmentStatus": looked,
  });
});

Deno.test("ids go by their names; one that has no name any more is an option all the same", () => {
  const audit = {
    resources: [resource("appointments", ["appointment_type_id"]), resource("payments", ["payment_type_id"])],
    values: {
      "appointment_types": [["2\u001fInitial, long", 1], ["3\u001f", 1]],
      "appointments.type": [["2", 9], ["40", 1]],
      "payment_methods": [["5\u001fCard", 1]],
      "payments.type": [["5", 4]],
    } satisfies Record<string, [string, number][]> as Record<string, [string, number][]>,
  };
  assertEquals(valuesOf("appointmentType", { audit }), [
    '2 → INITIAL_LONG "Initial / long" 9',
    '3 → TYPE_3 "Type 3" 0',
    '40 → TYPE_40 "Type 40" 1',
  ]);
  assertEquals(valuesOf("paymentMethod", { audit }), ['5 → CARD "Card" 4']);
});

Deno.test("a visit's five states are there whether they were seen or not; so are a package's two", () => {
  const audit = {
    resources: [resource("appointments"), resource("patient_packages", ["active"])],
    values: { "appointments.status": [["missed", 7]] as [string, number][] },
  };
  assertEquals(valuesOf("appointmentStatus", { audit }), [
    'pending → BOOKED "Booked" 0',
    'arrived → ARRIVED "Arrived" 0',
    'processed → COMPLETED "Completed" 0',
    'missed → DID_NOT_ATTEND "Did not attend" 7',
    'cancelled → CANCELLED "Cancelled" 0',
  ]);
  assertEquals(valuesOf("packageStatus", { audit }), [
    'active → ACTIVE "Active" 0',
    'inactive → INACTIVE "Inactive" 0',
  ]);
  assertEquals(valuesOf("stage", { audit }), [
    'active → CUSTOMER "Customer" 0',
    'inactive → COMPLETED "Completed" 0',
  ]);
});

Deno.test("what stands all small begins with a capital, of PracticeHub's own words and of what staff typed; a name stays", () => {
  const audit = {
    resources: [resource("clinical_notes", ["state", "type"]), resource("patients", ["referral_source"])],
    values: {
      "clinical_notes.state": [["in_progress", 1]] as [string, number][],
      "clinical_notes.type": [["soap", 1]] as [string, number][],
      "patients.referral_source": [["google ads", 1], ["eBay", 1]] as [string, number][],
    },
  };
  assertEquals(valuesOf("noteState", { audit }), ['in_progress → IN_PROGRESS "In progress" 1']);
  assertEquals(valuesOf("noteType", { audit }), ['soap → SOAP "SOAP" 1']);
  assertEquals(valuesOf("referralSource", { audit }), [
    'google ads → GOOGLE_ADS "Google ads" 1',
    'eBay → EBAY "eBay" 1',
  ]);
});

Deno.test("languages are named; the code and the name are one option", () => {
  const audit = {
    resources: [resource("patients", ["locale"])],
    values: { "patients.locale": [["en", 5], ["pt-BR", 1]] as [string, number][] },
  };
  const csv = { "patients.csv:Preferred Language": [["English", 2], ["x?", 1]] as [string, number][] };
  assertEquals(valuesOf("preferredLanguage", { audit, csv }), [
    'en → ENGLISH "English" 5',
    'English → ENGLISH "English" 2',
    'pt-BR → BRAZILIAN_PORTUGUESE "Brazilian Portuguese" 1',
    'x? → X "X?" 1',
  ]);
});

Deno.test("insurers are a choice where they are few and all known, and a text else", () => {
  const insured = (kind: "choice" | "text", values: Record<string, [string, number][]>) => {
    const audit = auditOf({
      resources: [resource("patients", [profile("medical_insurance", { kind })])],
      values,
    });
    const { transform, creates } = theRow(proposed({ audit }), "patients", "medical_insurance");
    return [transform, JSON.parse(creates ?? "{}").type];
  };
  const values: Record<string, [string, number][]> = { "patients.medical_insurance": [["Bupa", 9]] };
  assertEquals(insured("choice", values), ["option", "SELECT"]);
  assertEquals(insured("text", {}), ["text", "TEXT"]);
  assertEquals(
    insured("choice", {}),
    ["text", "TEXT"],
    "a choice whose values nobody counted has no options",
  );
});

Deno.test("a value is listed without NUL, once", () => {
  const values: [string, number][] = [["Bupa\u0000 Gold", 2], ["Bupa", 3], ["Bupa Gold", 1]];
  assertEquals(valuesOf("sex", { audit: patients(values) }), [
    'Bupa Gold → BUPA_GOLD "Bupa Gold" 3',
    'Bupa → BUPA "Bupa" 3',
  ]);
});

Deno.test("stages that the workspace has under these labels are used", () => {
  const audit = { resources: [resource("patient_packages", ["active"])] };
  const there = object(
    "opportunity",
    field("stage", "SELECT", { options: options(["WON", "customer"], ["DONE", "Completed"]) }),
  );
  assertEquals(valuesOf("stage", { audit, objects: [there] }), [
    'active → WON "customer" 0',
    'inactive → DONE "Completed" 0',
  ]);
});

Deno.test("values of a field that nothing goes to are not asked for, unless a person turned its row on", () => {
  const audit = auditOf({
    resources: [resource("practitioners", [profile("color", { kind: "choice" })])],
    values: { "practitioners.color": [["red", 1]] },
  });
  const first = proposed({ audit });
  const row = theRow(first, "practitioners", "color");
  assertEquals([row.state, first.values.filter((v) => v.field === row.target)], ["ignored", []]);
  const known = [{ ...row, state: "confirmed" as const, note: "" }];
  const { values } = proposed({ audit, known });
  assertEquals(values.filter((v) => v.field === row.target).map((v) => v.source_value), ["red"]);
});
