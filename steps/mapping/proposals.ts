import { APPOINTMENTS } from "./proposals/appointments.ts";
import { COMPANIES } from "./proposals/companies.ts";
import { OPTIONAL_OBJECTS } from "./proposals/optional_objects.ts";
import { NOTES } from "./proposals/notes.ts";
import { OPPORTUNITIES } from "./proposals/opportunities.ts";
import { PEOPLE } from "./proposals/people.ts";
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
