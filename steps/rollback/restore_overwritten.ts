import { fieldsIn } from "../../db/stored.ts";
import { clearTake } from "../../db/conflicts.ts";
import { confirmedEffects, type Effect, latestEffects, moveEffects } from "../../db/effects.ts";
import { moveRows, type RollbackRow } from "../../db/rollback_rows.ts";
import { isBinnedByUs, lastWritten } from "../load/decide.ts";
import type { Kit } from "../runbook/kit.ts";
import { closeEffect, openEffect, type Wanted } from "../load/effect.ts";
import { NOTES, ROLLBACK_WORDS, WORDS } from "../load/words.ts";
import { type Update, updateAll } from "../load/update.ts";
import { instant } from "../base/world.ts";
import { holds } from "../twenty/compare.ts";
import type { Fields, Found } from "../twenty/json.ts";
import { readByIds } from "../twenty/records.ts";
import { pluralOf, type TargetObject } from "../mapping/objects.ts";

/**
 * Of records that stay because people worked on them: gives back, field by field, what a decided conflict wrote over,
 * where the target still holds what we wrote. At most 200 rows of one object.
 *
 * @returns ids of the rows that something was put back in, or should have been; their bucket is settled
 */
export async function putBack(
  kit: Kit,
  object: TargetObject,
  rows: readonly RollbackRow[],
): Promise<Set<string>> {
  const done = new Set<string>();
  const ids = rows.map((row) => row.target_id);
  const over = new Map(
    [...await confirmedEffects(kit.ledger, ids)].flatMap(([id, effects]) => {
      const edits = effects.flatMap(overruling);
      return edits.length > 0 ? [[id, edits]] : [];
    }),
  );
  if (over.size === 0) return done;
  const newest = await latestEffects(kit.ledger, [...over.keys()]);
  const found = await readByIds(kit.target, pluralOf(object), [...over.keys()]);
  for (const row of rows) {
    const edits = over.get(row.target_id);
    const last = newest.get(row.target_id);
    const there = found.get(row.target_id);
    if (!edits || !last || !there) continue;
    const update = undoing(object, edits, last, there);
    if (!update && !isGivingBack(last)) continue;
    await putBackOne(kit, row, edits, last, update);
    done.add(row.target_id);
  }
  return done;
}

/** A decision over a person's edit that was carried out, and what we had written before. */
interface Overruling {
  effect: Effect;
  before: Effect | undefined;
}

function overruling(effect: Effect, i: number, all: readonly Effect[]): Overruling[] {
  if (effect.over_edit === 0) return [];
  return [{ effect, before: all.slice(0, i).findLast(({ kind }) => kind !== "remove") }];
}

/** A rollback that was cut off has sent it already, or was about to. */
const isGivingBack = ({ state, code }: Effect): boolean => state === "sent" && code === "restoring";

/** What undoes what was decided over people's edits of a record, or undefined where they have changed it since. */
function undoing(
  object: TargetObject,
  edits: readonly Overruling[],
  last: Effect,
  there: Found,
): Update | undefined {
  const restore = edits.at(-1)?.effect.kind === "remove" && isBinnedByUs(last) && there.deletedAt !== null;
  const written = lastWritten(last, there);
  const prior = Object.assign({}, ...edits.map(writtenOver)) as Fields;
  const payload = Object.fromEntries(
    Object.entries(prior).filter(([field]) => holds(written[field] ?? null, there[field] ?? null)),
  );
  if (!restore && Object.keys(payload).length === 0) return undefined;
  const { target_id: id, source_key: sourceKey } = last;
  const wanted: Wanted = { object, plural: pluralOf(object), id, sourceKey, fields: {}, remarks: [] };
  return { wanted, payload, ...(restore ? { restore } : {}) };
}

/** What people had in the fields that were written over; what was ours in them is not theirs to have back. */
function writtenOver({ effect: { kind, payload, prior }, before }: Overruling): Fields {
  if (kind === "remove") return {};
  // That it was taken out of the trash is no field of the record.
  const { deletedAt: _, ...sent } = fieldsIn(payload);
  const had = fieldsIn(prior);
  const ours = fieldsIn(before?.written);
  const theirs = Object.keys(sent).filter((field) =>
    !before || !holds(ours[field] ?? null, had[field] ?? null)
  );
  return Object.fromEntries(theirs.map((field) => [field, had[field] ?? null]));
}

/**
 * Afterwards the record is in conflict again: another full run asks before it writes over the edit.
 *
 * @param update undefined where a rollback that was cut off has done it already
 */
async function putBackOne(
  kit: Kit,
  row: RollbackRow,
  edits: readonly Overruling[],
  last: Effect,
  update: Update | undefined,
): Promise<void> {
  const { target_id } = row;
  await kit.ledger.commit(() => clearTake(kit.ledger, target_id, instant(kit.world)));
  const effect = isGivingBack(last) ? last : await intend(kit, last, update);
  const refusal = update && (await updateAll(kit, [update])).get(target_id);
  if (refusal) {
    await closeEffect(kit, effect, "failed", { ...refusal });
    const reason = `${ROLLBACK_WORDS["not-restored"]}: ${refusal.reason}`;
    const change = { bucket: "errored", code: "not-restored", reason } as const;
    return await kit.ledger.commit({ writes: [moveRows(kit.ledger, kit.run, [target_id], change)] });
  }
  const code = effect.kind === "remove" ? "source-gone-edited" : "edited";
  await closeEffect(kit, effect, "conflict", { code, reason: WORDS[code] });
  // Whatever people type from then on is theirs.
  const moves = edits.map(({ effect: { id } }) => {
    const change = { code: "restored", over_edit: 0, reason: WORDS.restored } as const;
    return { id, state: "confirmed" as const, change };
  });
  const moved = await moveEffects(kit.ledger, moves, { run: kit.run, at: instant(kit.world) });
  const kept = { bucket: "kept", restored: 1, reason: `${whyKept(row)}; ${NOTES.restored}` } as const;
  await kit.ledger.commit({
    ...moved,
    writes: [...moved.writes, moveRows(kit.ledger, kit.run, [target_id], kept)],
  });
}

const whyKept = ({ code }: RollbackRow): string => code ? ROLLBACK_WORDS[code] : "";

function intend(kit: Kit, last: Effect, update: Update | undefined): Promise<Effect> {
  const { object, target_id, source_key, payload_hash, written, read_hash, worked_on, remarks } = last;
  return openEffect(kit, {
    kind: update?.restore ? "remove" : "update",
    object,
    target_id,
    source_key,
    payload_hash,
    payload: JSON.stringify(update?.payload ?? {}),
    written,
    prior: written,
    read_hash,
    worked_on,
    code: "restoring",
    reason: WORDS.restoring,
    remarks,
  });
}
