import type { Effect } from "../../db/effects.ts";
import { differences, recordHash } from "../twenty/compare.ts";
import type { Fields, Found } from "../twenty/json.ts";

/** What the ledger remembers of a record when it was last read back after a write of ours. */
export type LastSeen = Pick<Effect, "seen" | "written">;

/**
 * Stands for the hash of a record that had other people's work in it when we wrote to it. No reading equals it:
 * otherwise their work would be ours as soon as it was read back together with an update.
 */
export const WORKED_ON = "worked on in Twenty";

/** Why a rollback keeps a record. */
export const EDITED_SINCE = "edited in Twenty since";

/**
 * Whether people worked on a record of ours since, in fields of ours or in any other. Being put in the bin is no edit:
 * the rest of it is compared. Where the record was never read back, what we wrote and who wrote last decide.
 */
export function editedSince({ seen, written }: LastSeen, found: Found): boolean {
  if (seen === null) return isByOthers(found) || differences(JSON.parse(written) as Fields, found).length > 0;
  return ![found, { ...found, deletedAt: null }].some((as) => recordHash(as) === seen);
}

/** What to remember of a record as it was read after a write, or found as it was wanted. */
export const seenOf = (found: Found, before: string | null): string =>
  before === WORKED_ON || isByOthers(found) ? WORKED_ON : recordHash(found);

/**
 * Whether the last change of a live record was not made with an API key, as ours are; the server notes who it was
 * (contracts/twenty b: `updatedBy`). Another key's change cannot be told from ours.
 */
export function isByOthers({ updatedBy, deletedAt }: Found): boolean {
  if (deletedAt !== null || typeof updatedBy !== "object" || updatedBy === null || Array.isArray(updatedBy)) {
    return false;
  }
  return typeof updatedBy["source"] === "string" && updatedBy["source"] !== "API";
}
