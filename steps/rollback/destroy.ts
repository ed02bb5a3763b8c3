import { moveEffects, openEffects, transition } from "../../db/effects.ts";
import { oursOf } from "../../db/ours.ts";
import { moveRows } from "../../db/rollback_rows.ts";
import { editedSince } from "../engine/edited.ts";
import { LostAnswerError, RefusedError } from "../engine/errors.ts";
import type { Kit } from "../engine/kit.ts";
import { instant } from "../engine/world.ts";
import { PLURAL, type TargetObject } from "../mapping/vocabulary.ts";
import { destroyByIds, readByIds } from "../twenty/records.ts";
import { EDITED } from "./plan.ts";

/** How often a removal whose answer was lost is sent again. */
const ATTEMPTS = 4;

/**
 * Removes at most 200 records of one object for good, after looking once more that nobody edited them since the plan,
 * and reads that they are gone. Removing twice is harmless, so a lost answer is settled by reading and sending again.
 * What became of each is in the rows of the rollback.
 */
export async function destroyBatch(kit: Kit, object: TargetObject, ids: readonly string[]): Promise<void> {
  const plural = PLURAL[object];
  const ours = await oursOf(kit.ledger, object, ids);
  const before = await readByIds(kit.target, plural, ids);
  const edited = ids.filter((id) => {
    const [mine, found] = [ours.get(id), before.get(id)];
    return mine && found && editedSince(mine, found);
  });
  const going = ids.filter((id) => !edited.includes(id));
  const refusal = await destroy(kit, plural, going.filter((id) => before.has(id)));
  const after = await readByIds(kit.target, plural, going);
  const gone = going.filter((id) => !after.has(id));
  const left = going.filter((id) => after.has(id));
  await kit.ledger.commit({
    writes: [
      moveRows(kit.ledger, kit.run, edited, { bucket: "kept", reason: EDITED }),
      moveRows(kit.ledger, kit.run, left, { bucket: "errored", reason: refusal ?? "still there" }),
    ],
  });
  await markReverted(kit, gone, before.size === 0 ? ABSENT : REMOVED);
}

const REMOVED = "removed by rollback";
export const ABSENT = "not there any more";

/** The words in which Twenty refused, if it did. */
async function destroy(kit: Kit, plural: string, ids: readonly string[]): Promise<string | undefined> {
  if (ids.length === 0) return undefined;
  for (let attempt = 1;; attempt++) {
    try {
      return void await destroyByIds(kit.target, plural, ids);
    } catch (error) {
      if (error instanceof RefusedError) return error.reason;
      if (!(error instanceof LostAnswerError) || attempt >= ATTEMPTS) throw error;
    }
  }
}

/** Marks every effect on these records as taken back, and their rows as reversed. At most 200 ids. */
export async function markReverted(kit: Kit, ids: readonly string[], reason: string): Promise<void> {
  const effects = await openEffects(kit.ledger, ids);
  const at = instant(kit.world);
  await kit.ledger.commit({
    writes: [
      moveEffects(kit.ledger, effects.map((e) => e.id), "reverted", { reason, at }),
      ...reason === ABSENT ? [] : [moveRows(kit.ledger, kit.run, ids, { bucket: "reversed", reason })],
    ],
    transitions: effects.map((e) => transition(e, "reverted", kit.run, at, reason)),
  });
}
