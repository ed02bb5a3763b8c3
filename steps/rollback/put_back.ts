import { clearTakes } from "../../db/conflicts.ts";
import { type Effect, latestEffects, overEdits } from "../../db/effects.ts";
import { moveRows, type RollbackRow } from "../../db/rollback_rows.ts";
import { EDITED, GONE_EDITED, OVER_EDIT } from "../engine/decide.ts";
import type { Kit } from "../engine/kit.ts";
import { closeEffect, openEffect } from "../engine/open_effect.ts";
import { type Update, updateAll } from "../engine/update.ts";
import type { Wanted } from "../engine/wanted.ts";
import { PLURAL, type TargetObject } from "../mapping/vocabulary.ts";
import { holds } from "../twenty/compare.ts";
import type { Fields, Found } from "../twenty/json.ts";
import { readByIds } from "../twenty/records.ts";

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
  const over = await overEdits(kit.ledger, ids, OVER_EDIT);
  if (over.size === 0) return done;
  const newest = await latestEffects(kit.ledger, [...over.keys()]);
  const found = await readByIds(kit.target, PLURAL[object], [...over.keys()]);
  for (const row of rows) {
    const edit = over.get(row.target_id);
    const last = newest.get(row.target_id);
    const there = found.get(row.target_id);
    if (!edit || !last || !there) continue;
    const update = undoing(object, edit, last, there);
    if (!update && !isOpen(last)) continue;
    await putBackOne(kit, row, last, update);
    done.add(row.target_id);
  }
  return done;
}

/** Of an effect that gives back, until it is told what became of it. */
const GIVING_BACK = "what was written over an edit is put back";

/** A rollback that was cut off has sent it already, or was about to. */
const isOpen = ({ state, reason }: Effect): boolean => state === "sent" && reason === GIVING_BACK;

/** What undoes one overruling, or undefined where people have changed it since. */
function undoing(object: TargetObject, edit: Effect, last: Effect, there: Found): Update | undefined {
  const wanted: Wanted = {
    object,
    plural: PLURAL[object],
    id: edit.target_id,
    sourceKey: edit.source_key,
    fields: {},
    remarks: [],
  };
  if (edit.kind === "remove") {
    const ours = last.id === edit.id || isOpen(last) || last.state === "failed";
    return ours && there.deletedAt !== null ? { wanted, payload: {}, restore: true } : undefined;
  }
  if (there.deletedAt !== null) return undefined;
  const written = JSON.parse(last.written) as Fields;
  const prior = JSON.parse(edit.prior ?? "{}") as Fields;
  // That it was taken out of the trash is no field of the record.
  const { deletedAt: _, ...sent } = JSON.parse(edit.payload ?? "{}") as Fields;
  const fields = Object.keys(sent)
    .filter((field) => holds(written[field] ?? null, there[field] ?? null));
  if (fields.length === 0) return undefined;
  return { wanted, payload: Object.fromEntries(fields.map((field) => [field, prior[field] ?? null])) };
}

/**
 * Afterwards the record is in conflict again: another full run asks before it writes over the edit.
 *
 * @param update undefined where a rollback that was cut off has done it already
 */
async function putBackOne(
  kit: Kit,
  row: RollbackRow,
  last: Effect,
  update: Update | undefined,
): Promise<void> {
  const { target_id } = row;
  await kit.ledger.commit({ writes: [clearTakes(kit.ledger, [target_id])] });
  const effect = isOpen(last) ? last : await intend(kit, last, update);
  const refusal = update && (await updateAll(kit, [update])).get(target_id);
  const reason = effect.kind === "remove" ? GONE_EDITED : EDITED;
  await closeEffect(kit, effect, refusal ? "failed" : "conflict", { reason: refusal ?? reason });
  const told = refusal
    ? { bucket: "errored" as const, reason: `what was written over it was not put back: ${refusal}` }
    : { bucket: "kept" as const, reason: `${row.reason}; what was written over the edit was put back` };
  await kit.ledger.commit({ writes: [moveRows(kit.ledger, kit.run, [target_id], told)] });
}

function intend(kit: Kit, last: Effect, update: Update | undefined): Promise<Effect> {
  const { object, target_id, source_key, payload_hash, written, seen, remarks } = last;
  return openEffect(kit, {
    kind: update?.restore ? "remove" : "update",
    object,
    target_id,
    source_key,
    payload_hash,
    payload: JSON.stringify(update?.payload ?? {}),
    written,
    prior: written,
    seen,
    reason: GIVING_BACK,
    remarks,
  });
}
