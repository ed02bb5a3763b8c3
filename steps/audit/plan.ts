import { specOf } from "../mapping/vocabulary.ts";
import type { FieldMapTable } from "../../db/tables.ts";
import { attributesOf } from "../mapping/transforms/catalogue.ts";
import type { Settings } from "../base/settings.ts";
import { many } from "../base/words.ts";
import type { AutomationList } from "../load/automations.ts";
import { OBJECTS, objectsInUse, originsOf, type TargetObject } from "../mapping/objects.ts";
import { type Estimate, estimate } from "../profile/estimate.ts";
import type { FieldProfile } from "../profile/profile.ts";
import type { Values } from "../profile/values.ts";
import { fieldNamed, type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import type { Issue } from "./issues.ts";
import type { ResourceReport } from "./read_source.ts";
import type { TargetCount } from "./read_target.ts";

/** What each object gets from where, and what has to be made for it. */
export interface PlannedObject {
  object: TargetObject;
  /** As Twenty calls it, or will. */
  label: string;
  there: ObjectMeta | undefined;
  /** Resources that give it records. */
  resources: string[];
  /** Labels of fields that have to be made. */
  make: string[];
  /** Names of fields that are there and get values. */
  use: string[];
}

/** Every object that the proposed map writes to, in the order of writing. */
export function planOf(facts: AuditFacts): PlannedObject[] {
  const rows = facts.proposed.filter((row) => row.state !== "ignored");
  return objectsInUse(new Set(rows.map((row) => row.object))).flatMap((object): PlannedObject[] => {
    const own = rows.filter((row) => row.object === object);
    const named = new Set(own.map((row) => row.resource));
    const resources = own.length > 0
      ? [...named].filter((resource) => originsOf(object).includes(resource))
      : originsOf(object).filter((r) => facts.moving.some((m) => m.name === r && m.reachable));
    if (resources.length === 0) return [];
    const there = objectNamed(facts.objects, object);
    const make = new Map<string, string>();
    const use = new Set<string>();
    for (const row of own) {
      const spec = specOf(row);
      if (spec && !fieldNamed(there, spec.name)) make.set(spec.name, spec.label);
      else use.add(spec?.name ?? plainName(row.target));
    }
    const label = there?.labelSingular ?? OBJECTS[object].label;
    return [{ object, label, there, resources, make: [...make.values()], use: [...use] }];
  });
}

/** `patientId` is the column of the relation `patient`. */
const plainName = (target: string): string =>
  target.endsWith("Id") && target !== "practiceHubId" ? target.slice(0, -2) : target;

/** Records that an object gets, as far as the counts of its resources tell. */
export function landedRows(facts: AuditFacts, { object, resources }: PlannedObject): number {
  return resources.reduce((sum, name) => sum + rowsFor(facts, object, name), 0);
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

/** What each of the next cells costs, by what was counted. */
export function estimatesOf(facts: AuditFacts): Estimate[] {
  const plans = planOf(facts);
  return estimate({
    rows: new Map(facts.moving.filter((r) => r.reachable).map((r) => [r.name, r.total])),
    landed: new Map(plans.map((p) => [p.object, landedRows(facts, p)])),
    files: total(facts, "files"),
    fileBytes: fileBytes(facts),
    objectsToMake: plans.filter((p) => !p.there).length,
    fieldsToMake: plans.reduce((n, p) => n + p.make.length, 0),
    inTarget: [...facts.records.values()].reduce((n, r) => n + r.live + r.deleted, 0),
    intervalMs: facts.settings.sourceIntervalMs,
    requestsPerMinute: facts.settings.targetRequestsPerMinute,
  });
}

/** The size of the files that were looked at, stretched to all of them. */
function fileBytes({ moving, values }: AuditFacts): number {
  const files = moving.find((r) => r.name === "files");
  return files && files.rowsRead > 0 ? values.fileBytes * files.total / files.rowsRead : 0;
}

/** How often an event would happen, in words: what is created is counted, what a delta updates is not known. */
export function firings(facts: AuditFacts, event: string): string {
  const [object = "", action = "*"] = event.split(".");
  if (action === "updated") return "when a delta or a conflict changes a record";
  const rows = planOf(facts).filter((p) => object === "*" || p.object === object)
    .reduce((n, p) => n + landedRows(facts, p), 0);
  return rows === 0 ? "never in this migration" : `about ${many(rows, "time")}, once for each record created`;
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
export function destination(facts: AuditFacts, report: ResourceReport, field: FieldProfile): string {
  if (!facts.moving.includes(report)) return "left in PracticeHub";
  const { places, reason } = placesOf(facts, report, field);
  if (places.length > 0) return places.join(", ");
  if (reason) return `left out, unless you say otherwise: ${reason}`;
  return field.kind === "empty" ? "nothing: it is never filled" : "left in PracticeHub";
}

/** Where a field goes, or why it is left out; neither where nothing is made of it. */
export function placesOf(
  { proposed }: AuditFacts,
  report: ResourceReport,
  field: FieldProfile,
): { places: string[]; reason?: string } {
  const rows = proposed.filter((row) => row.resource === report.name && looksAt(row, field.name));
  const elsewhere = ELSEWHERE[`${report.name}.${field.name}`];
  const places = [
    ...rows.filter((row) => row.state !== "ignored").map((row) => `${row.object}.${row.target}`),
    ...(elsewhere ? [elsewhere] : []),
  ];
  const reason = rows.find((row) => row.note !== "")?.note;
  return { places: [...new Set(places)], ...(reason ? { reason } : {}) };
}

const looksAt = (row: FieldMapTable, field: string): boolean => attributesOf(row)?.includes(field) ?? false;

/** Everything that an audit found out, from which findings, inventory, estimates and grade are made. */
export interface AuditFacts {
  settings: Settings;
  /** Host of the source, e.g. `riverside.neptune.practicehub.io`. */
  sourceHost: string;
  /** Resources that are moved, and those that stay. */
  moving: readonly ResourceReport[];
  leftBehind: readonly ResourceReport[];
  issues: readonly Issue[];
  /** What a rule has to say besides its counts. */
  details: ReadonlyMap<string, string>;
  /** The field map as it is, and what would be proposed besides. */
  proposed: readonly FieldMapTable[];
  /** Values that a person has to look at: rows of the value map. */
  proposedValues: number;
  values: Values;
  objects: readonly ObjectMeta[];
  /** Records in Twenty before, by singular name of the object. */
  records: ReadonlyMap<string, TargetCount>;
  automations: AutomationList;
  /** What the reading itself showed of the limits. */
  measured: {
    requests: number;
    ms: number;
    /** Twenty's limit, once it was set or met. */
    allowance: { tokens: number; windowMs: number } | undefined;
  };
}

export const total = (facts: AuditFacts, name: string): number =>
  [...facts.moving, ...facts.leftBehind].find((r) => r.name === name)?.total ?? 0;
