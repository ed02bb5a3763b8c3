import { TARGET_OBJECTS, type TargetObject } from "../mapping/vocabulary.ts";

const NAMES: Record<TargetObject, string> = {
  company: "companies",
  person: "people",
  opportunity: "opportunities",
  packagePatient: "package-patients",
  appointment: "appointments",
  invoice: "invoices",
  payment: "payments",
  activityLogEntry: "activity-log",
  note: "notes",
  noteTarget: "note-targets",
  attachment: "attachments",
};

/** `02-people.csv`: the numbers are the order in which Twenty can import them, parents before what points at them. */
export function fileNameOf(object: TargetObject): string {
  const number = String(TARGET_OBJECTS.indexOf(object) + 1).padStart(2, "0");
  return `${number}-${NAMES[object]}.csv`;
}

/** Undefined where no file has this name. */
export const objectOfFile = (name: string): TargetObject | undefined =>
  TARGET_OBJECTS.find((object) => fileNameOf(object) === name);

/** Objects whose rows only link what stands in earlier files. */
export const JUNCTIONS: readonly TargetObject[] = ["packagePatient", "noteTarget"];
