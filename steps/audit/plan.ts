import type { FieldProfile } from "./profile.ts";
import type { ResourceReport } from "./read_source.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import { ROW_PARTS } from "../mapping/row_parts.ts";
import { type FieldRow, ORIGINS, TARGET_OBJECTS, type TargetObject } from "../mapping/vocabulary.ts";
import { fieldNamed, type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import { type AuditFacts, total } from "./facts.ts";

/** Resources whose rows are made from the settings and the appointments (practicehub/CONTRACT 5). */
const MADE_HERE: readonly string[] = ["account", "locations"];

/** What each object gets from where, and what has to be made for it. */
export interface PlannedObject {
  object: TargetObject;
  there: ObjectMeta | undefined;
  /** Resources that give it records. */
  resources: string[];
  /** Names of fields that have to be made. */
  make: string[];
  /** Names of fields that are there and get values. */
  use: string[];
}

/** Every object that the proposals write to, in the order of writing. */
export function planOf(facts: AuditFacts): PlannedObject[] {
  return TARGET_OBJECTS.flatMap((object): PlannedObject[] => {
    const resources = ORIGINS[object].filter((r) => isMoved(facts, r));
    if (resources.length === 0) return [];
    const there = objectNamed(facts.objects, object);
    const rows = rowsOf(facts, object, resources);
    const wanted = [...new Set(rows.map((r) => r.creates?.name ?? plainName(r.target)))];
    const make = wanted.filter((name) =>
      !fieldNamed(there, name) && rows.some((r) => r.creates?.name === name)
    );
    const questions = object === "person" ? questionFields(facts) : [];
    return [{
      object,
      there,
      resources,
      make: [...make, ...questions],
      use: wanted.filter((name) => !make.includes(name)),
    }];
  });
}

/** Proposals that have something to bring; those of CSV exports are known when an export is read. */
function rowsOf(facts: AuditFacts, object: TargetObject, resources: readonly string[]): FieldRow[] {
  return PROPOSALS.filter((row) =>
    row.object === object && resources.includes(row.resource) && !row.source.startsWith("csv:") &&
    hasSource(facts, row)
  );
}

function hasSource(facts: AuditFacts, row: FieldRow): boolean {
  if (row.source.startsWith("=") || MADE_HERE.includes(row.resource)) return true;
  const fields = facts.moving.find((r) => r.name === row.resource)?.fields ?? [];
  const wanted = row.source === "*" ? ROW_PARTS[row.transform] : [row.source];
  return wanted === undefined || wanted.some((name) => fields.some((f) => f.name === name));
}

function isMoved({ moving }: AuditFacts, resource: string): boolean {
  return MADE_HERE.includes(resource) || moving.some((r) => r.name === resource && r.reachable);
}

/** Questions that can become a field, as long as nobody chose to keep their form as a note. */
function questionFields({ values }: AuditFacts): string[] {
  return [...values.questions.values()].filter((q) => q.kind !== "picture").map((q) => q.label);
}

/** `patientId` is the column of the relation `patient`. */
const plainName = (target: string): string =>
  target.endsWith("Id") && target !== "practiceHubId" ? target.slice(0, -2) : target;

/** Records that an object gets, as far as the counts of its resources tell. */
export function landedRows(facts: AuditFacts, { object, resources }: PlannedObject): number {
  const rows = resources.reduce((sum, name) => sum + rowsFor(facts, object, name), 0);
  return rows;
}

function rowsFor(facts: AuditFacts, object: TargetObject, resource: string): number {
  if (resource === "account") return 1;
  if (resource === "locations") return locationIds(facts).length;
  const isNote = object === "note" || object === "noteTarget";
  if (isNote && resource === "patients") return stickyNotes(facts);
  // Answers become fields of the patient unless their form is kept as a note, which nobody has chosen yet.
  if (isNote && resource === "custom_form_responses") return 0;
  if (object === "packagePatient") {
    return facts.issues.filter((i) => i.rule === "several-subscribers").reduce((n, i) => n + 2 * i.count, 0);
  }
  return total(facts, resource);
}

function stickyNotes({ moving }: AuditFacts): number {
  return moving.find((r) => r.name === "patients")?.fields.find((f) => f.name === "note")?.filled ?? 0;
}

/** Location ids in the appointments that were looked at; there is no list of locations. */
export function locationIds({ values }: AuditFacts): string[] {
  return [...values.counts.get("appointments.location")?.keys() ?? []].sort();
}

/** Attributes that are not in the field map, because links, files and answers are not fields of one record. */
const ELSEWHERE: Record<string, string> = {
  "clinical_notes.patient_id": "link to the patient",
  "custom_form_responses.data": "a custom field per question",
  "custom_form_responses.form_id": "tells the forms apart",
  "custom_form_responses.form_name": "tells the forms apart",
  "custom_form_responses.created": "the newest answer is kept",
  "custom_form_responses.patient_id": "the patient's fields",
  "custom_form_responses.id": "the ledger",
  "files.id": "the ledger",
  "files.entity_type": "only patients' files are moved",
  "files.size": "compared with the bytes",
  "files.file_name": "attachment.name",
  "files.mime_type": "attachment.fileCategory",
  "files.patient_id": "link to the patient",
  "files.url": "the bytes",
  "files.created": "attachment.createdAt",
  "appointment_types.id": "the value map",
  "appointment_types.name": "appointment.appointmentType",
  "appointments.updated": "tells what changed",
  "appointments.patient_name": "the patient's own name is used",
  "patients.updated": "tells what changed",
  "practitioners.updated": "tells what changed",
  "practitioners.practitioner_id": "the same as id",
  "patient_packages.patient_id": "always empty; the subscribers are used",
  "payment_methods.id": "the value map",
  "payment_methods.name": "payment.paymentMethod",
};

/** Where a field of the source goes, in words. */
export function destination(report: ResourceReport, field: FieldProfile, moves: boolean): string {
  if (!moves) return "stays in PracticeHub";
  const rows = PROPOSALS.filter((p) =>
    p.resource === report.name &&
    (p.source === field.name || (p.source === "*" && ROW_PARTS[p.transform]?.includes(field.name)))
  );
  const elsewhere = ELSEWHERE[`${report.name}.${field.name}`];
  const places = [...rows.map((p) => `${p.object}.${p.target}`), ...(elsewhere ? [elsewhere] : [])];
  if (places.length > 0) return [...new Set(places)].join(", ");
  return field.kind === "empty" ? "nothing: it is never filled" : "offered in the map";
}
