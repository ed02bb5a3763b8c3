import type { FieldSpec, ObjectSpec } from "../twenty/metadata.ts";

/** The target objects that Handover writes, in the order they are written: parents before what points at them. */
export const TARGET_OBJECTS = [
  "company",
  "person",
  "opportunity",
  "packagePatient",
  "appointment",
  "invoice",
  "payment",
  "activityLogEntry",
  "note",
  "noteTarget",
  "attachment",
] as const;
export type TargetObject = typeof TARGET_OBJECTS[number];

export const PLURAL: Record<TargetObject, string> = {
  company: "companies",
  person: "people",
  opportunity: "opportunities",
  packagePatient: "packagePatients",
  appointment: "appointments",
  invoice: "invoices",
  payment: "payments",
  activityLogEntry: "activityLogEntries",
  note: "notes",
  noteTarget: "noteTargets",
  attachment: "attachments",
};

/**
 * Where an object's records come from, in the order they are written. `account` and `locations` have no endpoint
 * (contracts/practicehub 5): the extract makes their rows from the settings and from the appointments.
 */
export const ORIGINS: Record<TargetObject, readonly string[]> = {
  company: ["account", "locations"],
  person: ["practitioners", "patients"],
  opportunity: ["patient_packages", "care_plans"],
  packagePatient: ["patient_packages"],
  appointment: ["appointments"],
  invoice: ["invoices"],
  payment: ["payments"],
  activityLogEntry: ["patient_logs"],
  note: ["clinical_notes", "patients", "custom_form_responses"],
  noteTarget: ["clinical_notes", "patients", "custom_form_responses"],
  attachment: ["files"],
};

/** Objects whose records are links or files: no row of the field map makes them, they are always written. */
export const LINKS: readonly TargetObject[] = ["noteTarget", "attachment"];

/** The objects that a field map writes to, in the order they are written. */
export function objectsInUse(named: ReadonlySet<string>): TargetObject[] {
  return TARGET_OBJECTS.filter((object) => named.has(object) || LINKS.includes(object));
}

/** Objects that a person can meet by themselves and that therefore carry `practiceHubId`. */
export const IDENTIFIED: readonly TargetObject[] = TARGET_OBJECTS.filter((object) => !LINKS.includes(object));

/** Objects that Twenty does not come with. */
export const CUSTOM_OBJECTS: readonly ObjectSpec[] = [
  custom("appointment", "appointments", "Appointment", "IconCalendarEvent", "A booked visit"),
  custom(
    "packagePatient",
    "packagePatients",
    "Package patient",
    "IconUsersGroup",
    "A patient of a shared package",
  ),
  custom("invoice", "invoices", "Invoice", "IconFileInvoice", "What was billed"),
  custom("payment", "payments", "Payment", "IconCash", "What was paid"),
  custom(
    "activityLogEntry",
    "activityLogEntries",
    "Activity log entry",
    "IconTimelineEvent",
    "A line of the patient's timeline",
    "Activity log",
  ),
];

function custom(
  nameSingular: TargetObject,
  namePlural: string,
  labelSingular: string,
  icon: string,
  what: string,
  labelPlural = `${labelSingular}s`,
): ObjectSpec {
  const description = `${what}, as PracticeHub kept it`;
  return { nameSingular, namePlural, labelSingular, labelPlural, description, icon };
}

/** On every identified object: `resource/id`, so that a record can be traced without the ledger. */
export const PRACTICE_HUB_ID: FieldSpec = {
  name: "practiceHubId",
  label: "PracticeHub id",
  type: "TEXT",
  icon: "IconKey",
  description: "Where this record came from in PracticeHub: resource/id",
  isUnique: true,
};

/** On every identified object, where records whose source row is gone are to be flagged. */
export const GONE_SINCE: FieldSpec = {
  name: "goneInPracticeHubSince",
  label: "Gone in PracticeHub since",
  type: "DATE_TIME",
  icon: "IconGhost",
  description: "When its row was found to be no longer in PracticeHub; empty while it is there",
};

/** One row of the migration between a practice and its workspace: which value goes where, and how. */
export interface FieldRow {
  object: TargetObject;
  resource: string;
  /** Source attribute; `*` for the whole row, `=text` for a constant. */
  source: string;
  /** Target field as it is written, e.g. `patientId` for the relation `patient`. */
  target: string;
  transform: string;
  /** The field to make where the target has none. */
  creates?: FieldSpec;
  /** Why this is proposed, in words. */
  reason: string;
  /** How well the source attribute is known, in percent: 95 seen in code that works, 80 in exports only, 70 guessed. */
  known?: number;
}
