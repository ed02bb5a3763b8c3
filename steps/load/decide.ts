import type { Effect } from "../../db/effects.ts";
import { hashOf } from "../../db/hash.ts";
import { fieldsIn } from "../../db/stored.ts";
import type { ConflictCode, Take } from "../../db/tables.ts";
import type { Landed, Wanted } from "./effect.ts";
import { NOTES, WORDS } from "./words.ts";
import {
  cleared,
  differences,
  foundHash,
  foundIn,
  isFilledOtherwise,
  recordHash,
} from "../twenty/compare.ts";
import type { Fields, Found } from "../twenty/json.ts";

/**
 * What is to be done about one wanted record, from what the ledger says we last wrote, what the target holds now and
 * what a person decided where the two differ. A pure function: the heart of "nothing twice, nothing lost, nobody's edit overwritten".
 */
export type Decision =
  | { do: "create" }
  /** `restore`: we put it into the trash ourselves, and its source row is back. `over`: over a person's edit. */
  | { do: "update"; payload: Fields; prior: Fields; restore?: true; over?: true }
  /** It is there as wanted, but the ledger does not know yet. */
  | { do: "confirm" }
  | { do: "unchanged" }
  /** `decided`: a person said that Twenty's values stay. */
  | { do: "conflict"; code: ConflictCode; decided?: true };

/** What a person decided about a conflict, bound to the two sides as they were shown. */
export interface Ruling {
  take: Take;
  /** Hash of the fields that were wanted. */
  wanted: string;
  /** Hash of what was in them. */
  found: string;
}

/** It was decided, and the record still holds the edit: what was to be written has not arrived, or it was removed. */
export const holdsEdit = ({ over_edit, kind, state }: Effect): boolean =>
  over_edit === 1 && (kind === "remove" || state !== "confirmed");

/** Its request was about to leave, or has, and nobody knows what became of it. */
export const isOpen = (effect: Effect | undefined): effect is Effect =>
  effect?.state === "planned" || effect?.state === "sent";

/** States of an effect whose record may be in the target. */
const MAYBE_THERE: readonly Effect["state"][] = ["planned", "sent", "failed", "confirmed", "conflict"];

/** Whether the target has to be read before deciding. */
export function mustRead(effect: Effect | undefined): effect is Effect {
  return effect !== undefined && MAYBE_THERE.includes(effect.state);
}

export function decide(
  wanted: Wanted,
  effect: Effect | undefined,
  found: Found | undefined,
  ruling?: Ruling,
): Decision {
  const decision = undecided(wanted, effect, found, ruling);
  if (decision.do !== "conflict" || ruling?.take !== "twenty") return decision;
  return ruling.wanted === hashOf(wanted.fields) ? { ...decision, decided: true } : decision;
}

function undecided(
  wanted: Wanted,
  effect: Effect | undefined,
  found: Found | undefined,
  ruling: Ruling | undefined,
): Decision {
  if (!mustRead(effect)) return { do: "create" };
  if (!found) return wasThere(effect) ? { do: "conflict", code: "destroyed" } : { do: "create" };
  if (found.deletedAt !== null) return deleted(wanted, effect, found, ruling);
  const last = lastWritten(effect, found);
  const asWanted =
    differences({ ...clearedFields(last, wanted.fields), ...wanted.fields }, found).length === 0;
  const known = effect.state === "confirmed" && effect.kind !== "remove" &&
    effect.payload_hash === hashOf(wanted.fields);
  if (asWanted) return { do: known ? "unchanged" : "confirm" };
  if (isNormalised(effect) && effect.read_hash === recordHash(found)) {
    return normalised(wanted, effect, last, found);
  }
  // Not as wanted. Ours to change only while the target still holds what we last wrote.
  if (known || differences(last, found).length > 0 || isTheirs(wanted, effect, last, found)) {
    return overEdit(wanted, last, found, ruling);
  }
  return { do: "update", payload: changes(last, wanted.fields), prior: last };
}

/** Whether a person's work is in what is there, though it equals what the ledger has of it. */
const isTheirs = (wanted: Wanted, effect: Effect, last: Fields, found: Found): boolean =>
  isFilledSince(wanted, effect, last, found) || hasNotArrived(effect, found);

/**
 * What was to be written over an edit is not there: the edit still is, and the decision is about that. Where another
 * value was wanted meanwhile, a conflict took its place.
 */
const hasNotArrived = (effect: Effect, found: Found): boolean =>
  (holdsEdit(effect) || (effect.code === "edited" && effect.worked_on === 1)) &&
  differences(fieldsIn(effect.written), found).length > 0;

/**
 * Whether people have filled what the source left empty when we wrote last, and fills otherwise now. Without their work
 * what is there is a value that Twenty gives by itself.
 */
function isFilledSince({ fields }: Wanted, effect: Effect, last: Fields, found: Found): boolean {
  return isFilledOtherwise(last, fields, found) && editedSince(effect, found);
}

/** A person's edit is in the way and is kept, unless somebody looked at exactly this and said otherwise. */
function overEdit(wanted: Wanted, last: Fields, found: Found, ruling: Ruling | undefined): Decision {
  const theirs = foundIn(last, wanted.fields, found);
  const overruled = ruling?.take === "practicehub" && ruling.wanted === hashOf(wanted.fields) &&
    ruling.found === foundHash(theirs);
  if (!overruled) return { do: "conflict", code: "edited" };
  return { do: "update", payload: differing(last, wanted, found), prior: theirs, over: true };
}

/** Nobody edited it. The same once more would come to the same again; something else may not. */
function normalised(wanted: Wanted, effect: Effect, last: Fields, found: Found): Decision {
  if (effect.payload_hash === hashOf(wanted.fields)) return { do: "conflict", code: "normalised" };
  const prior = foundIn(last, wanted.fields, found);
  return { do: "update", payload: differing(last, wanted, found), prior };
}

/** What has to be written so that the record holds what is wanted, whatever it holds now. */
function differing(last: Fields, wanted: Wanted, found: Found): Fields {
  const all = { ...clearedFields(last, wanted.fields), ...wanted.fields };
  return Object.fromEntries(differences(all, found).map((field) => [field, all[field] ?? null]));
}

function deleted(wanted: Wanted, effect: Effect, found: Found, ruling: Ruling | undefined): Decision {
  if (!isBinnedByUs(effect)) return { do: "conflict", code: "trashed" };
  const last = lastWritten(effect, found);
  const touched = effect.read_hash !== recordHash(found) && differences(last, found).length > 0;
  if (touched || isTheirs(wanted, effect, last, found)) {
    const decision = overEdit(wanted, last, found, ruling);
    return decision.do === "update" ? { ...decision, restore: true } : decision;
  }
  const prior = foundIn(last, wanted.fields, found);
  return { do: "update", payload: differing(last, wanted, found), prior, restore: true };
}

/**
 * Whether a record that lies in the trash was put there by us. One that stayed, because a person worked on it when its
 * source row was gone, was not.
 */
export function isBinnedByUs(effect: Effect): boolean {
  return isTakingOut(effect) || (effect.kind === "remove" && effect.code !== "source-gone-edited");
}

/** Whether an update that did not come to its end was to take the record out of the trash: then we put it there. */
export function isTakingOut({ kind, state, payload }: Effect): boolean {
  return kind === "update" && state !== "confirmed" && "deletedAt" in fieldsIn(payload);
}

/**
 * What the record holds of ours as far as we know. An update that was not confirmed may have arrived all the same, so
 * what is found says whether it did.
 */
export function lastWritten(effect: Effect, found: Found | undefined): Fields {
  const written = fieldsIn(effect.written);
  const pending = effect.kind !== "create" && effect.state !== "confirmed";
  if (!pending || (found && differences(written, found).length === 0)) return written;
  return fieldsIn(effect.prior);
}

/** Written and kept otherwise; what was refused was not written, and is tried again. */
function isNormalised({ state, code }: Effect): boolean {
  return (state === "conflict" && code === "normalised") || (state === "failed" && code === "mismatch");
}

/** Whether the record was certainly in the target at some time. */
function wasThere(effect: Effect): boolean {
  return effect.state === "confirmed" || effect.state === "conflict" || effect.kind !== "create";
}

/** The fields that differ, and those that the source no longer fills, emptied. */
export function changes(last: Fields, wanted: Fields): Fields {
  const changed = Object.entries(wanted).filter(([field, value]) =>
    hashOf(value) !== hashOf(last[field] ?? null)
  );
  return { ...clearedFields(last, wanted), ...Object.fromEntries(changed) };
}

function clearedFields(last: Fields, wanted: Fields): Fields {
  const gone = Object.entries(last).filter(([field]) => !(field in wanted));
  return Object.fromEntries(gone.map(([field, value]) => [field, cleared(value)]));
}

/**
 * What is to be done about a record whose source row is gone; `leave`: it is not in the target, or in its trash, any
 * more. A pure function, as `decide` is.
 *
 * @param isEdited whether a person worked on it since our last write
 */
export function removal(
  wanted: Wanted,
  effect: Effect | undefined,
  there: Found | undefined,
  ruling: Ruling | undefined,
  isEdited: boolean,
): "remove" | "leave" | "conflict" {
  const open = effect?.kind === "remove" && effect.state !== "confirmed" && effect.state !== "conflict";
  if (!effect || !there || (there.deletedAt !== null && !open)) return "leave";
  // One that a cut-off run had put there already was decided before.
  const isDone = effect.kind === "remove" && effect.state === "sent" && there.deletedAt !== null;
  return !isDone && isEdited && !overruled(ruling, wanted, there) ? "conflict" : "remove";
}

const overruled = (ruling: Ruling | undefined, { fields }: Wanted, there: Found): boolean =>
  ruling?.take === "practicehub" && ruling.wanted === hashOf(fields) && ruling.found === foundHash(there);

/** Verdicts on such records, less what each is about. */
export const REMOVED = {
  verdict: "updated",
  code: "source-gone",
  reason: NOTES.removed,
  differing: [],
} as const;
export const LEFT = {
  verdict: "unchanged",
  code: "gone-already",
  reason: NOTES.left,
  differing: [],
} as const;

/** Verdict on one that a person worked on. */
export function metGone(wanted: Wanted, ruling: Ruling | undefined): Landed {
  const decided = ruling?.take === "twenty" && ruling.wanted === hashOf(wanted.fields);
  const code = "source-gone-edited";
  return {
    wanted,
    verdict: "conflict",
    code,
    reason: WORDS[code],
    differing: [],
    ...(decided ? { decided } : {}),
  };
}

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
