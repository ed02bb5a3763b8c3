import type { Effect } from "../../db/effects.ts";
import { differences, recordHash } from "../twenty/compare.ts";
import type { Fields, Found } from "../twenty/json.ts";

/** What the ledger remembers of a record when it was last read back after a write of ours. */
export type LastSeen = Pick<Effect, "seen" | "written">;

/**
 * Whether people worked on a record of ours since, in fields of ours or in any other. Being put in the bin is no edit:
 * the rest of it is compared. Where the record was never read back, only what we wrote can be.
 */
export function editedSince({ seen, written }: LastSeen, found: Found): boolean {
  if (seen === null) return differences(JSON.parse(written) as Fields, found).length > 0;
  return ![found, { ...found, deletedAt: null }].some((as) => recordHash(as) === seen);
}

/**
 * The hash to remember of a record just read back. Where somebody else wrote to it after we did it is one that no record
 * has, so that it goes on counting as edited; the server notes who wrote last (twenty/CONTRACT b: `updatedBy`).
 */
export const seenOf = (found: Found): string => isByOthers(found) ? TOUCHED : recordHash(found);

/** No record's hash. */
const TOUCHED = "touched";

/** Whether the last change was not made with an API key, as ours are. Another key's cannot be told from ours. */
export function isByOthers({ updatedBy }: Found): boolean {
  if (typeof updatedBy !== "object" || updatedBy === null || Array.isArray(updatedBy)) return false;
  return typeof updatedBy["source"] === "string" && updatedBy["source"] !== "API";
}
