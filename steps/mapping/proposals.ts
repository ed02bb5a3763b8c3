import { APPOINTMENTS, NOTES } from "./proposals/visits.ts";
import { COMPANIES, PEOPLE } from "./proposals/people.ts";
import { OPPORTUNITIES } from "./proposals/opportunities.ts";
import { OPTIONAL_OBJECTS } from "./proposals/optional_objects.ts";
import { attributesOf } from "./transforms/catalogue.ts";
import type { FieldRow } from "./vocabulary.ts";

/**
 * What goes where unless a person decides otherwise: one row per source field that the contract knows
 * (contracts/practicehub 3). Form answers and attributes that nobody foresaw are added from what the audit saw.
 */
export const PROPOSALS: readonly FieldRow[] = [
  ...COMPANIES,
  ...PEOPLE,
  ...OPPORTUNITIES,
  ...APPOINTMENTS,
  ...OPTIONAL_OBJECTS,
  ...NOTES,
];

const CALENDAR = "a setting of PracticeHub's calendar";

/** Attributes that are left behind on purpose, by `resource.attribute`, and why; a person may still map them. */
export const LEFT_BEHIND: Record<string, string> = {
  "practitioners.columns": CALENDAR,
  "practitioners.color": CALENDAR,
  "practitioners.slot_duration": CALENDAR,
  "practitioners.online_booking": CALENDAR,
  "practitioners.modality_id": CALENDAR,
  "practitioners.messenger_uid": CALENDAR,
  "practitioners.default_clinical_note_type": CALENDAR,
  "practitioners.photo": "a picture of PracticeHub's own; Twenty has the member's",
  "practitioners.updated": "Twenty keeps its own time of change",
  "patients.updated": "Twenty keeps its own time of change",
  "appointments.updated": "Twenty keeps its own time of change",
  "appointments.patient_name": "the patient is linked",
  "patient_packages.patient_id": "the list of patients counts, not this",
  "patient_packages.owing": "always empty in PracticeHub",
};

/** Attributes that become links, files or notes and so stand in no row of the field map. */
const LINKED: Record<string, readonly string[]> = {
  clinical_notes: ["patient_id"],
};

/** Attributes of a resource that a proposal reads, by itself or as part of the row. */
export function coveredAttributes(resource: string): ReadonlySet<string> {
  const rows = PROPOSALS.filter((row) => row.resource === resource);
  return new Set([
    "id",
    ...LINKED[resource] ?? [],
    ...rows.flatMap((row) => attributesOf(row) ?? []),
  ]);
}
