import type { Conflict } from "../../../db/conflicts.ts";
import type { Effect } from "../../../db/effects.ts";
import { fieldsIn, namesIn, sidesIn } from "../../../db/stored.ts";
import { holdsEdit, isTakingOut } from "../decide.ts";
import type { Fields, Found } from "../../twenty/json.ts";

/**
 * What the target holds of a record as far as the ledger can tell, in the shape of a reading, so that what a run
 * decides from a reading can be decided without one. Undefined where nothing of it is there.
 *
 * Of what was sent and never answered it is presumed that it did not arrive; a run settles it by reading.
 *
 * @param conflict both sides as they were last met, where the record holds an edit
 */
export function lastKnown(effect: Effect, conflict: Conflict | undefined): Found | undefined {
  const fields = fieldsOf(effect, conflict);
  return fields && {
    ...fields,
    id: effect.target_id,
    deletedAt: isInTrash(effect) ? effect.at : null,
    updatedAt: effect.at,
  };
}

function fieldsOf(effect: Effect, conflict: Conflict | undefined): Fields | undefined {
  const { state, kind, code, prior } = effect;
  const written = fieldsIn(effect.written);
  if (kind === "remove" && holdsEdit(effect)) return asMet(conflict, written);
  if (state === "confirmed") return written;
  if (state === "conflict") return code === "destroyed" ? undefined : asMet(conflict, written);
  const otherwise = state === "failed" ? namesIn(effect.fields) : [];
  if (otherwise.length > 0) return { ...written, ...unknown(otherwise) };
  if (kind === "create") return undefined;
  return kind === "update" ? fieldsIn(prior) : written;
}

/** What a person has there; where the ledger does not know what, certainly not what we wrote. */
function asMet(conflict: Conflict | undefined, written: Fields): Fields {
  if (!conflict) return unknown(Object.keys(written));
  const sides = sidesIn(conflict.fields);
  return {
    ...written,
    ...Object.fromEntries(Object.entries(sides).map(([field, [, theirs]]) => [field, theirs])),
  };
}

/** Equals no value that is ever written. */
const UNKNOWN = "\u0000 another value than was written";

const unknown = (fields: readonly string[]): Fields =>
  Object.fromEntries(fields.map((field) => [field, UNKNOWN]));

/** In Twenty's trash: we put it there, and may not have got it out again, or a person did. */
function isInTrash(effect: Effect): boolean {
  const { state, kind, code } = effect;
  if (isTakingOut(effect)) return true;
  if (state === "confirmed") return kind === "remove";
  return state === "conflict" && (code === "trashed" || (kind === "remove" && code === "edited"));
}

/** Whether people worked on the record since our last write, as far as the ledger can tell. */
export function knownEdited(effect: Effect): boolean {
  const { worked_on, over_edit, state, code } = effect;
  return worked_on === 1 || over_edit === 1 ||
    (state === "conflict" && (code === "edited" || code === "source-gone-edited"));
}
