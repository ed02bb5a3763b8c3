import type { FieldSpec, ObjectSpec } from "../twenty/metadata.ts";

/** The target objects that Handover writes, in the order they are written: parents before what points at them. */
export const TARGET_OBJECTS = [
  "company",
  "person",
  "opportunity",
  "appointment",
  "note",
  "noteTarget",
  "attachment",
] as const;
export type TargetObject = typeof TARGET_OBJECTS[number];

export const PLURAL: Record<TargetObject, string> = {
  company: "companies",
  person: "people",
  opportunity: "opportunities",
  appointment: "appointments",
  note: "notes",
  noteTarget: "noteTargets",
  attachment: "attachments",
};

/**
 * Where an object's records come from, in the order they are written. `account` and `locations` have no endpoint
 * (practicehub/CONTRACT 5): the extract makes their rows from the settings and from the appointments.
 */
export const ORIGINS: Record<TargetObject, readonly string[]> = {
  company: ["account", "locations"],
  person: ["practitioners", "patients"],
  opportunity: ["patient_packages", "care_plans"],
  appointment: ["appointments"],
  note: ["clinical_notes", "patients"],
  noteTarget: ["clinical_notes", "patients"],
  attachment: ["files"],
};

/** Objects that a person can meet by themselves and that therefore carry `practiceHubId`. */
export const IDENTIFIED: readonly TargetObject[] = [
  "company",
  "person",
  "opportunity",
  "appointment",
  "note",
];

export const APPOINTMENT: ObjectSpec = {
  nameSingular: "appointment",
  namePlural: "appointments",
  labelSingular: "Appointment",
  labelPlural: "Appointments",
  description: "A booked visit, as PracticeHub kept it",
  icon: "IconCalendarEvent",
};

/** On every identified object: `resource/id`, so that a record can be traced without the ledger. */
export const PRACTICE_HUB_ID: FieldSpec = {
  name: "practiceHubId",
  label: "PracticeHub id",
  type: "TEXT",
  icon: "IconKey",
  description: "Where this record came from in PracticeHub: resource/id",
  isUnique: true,
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
}
