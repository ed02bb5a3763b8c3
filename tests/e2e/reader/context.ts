import type { CountryCode } from "libphonenumber-js";
import type { Practice, Resource, Row } from "../../../fixtures/practice/practice.ts";
import type { Discrepancies } from "./discrepancies.ts";
import { Matched } from "./matched.ts";
import type { Target, Workspace } from "./workspace.ts";

export interface ReaderOptions {
  /** The clinic's: the source's times have none. */
  timeZone: string;
  /** Of telephone numbers that name none. */
  country: CountryCode;
  /** What a file's link gave; undefined where it gave nothing. */
  bytesOf: (row: Row) => Uint8Array<ArrayBuffer> | undefined;
}

/** What each part of the reader looks at. */
export interface Reading extends ReaderOptions {
  target: Target;
  practice: Practice;
  workspace: Workspace;
  people: Matched;
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
