import type { CountryCode } from "libphonenumber-js";
import type { Practice, Resource, Row } from "../../../fixtures/practice/practice.ts";
import type { Exports } from "./exports.ts";
import type { Discrepancies } from "./discrepancies.ts";
import { Matched } from "./matched.ts";
import type { Target, Workspace } from "./workspace.ts";

export interface ReaderOptions {
  /** The clinic's: the source's times have none. */
  timeZone: string;
  /** Of telephone numbers that name none; undefined where the practice's time zone is no country's. */
  country: CountryCode | undefined;
  /** ISO 4217: the source never says. */
  currency: string;
  /** What a file's link gave; undefined where it gave nothing. */
  bytesOf: (row: Row) => Uint8Array<ArrayBuffer> | undefined;
  /** The practice's CSV exports, where the migration had them. */
  exports?: Exports;
  /** Resources beyond the brief that were moved too. */
  optional: readonly Optional[];
  /** Names of the forms whose responses were to become notes, beside the fields that their answers become. */
  formsAsNotes: readonly string[];
  /** E-mail of the member who owns what has no other owner; where it is not given, whoever owns the practice. */
  fallbackOwner?: string;
  /**
   * Whether every value must have an option. Where the audit saw a part of the rows only and the schema was not run
   * again after the extract, a value may have none: then it is left out and told.
   */
  wholeOptions: boolean;
  /** Names of the practice and of its locations, and their addresses, where a person gave them. */
  places: Places;
}

export type Optional = "patient_logs" | "invoices" | "payments";

/** By location id, or `practice`. */
export interface Places {
  names?: Readonly<Record<string, string>>;
  addresses?: Readonly<Record<string, Address>>;
}

export interface Address {
  street?: string;
  city?: string;
  state?: string;
  postcode?: string;
  country?: string;
}

/** What each part of the reader looks at. */
export interface Reading extends ReaderOptions {
  target: Target;
  practice: Practice;
  workspace: Workspace;
  people: Matched;
  companies: Matched;
  out: Discrepancies;
}

/** The id of the record that a link to this source row must hold; undefined where there is no such row. */
export function linkTo(
  { practice, people }: Reading,
  resource: "patients" | "practitioners",
  id: number | undefined,
): string | undefined {
  const exists = rowsOf(practice, resource).some((row) => row.id === id);
  return exists ? people.of(`${resource}/${id}`)?.id ?? "missing" : undefined;
}

export const rowsOf = (practice: Practice, resource: Resource): readonly Row[] => practice[resource] ?? [];

/** Whether a link leads where it must. One whose source row is gone may lead to nobody, or to the record in the bin. */
export function isLinked(
  reading: Reading,
  resource: "patients" | "practitioners",
  id: number | undefined,
  found: unknown,
): boolean {
  const expected = linkTo(reading, resource, id);
  if (expected !== undefined) return found === expected;
  const binned = reading.workspace.deletedPeople.find((person) =>
    person.practiceHubId === `${resource}/${id}`
  );
  return !found || found === binned?.id;
}
