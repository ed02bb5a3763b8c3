import { beingReverted, latestEffects, moveEffects, openEffects, openUploads } from "../../db/effects.ts";
import { moveRows, oursOf } from "../../db/rollback_rows.ts";
import type { EffectCode, EffectState } from "../../db/tables.ts";
import { RefusedError } from "../base/errors.ts";
import { retry, untilAnswered } from "../base/retry.ts";
import { instant } from "../base/world.ts";
import { editedSince } from "./decide.ts";
import { ROLLBACK_WORDS, WORDS } from "./words.ts";
import { pluralOf, TARGET_OBJECTS, type TargetObject } from "../mapping/objects.ts";
import type { Kit } from "../runbook/kit.ts";
import { isFileList } from "../twenty/files.ts";
import type { Found } from "../twenty/json.ts";
import { BATCH, destroyByIds, destroyReferring, readByIds } from "../twenty/records.ts";

/** How often a removal whose answer was lost is sent again. */
const ATTEMPTS = 4;

/**
 * Removes at most 200 records of one object for good, after looking once more that nobody edited them since the plan,
 * and reads that they are gone. Removing twice is harmless, so a lost answer is settled by reading and sending again.
 * What became of each is in the rows of the rollback.
 *
 * @param timeline the column by which rows of Twenty's timeline name such a record, where they do
 */
export async function destroyBatch(
  kit: Kit,
  object: TargetObject,
  ids: readonly string[],
  timeline?: string,
): Promise<void> {
  const plural = pluralOf(object);
  const ours = await oursOf(kit.ledger, object, ids);
  const before = await readByIds(kit.target, plural, ids);
  const edited = ids.filter((id) => {
    const [mine, found] = [ours.get(id), before.get(id)];
    return mine && found && editedSince(mine, found);
  });
  const going = ids.filter((id) => !edited.includes(id));
  const there = going.filter((id) => before.has(id));
  await markTakingBack(kit, there);
  if (timeline) await destroyTimeline(kit, object, timeline, there);
  const refusal = await destroy(kit, plural, apart(there, before));
  const after = await readByIds(kit.target, plural, going);
  const gone = going.filter((id) => !after.has(id));
  const left = going.filter((id) => after.has(id));
  await kit.ledger.commit({
    writes: [
      moveRows(kit.ledger, kit.run, edited, {
        bucket: "kept",
        code: "edited",
        reason: ROLLBACK_WORDS.edited,
      }),
      moveRows(kit.ledger, kit.run, left, {
        bucket: "errored",
        code: refusal === undefined ? "still-there" : "refused",
        reason: refusal ?? ROLLBACK_WORDS["still-there"],
      }),
    ],
  });
  await markReverted(kit, gone, before.size === 0 ? "gone-already" : "reverted");
  await markStillThere(kit, there.filter((id) => after.has(id)));
}

/** The intent is on disk before it is sent; `settleRollback` looks at those that a cut-off run left. At most 200 ids. */
const markTakingBack = (kit: Kit, ids: readonly string[]): Promise<void> =>
  moveLatest(kit, ids, "sent", "reverting");

async function moveLatest(
  kit: Kit,
  ids: readonly string[],
  state: EffectState,
  code: EffectCode,
): Promise<void> {
  const effects = [...(await latestEffects(kit.ledger, ids)).values()];
  if (effects.length === 0) return;
  const moves = effects.map(({ id }) => ({
    id,
    state,
    change: { code, over_edit: 0 as const, reason: WORDS[code] },
  }));
  await kit.ledger.commit(await moveEffects(kit.ledger, moves, { run: kit.run, at: instant(kit.world) }));
}

/**
 * Twenty writes its timeline by itself, and a row of it that is about a note holds the note's title. Of most objects the
 * rows outlive the record, and nothing leads to them then (contracts/twenty l). A key that may not remove them is told of
 * and keeps nothing else from going.
 */
async function destroyTimeline(
  kit: Kit,
  object: TargetObject,
  column: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  try {
    const remove = () => destroyReferring(kit.target, "timelineActivities", column, ids);
    await retry(kit, untilAnswered(ATTEMPTS), remove);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const message = `${pluralOf(object)}: what Twenty's timeline says of them stays (${error.reason})`;
    await kit.log.write({ level: "warning", kind: "timeline", object, message });
  }
}

/**
 * The ids by request. A request erases the bytes of one record's file only, whatever else it removes (contracts/twenty
 * f30), so each record that holds a file has one of its own.
 */
function apart(ids: readonly string[], found: ReadonlyMap<string, Found>): (readonly string[])[] {
  const holds = (id: string): boolean => Object.values(found.get(id) ?? {}).some(isFileList);
  const others = ids.filter((id) => !holds(id));
  return [...ids.filter(holds).map((id) => [id]), ...others.length > 0 ? [others] : []];
}

/** The words in which Twenty refused first, if it did; what it refuses keeps nothing else from going. */
async function destroy(
  kit: Kit,
  plural: string,
  requests: readonly (readonly string[])[],
): Promise<string | undefined> {
  let refusal: string | undefined;
  for (const ids of requests) {
    try {
      await retry(kit, untilAnswered(ATTEMPTS), () => destroyByIds(kit.target, plural, ids));
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refusal ??= error.reason;
    }
  }
  return refusal;
}

/** Marks every effect on these records as taken back, and the uploads that went with them. At most 200 ids. */
export async function markReverted(
  kit: Kit,
  ids: readonly string[],
  code: "reverted" | "gone-already",
): Promise<void> {
  const own = await openEffects(kit.ledger, ids);
  const files = own.filter((e) => e.object === "attachment").map((e) => e.source_key);
  const effects = [...own, ...await openUploads(kit.ledger, files)];
  const moves = effects.map(({ id }) => {
    return { id, state: "reverted" as const, change: { code, over_edit: 0 as const, reason: WORDS[code] } };
  });
  const moved = await moveEffects(kit.ledger, moves, { run: kit.run, at: instant(kit.world) });
  const row = { bucket: "reversed", code, reason: ROLLBACK_WORDS[code] } as const;
  const rows = code === "reverted" ? [moveRows(kit.ledger, kit.run, ids, row)] : [];
  await kit.ledger.commit({ ...moved, writes: [...moved.writes, ...rows] });
}

/** A removal that was meant and did not happen leaves the record as it was. At most 200 ids. */
export const markStillThere = (kit: Kit, ids: readonly string[]): Promise<void> =>
  moveLatest(kit, ids, "confirmed", "still-there");

/**
 * What became of removals that a cut-off rollback left open: records that are gone are taken back, and can be made
 * again; those that are there still are as they were. Otherwise they would be taken for people's deletions.
 */
export async function settleRollback(kit: Kit): Promise<void> {
  for (const object of TARGET_OBJECTS) {
    const open = await beingReverted(kit.ledger, object);
    for (let i = 0; i < open.length; i += BATCH) {
      const ids = open.slice(i, i + BATCH);
      const there = await readByIds(kit.target, pluralOf(object), ids);
      const absent = ids.filter((id) => !there.has(id));
      await markReverted(kit, absent, "reverted");
      await markStillThere(kit, [...there.keys()]);
    }
  }
}
