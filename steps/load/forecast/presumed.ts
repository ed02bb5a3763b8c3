import type { Conflict } from "../../../db/conflicts.ts";
import type { Effect } from "../../../db/effects.ts";
import type { Fields, Found, Json } from "../../twenty/json.ts";
import { type ConflictReason, EDITED, GONE_EDITED, holdsEdit, isOver, isTakingOut } from "../decide.ts";
import { WORKED_ON } from "../edited.ts";

/**
 * What the target holds of a record as far as the ledger can tell, in the shape of a reading, so that what a run
 * decides from a reading can be decided without one. Undefined where nothing of it is there.
 *
 * Of what was sent and never answered it is presumed that it did not arrive; a run settles it by reading.
 *
 * @param conflict both sides as they were last met, where the record holds an edit
 */
export function presumed(effect: Effect, conflict: Conflict | undefined): Found | undefined {
  const fields = heldBy(effect, conflict);
  return fields && {
    ...fields,
    id: effect.target_id,
    deletedAt: isInTrash(effect) ? effect.at : null,
    updatedAt: effect.at,
  };
}

function heldBy(effect: Effect, conflict: Conflict | undefined): Fields | undefined {
  const { state, kind, reason, prior } = effect;
  const written = JSON.parse(effect.written) as Fields;
  if (kind === "remove" && holdsEdit(effect)) return heldIn(conflict, written);
  if (state === "confirmed") return written;
  if (state === "conflict") return reason === DESTROYED ? undefined : heldIn(conflict, written);
  const otherwise = state === "failed" ? keptOtherwise(reason) : [];
  if (otherwise.length > 0) return { ...written, ...heldAs(otherwise) };
  if (kind === "create") return undefined;
  return kind === "update" ? JSON.parse(prior ?? "{}") as Fields : written;
}

const DESTROYED = "destroyed in Twenty" satisfies ConflictReason;

/** What a person has there; where the ledger does not know what, certainly not what we wrote. */
function heldIn(conflict: Conflict | undefined, written: Fields): Fields {
  if (!conflict) return heldAs(Object.keys(written));
  const sides = JSON.parse(conflict.fields) as Record<string, [Json, Json]>;
  return {
    ...written,
    ...Object.fromEntries(Object.entries(sides).map(([field, [, held]]) => [field, held])),
  };
}

/** Equals no value that is ever written. */
const UNKNOWN = "\u0000 held otherwise than written";

const heldAs = (fields: readonly string[]): Fields =>
  Object.fromEntries(fields.map((field) => [field, UNKNOWN]));

/** The fields that a failure to read back what was written names. */
function keptOtherwise(reason: string | null): string[] {
  const [, fields = ""] = /^read back differently: ([^;]*)/.exec(reason ?? "") ?? [];
  return fields === "" ? [] : fields.split(", ");
}

/** In Twenty's trash: we put it there, and may not have got it out again, or a person did. */
function isInTrash(effect: Effect): boolean {
  const { state, kind, reason } = effect;
  if (isTakingOut(effect)) return true;
  if (state === "confirmed") return kind === "remove";
  return state === "conflict" && (reason === DELETED || (kind === "remove" && reason === EDITED));
}

const DELETED = "deleted in Twenty" satisfies ConflictReason;

/** Whether people worked on the record since our last write, as far as the ledger can tell. */
export function knownEdited(effect: Effect): boolean {
  const { seen, state, reason } = effect;
  return seen === WORKED_ON || isOver(effect) ||
    (state === "conflict" && (reason === EDITED || reason === GONE_EDITED));
}
