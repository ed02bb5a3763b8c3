import type { Effect } from "../../db/effects.ts";
import { hashOf } from "../../db/hash.ts";
import { cleared, differences, recordHash } from "../twenty/compare.ts";
import type { Fields, Found } from "../twenty/json.ts";
import type { Wanted } from "./wanted.ts";

/**
 * What is to be done about one wanted record, from what the ledger says we last wrote and what the target holds now.
 * A pure function: the heart of "nothing twice, nothing lost, nobody's edit overwritten".
 */
export type Decision =
  | { do: "create" }
  /** `restore`: we put it into the trash ourselves, and its source row is back. */
  | { do: "update"; payload: Fields; prior: Fields; restore?: true }
  /** It is there as wanted, but the ledger does not know yet. */
  | { do: "confirm" }
  | { do: "unchanged" }
  | { do: "conflict"; reason: ConflictReason };

export type ConflictReason =
  | "edited in Twenty"
  /** It lies in Twenty's trash. */
  | "deleted in Twenty"
  /** It is not there at all. */
  | "destroyed in Twenty"
  /** Nobody edited it: Twenty itself keeps it otherwise. */
  | "reads back otherwise than written";

/** States of an effect whose record may be in the target. */
const MAYBE_THERE: readonly Effect["state"][] = ["planned", "sent", "failed", "confirmed", "conflict"];

/** Whether the target has to be read before deciding. */
export function mustRead(effect: Effect | undefined): effect is Effect {
  return effect !== undefined && MAYBE_THERE.includes(effect.state);
}

export function decide(wanted: Wanted, effect: Effect | undefined, found: Found | undefined): Decision {
  if (!mustRead(effect)) return { do: "create" };
  if (!found) return wasThere(effect) ? { do: "conflict", reason: "destroyed in Twenty" } : { do: "create" };
  if (found.deletedAt !== null) return deleted(wanted, effect, found);
  const last = lastWritten(effect, found);
  const asWanted =
    differences({ ...clearedFields(last, wanted.fields), ...wanted.fields }, found).length === 0;
  const known = effect.state === "confirmed" && effect.payload_hash === hashOf(wanted.fields);
  if (asWanted) return { do: known ? "unchanged" : "confirm" };
  if (effect.state === "failed" && effect.seen !== null && effect.seen === recordHash(found)) {
    return { do: "conflict", reason: "reads back otherwise than written" };
  }
  // Not as wanted. Ours to change only while the target still holds what we last wrote.
  if (known || differences(last, found).length > 0) return { do: "conflict", reason: "edited in Twenty" };
  return { do: "update", payload: changes(last, wanted.fields), prior: last };
}

function deleted(wanted: Wanted, effect: Effect, found: Found): Decision {
  if (effect.kind !== "remove") return { do: "conflict", reason: "deleted in Twenty" };
  const last = JSON.parse(effect.written) as Fields;
  if (differences(last, found).length > 0) return { do: "conflict", reason: "edited in Twenty" };
  return { do: "update", payload: changes(last, wanted.fields), prior: last, restore: true };
}

/**
 * What the record holds of ours as far as we know. An update that was not confirmed may have arrived all the same, so
 * what is found says whether it did.
 */
export function lastWritten(effect: Effect, found: Found | undefined): Fields {
  const written = JSON.parse(effect.written) as Fields;
  const pending = effect.kind === "update" && effect.state !== "confirmed";
  if (!pending || (found && differences(written, found).length === 0)) return written;
  return JSON.parse(effect.prior ?? "{}") as Fields;
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
