import { fieldsIn } from "../../db/stored.ts";
import type { Effect } from "../../db/effects.ts";
import { differences, recordHash } from "../twenty/compare.ts";
import type { Found } from "../twenty/json.ts";

/** What the ledger remembers of a record when it was last read back after a write of ours. */
export type LastRead = Pick<Effect, "read_hash" | "worked_on" | "written">;

/**
 * Whether people worked on a record of ours since, in fields of ours or in any other. Being put in the bin is no edit:
 * the rest of it is compared. Where the record was never read back, what we wrote and who wrote last decide.
 */
export function editedSince({ read_hash, worked_on, written }: LastRead, found: Found): boolean {
  if (worked_on === 1) return true;
  if (read_hash === null) {
    return isByOthers(found) || differences(fieldsIn(written), found).length > 0;
  }
  return ![found, { ...found, deletedAt: null }].some((as) => recordHash(as) === read_hash);
}

/**
 * What to remember of a record as it was read after a write, or found as it was wanted. One that other people had worked
 * on keeps no hash: otherwise their work would be ours as soon as it was read back together with an update.
 */
export const readingOf = (found: Found, before: Pick<Effect, "worked_on"> | undefined): Reading =>
  before?.worked_on === 1 || isByOthers(found) ? WORKED_ON : { worked_on: 0, read_hash: recordHash(found) };

export type Reading = Pick<Effect, "read_hash" | "worked_on">;
export const WORKED_ON: Reading = { worked_on: 1, read_hash: null };

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
