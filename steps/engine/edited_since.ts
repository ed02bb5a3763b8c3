import { differences, recordHash } from "../twenty/compare.ts";
import type { Fields, Found } from "../twenty/json.ts";

/** What the ledger knows of a record's content. */
interface Known {
  /** Hash of the whole record when it was last read back after a write of ours, or WORKED_ON. */
  seen: string | null;
  /** What we last wrote, as JSON. */
  written: string;
}

/**
 * Stands for the hash of a record that had a person's work in it when we wrote to it. No reading equals it: otherwise
 * their work would be ours as soon as it was read back together with an update.
 */
export const WORKED_ON = "worked on in Twenty";

/** Why a record of ours is no longer only ours. Being put in the bin is no edit: the rest of it is compared. */
export function editedSince({ seen, written }: Known, found: Found): string | undefined {
  const live: Found = { ...found, deletedAt: null };
  const same = seen === null
    ? !isPersons(found) && differences(JSON.parse(written) as Fields, found).length === 0
    : recordHash(found) === seen || recordHash(live) === seen;
  return same ? undefined : "edited in Twenty since";
}

/** What to remember of a record as it was read after a write, or found as it was wanted. */
export function seenOf(found: Found, before: string | null): string {
  return before === WORKED_ON || isPersons(found) ? WORKED_ON : recordHash(found);
}

/** Whether a person was the last to change a live record (twenty/CONTRACT b: `updatedBy` cannot be named by a client). */
function isPersons({ updatedBy, deletedAt }: Found): boolean {
  if (deletedAt !== null || typeof updatedBy !== "object" || updatedBy === null || Array.isArray(updatedBy)) {
    return false;
  }
  return typeof updatedBy["workspaceMemberId"] === "string";
}
