import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import type { AuditDetail } from "../audit.ts";
import { proposeAnswers } from "../mapping/form_answers.ts";
import { optionLabel, proposeOptions } from "../mapping/options_of.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import type { FieldRow } from "../mapping/vocabulary.ts";
import { fieldNamed, type ObjectMeta, objectNamed } from "../twenty/metadata.ts";

/** The maps as they are proposed from what the audit saw; `known` is the field map so far, whose names are kept. */
export function propose(
  audit: AuditDetail,
  objects: readonly ObjectMeta[],
  known: readonly FieldMapTable[],
): { fields: FieldMapTable[]; values: ValueMapTable[] } {
  const taken = new Set(objectNamed(objects, "person")?.fields.map((f) => f.name));
  for (const row of PROPOSALS) if (row.object === "person") taken.add(row.target);
  const given = new Map(
    known.filter((row) => row.resource === "custom_form_responses").map((row) => [row.source, row.target]),
  );
  const answers = proposeAnswers(audit.questions, taken, given);
  return { fields: proposedFields(audit, objects, answers), values: proposedValues(audit, answers) };
}

function proposedFields(
  audit: AuditDetail,
  objects: readonly ObjectMeta[],
  answers: readonly FieldRow[],
): FieldMapTable[] {
  const reachable = new Set(audit.resources.filter((r) => r.reachable).map((r) => r.name));
  const rows = [...PROPOSALS, ...answers].filter((row) =>
    MADE_HERE.has(row.resource) || reachable.has(row.resource)
  );
  return rows.map((row, position): FieldMapTable => ({
    object: row.object,
    resource: row.resource,
    source: row.source,
    target: row.target,
    transform: row.transform,
    state: "proposed",
    creates: row.creates ? JSON.stringify(row.creates) : null,
    reason: reasonFor(row, objects),
    position,
    confidence: 100,
    note: "",
  }));
}

/** Resources without an endpoint: their rows are made from the settings and the appointments. */
const MADE_HERE: ReadonlySet<string> = new Set(["account", "locations"]);

function reasonFor(row: FieldRow, objects: readonly ObjectMeta[]): string {
  const there = row.creates && fieldNamed(objectNamed(objects, row.object), row.creates.name);
  return there ? "Twenty has a field of this name already" : row.reason;
}

/** The value maps: every value that the audit saw, with the option that is proposed for it. */
function proposedValues(audit: AuditDetail, answers: readonly FieldRow[]): ValueMapTable[] {
  const seen = (name: string) =>
    (audit.values[name] ?? []).map(([source, count]) => ({ source, label: source, count }));
  const times = (name: string, value: string) =>
    (audit.values[name] ?? []).find(([v]) => v === value)?.[1] ?? 0;
  const types = (audit.values["appointment_types"] ?? []).map(([value]) => {
    const [source = "", label = ""] = value.split("\u001f");
    return { source, label: label || `Type ${source}`, count: times("appointments.type", source) };
  });
  return [
    ...proposeOptions(
      "person",
      "practiceRole",
      fixed(["patient", "Patient"], ["practitioner", "Practitioner"]),
    ),
    ...proposeOptions(
      "person",
      "sex",
      seen("patients.sex").map((v) => ({ ...v, label: SEX[v.source] ?? v.label })),
    ),
    ...proposeOptions("person", "referralSource", seen("patients.referral_source")),
    ...proposeOptions("person", "patientTags", seen("patients.tags")),
    ...audit.questions.filter((q) => q.kind === "select").flatMap((q) =>
      proposeOptions(
        "person",
        answers.find((row) => row.source === q.label)?.target ?? "",
        q.values.map(([source, count]) => ({ source, label: source, count })),
      )
    ),
    ...proposeOptions("appointment", "appointmentType", types),
    ...proposeOptions(
      "appointment",
      "appointmentStatus",
      fixed(...STATUSES).map((v) => ({ ...v, count: times("appointments.status", v.source) })),
    ),
    ...proposeOptions(
      "note",
      "noteState",
      seen("clinical_notes.state").map((v) => ({ ...v, label: capital(v.label) })),
    ),
    ...proposeOptions("opportunity", "packageStatus", fixed(["active", "Active"], ["inactive", "Inactive"])),
    ...stages(),
  ];
}

const SEX: Record<string, string> = { M: "Male", F: "Female", O: "Other", U: "Unknown" };

/** All that is stored; "rescheduled" is a report category only (practicehub/CONTRACT 3.2). */
const STATUSES: [string, string][] = [
  ["pending", "Booked"],
  ["arrived", "Arrived"],
  ["processed", "Completed"],
  ["missed", "Did not attend"],
  ["cancelled", "Cancelled"],
];

/** Twenty's own stages; a package that was bought is a customer's, used up or not. */
function stages(): ValueMapTable[] {
  return (["active", "inactive"] as const).map((source_value, position) => ({
    object: "opportunity",
    field: "stage",
    source_value,
    target_value: "CUSTOMER",
    label: "Customer",
    count: 0,
    state: "proposed",
    position,
  }));
}

const fixed = (...pairs: [string, string][]) => pairs.map(([source, label]) => ({ source, label, count: 0 }));
const capital = (label: string): string => optionLabel(label.charAt(0).toUpperCase() + label.slice(1));
