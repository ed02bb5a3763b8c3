import { specOf } from "../mapping/vocabulary.ts";
import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import { PROPOSALS } from "../mapping/proposals.ts";

/** A field of Twenty that a source field goes to. */
export interface FoundField {
  /** Its object's singular name, e.g. `appointment`. */
  object: string;
  /** As it is called in the API, e.g. `appointmentStatus`. */
  name: string;
  label: string;
  /** Twenty's type, where it is known. */
  type?: string;
}

type MapRow = Pick<FieldMapTable, "object" | "resource" | "source" | "target" | "creates">;

/** Standard fields of 2.19 that the map writes to without making them (contracts/twenty g, h). */
const STANDARD: Record<string, [label: string, type: string]> = {
  "person.name": ["Name", "FULL_NAME"],
  "person.emails": ["Emails", "EMAILS"],
  "person.phones": ["Phones", "PHONES"],
  "person.jobTitle": ["Job Title", "TEXT"],
  "person.companyId": ["Company", "RELATION"],
  "company.name": ["Name", "TEXT"],
  "company.address": ["Address", "ADDRESS"],
  "opportunity.name": ["Name", "TEXT"],
  "opportunity.amount": ["Amount", "CURRENCY"],
  "opportunity.stage": ["Stage", "SELECT"],
  "opportunity.companyId": ["Company", "RELATION"],
  "opportunity.pointOfContactId": ["Point of Contact", "RELATION"],
  "opportunity.ownerId": ["Owner", "RELATION"],
  "note.title": ["Title", "TEXT"],
  "note.bodyV2": ["Body", "RICH_TEXT"],
};

/** What people and PracticeHub call the fields that several attributes, or whole rows, go to. */
const ALSO_CALLED: Record<string, readonly string[]> = {
  "person.name": ["first_name", "last_name", "patient name"],
  "person.emails": ["e-mail address"],
  "person.phones": ["phone", "mobile", "telephone", "phone number"],
  "person.dateOfBirth": ["birthday", "birth date", "date_of_birth"],
  "person.homeAddress": ["address", "city", "postcode"],
  "person.preferredLanguage": ["language"],
  "person.patientTags": ["tag"],
  "person.accountBalance": ["balance"],
  "appointment.appointmentStatus": ["status"],
  "appointment.appointmentType": ["type", "service"],
  "appointment.durationMinutes": ["duration"],
  "appointment.startsAt": ["date", "time", "start time"],
  "opportunity.packageStatus": ["package status"],
};

const NAMES: Record<string, readonly string[]> = {
  person: ["people", "patient", "patients"],
  patients: ["patient"],
  appointments: ["appointment"],
  patient_packages: ["package", "packages"],
  care_plans: ["care plan"],
  clinical_notes: ["treatment note", "treatment notes"],
};

/** Finds the field of Twenty for what a definition calls a field, by the map of this migration. */
export class FieldNames {
  readonly #byName = new Map<string, Map<string, FoundField>>();
  readonly #options = new Map<string, string>();

  /** Without a map yet, what is going to be proposed stands in for it. */
  constructor(rows: readonly FieldMapTable[], values: readonly ValueMapTable[]) {
    const decided = rows.filter((row) => row.state !== "ignored");
    for (const row of rows.length > 0 ? decided : proposed()) this.#add(row);
    for (const v of values.filter((v) => v.state !== "ignored")) {
      for (const called of [v.label, v.source_value]) {
        this.#options.set(`${v.object} ${v.field} ${called.trim().toLowerCase()}`, v.label);
      }
    }
  }

  /** `appointments.status`, `Appointment status` and `status` are one; `near` decides where several objects have it. */
  find(name: string, near?: string): FoundField | undefined {
    const all = this.all(name);
    return all.length === 1 ? all[0] : all.find((field) => field.object === near);
  }

  /** Every field that is called so. */
  all(name: string): FoundField[] {
    return [...(this.#byName.get(plain(name))?.values() ?? [])];
  }

  /** What a value is called as an option of the field; the value itself where no map names it. */
  option(field: FoundField | undefined, value: string): string {
    return this.#options.get(`${field?.object} ${field?.name} ${value.trim().toLowerCase()}`) ?? value;
  }

  #add(row: MapRow): void {
    const field = fieldOf(row);
    const source = row.source.replace(/^csv:/, "");
    const names = [
      ...(/^[*=]/.test(source) ? [] : [source]),
      ...(ALSO_CALLED[`${field.object}.${field.name}`] ?? []),
      field.name,
      field.label,
    ];
    const places = [row.resource, row.object].flatMap((place) => [place, ...(NAMES[place] ?? [])]);
    for (const name of names) {
      for (const key of [plain(name), ...places.map((place) => plain(place + name))]) {
        const known = this.#byName.get(key) ?? new Map<string, FoundField>();
        this.#byName.set(key, known.set(`${field.object}.${field.name}`, field));
      }
    }
  }
}

function fieldOf(row: MapRow): FoundField {
  const { object, target } = row;
  const made = specOf(row);
  if (made) return { object, name: made.name, label: made.label, type: made.type };
  const name = target.replace(/Id$/, "");
  const [label, type] = STANDARD[`${object}.${target}`] ?? [capital(words(name)), undefined];
  return { object, name, label, ...(type ? { type } : {}) };
}

/** `appointments.status` and the like, for a person to choose from; a whole row or a constant has no name. */
export function sourceNames(rows: readonly FieldMapTable[]): string[] {
  const names = (rows.length > 0 ? rows : proposed()).filter(({ source }) => !/^([*=]|csv:)/.test(source))
    .map(({ resource, source }) => `${resource}.${source}`);
  return [...new Set([...names, "appointments.status"])].sort();
}

const proposed = (): MapRow[] =>
  PROPOSALS.map(({ object, resource, source, target, creates }) => ({
    object,
    resource,
    source,
    target,
    creates: creates ? JSON.stringify(creates) : null,
  }));

/** Letters and digits only: `date_of_birth`, `Date of birth` and `dateOfBirth` are one. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

const words = (name: string): string => name.replaceAll(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase();
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
