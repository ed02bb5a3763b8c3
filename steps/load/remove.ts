import { fieldsIn } from "../../db/stored.ts";
import { type Conflict, putConflicts } from "../../db/conflicts.ts";
import { type Effect, insertEffects, nextEffectId, transition } from "../../db/effects.ts";
import type { EffectCode } from "../../db/tables.ts";
import { differences } from "../twenty/compare.ts";
import type { Found } from "../twenty/json.ts";
import { readByIds, softDelete } from "../twenty/records.ts";
import { conflictRows } from "./conflicts.ts";
import {
  editedSince,
  isOpen,
  lastWritten,
  LEFT,
  metGone,
  readingOf,
  removal,
  REMOVED,
  type Ruling,
  WORKED_ON,
} from "./decide.ts";
import { LostAnswerError, RefusedError } from "../base/errors.ts";
import { settledAs } from "./intents.ts";
import type { Kit } from "../runbook/kit.ts";
import { closeEffect, type Landed, openEffect, recall, type Wanted } from "./effect.ts";
import { failureWords, NOTES, WORDS } from "./words.ts";
import { instant } from "../base/world.ts";

/** How often a removal whose answer was lost is sent again. */
const ATTEMPTS = 4;

/**
 * Soft-deletes records whose source row is gone, at most 200 of one object. Only while the target still holds what we
 * last wrote: a record that a person worked on since is a conflict and stays, unless a person says otherwise.
 */
export async function removeRecords(kit: Kit, wanted: readonly Wanted[]): Promise<Landed[]> {
  const { effects, rulings } = await recall(kit.ledger, wanted.map((w) => w.id));
  const found = await readByIds(kit.target, wanted[0]?.plural ?? "", wanted.map((w) => w.id));
  const landed: Landed[] = [];
  for (const w of wanted) {
    const effect = effects.get(w.id);
    const there = found.get(w.id);
    const ruling = rulings.get(w.id);
    const edited = effect !== undefined && there !== undefined && isEdited(effect, there);
    const todo = removal(w, effect, there, ruling, edited);
    if (!effect || !there || todo === "leave") {
      // Who worked on it has removed it since: nothing is left to decide.
      if (effect && isKept(effect)) await closeEffect(kit, effect, "confirmed", { code: GONE_EDITED });
      landed.push({ wanted: w, ...LEFT });
      continue;
    }
    await settle(kit, effect, there);
    const last = { ...effect, written: JSON.stringify(lastWritten(effect, there)) };
    landed.push(
      todo === "conflict" ? await meet(kit, w, last, there, ruling) : await removeOne(kit, w, last, edited),
    );
  }
  return landed;
}

const GONE_EDITED = "source-gone-edited";

const isKept = ({ state, code }: Effect): boolean => state === "conflict" && code === GONE_EDITED;

/** Says what became of a write that a cut-off run left open, before a removal takes its place. */
async function settle(kit: Kit, effect: Effect, found: Found): Promise<void> {
  if (!isOpen(effect) || effect.kind === "remove") return;
  const { state, change } = settledAs({ effect, found });
  await closeEffect(kit, effect, state, change);
}

/** In our fields or in any other: what was not read back since our last write is judged by that. */
function isEdited(effect: Effect, there: Found): boolean {
  if (effect.read_hash !== null || effect.worked_on === 1) return editedSince(effect, there);
  return differences(lastWritten(effect, there), there).length > 0;
}

async function meet(
  kit: Kit,
  wanted: Wanted,
  effect: Effect,
  there: Found,
  ruling: Ruling | undefined,
): Promise<Landed> {
  const known = isKept(effect);
  const last = fieldsIn(effect.written);
  const met = { wanted, last, found: there, code: GONE_EDITED, bound: there, isNew: !known } as const;
  const conflicts = await conflictRows(kit, [met]);
  if (!known || conflicts.length > 0) await keepConflict(kit, effect, conflicts, known);
  return metGone(wanted, ruling);
}

async function keepConflict(
  kit: Kit,
  last: Effect,
  conflicts: readonly Conflict[],
  known: boolean,
): Promise<void> {
  const at = instant(kit.world);
  const effect: Effect = {
    ...last,
    id: await nextEffectId(kit.ledger),
    run_id: kit.run,
    kind: "remove",
    payload: null,
    prior: last.written,
    state: "conflict",
    code: GONE_EDITED,
    reason: WORDS[GONE_EDITED],
    over_edit: 0,
    fields: null,
    at,
  };
  const { writes, conflictChanges } = putConflicts(kit.ledger, conflicts);
  await kit.ledger.commit({
    writes: [...writes, ...known ? [] : insertEffects(kit.ledger, [effect])],
    conflictChanges,
    transitions: known ? [] : [transition(effect, kit.run, at)],
  });
}

async function removeOne(kit: Kit, wanted: Wanted, last: Effect, edited: boolean): Promise<Landed> {
  const effect = await intend(kit, last, edited);
  let [code, reason]: [EffectCode, string] = ["not-removed", WORDS["not-removed"]];
  let now = await nowOf(kit, wanted);
  // What a person wrote into it stays known, so that rollback does not take it for ours alone.
  const touched = now !== undefined && isEdited(last, now);
  // Not `retry`: what is read after each attempt decides whether there is another.
  for (let attempt = 1; attempt <= ATTEMPTS && now?.deletedAt === null; attempt++) {
    try {
      await softDelete(kit.target, wanted.plural, wanted.id);
    } catch (error) {
      // Deleting softly twice is harmless (contracts/twenty c15b); what was done is read below.
      if (!(error instanceof LostAnswerError) && !(error instanceof RefusedError)) throw error;
      [code, reason] = [error instanceof RefusedError ? "refused" : "unanswered", error.message];
      if (error instanceof RefusedError) attempt = ATTEMPTS;
    }
    now = await nowOf(kit, wanted);
  }
  const done = now !== undefined && now.deletedAt !== null;
  const reading = now ? touched ? WORKED_ON : readingOf(now, last) : {};
  if (!done) {
    const over_edit = edited ? 1 : 0;
    const words = failureWords(reason, { over_edit });
    await closeEffect(kit, effect, "failed", { ...reading, code, over_edit, reason: words });
    return { wanted, verdict: "failed", code, reason, differing: [] };
  }
  await closeEffect(kit, effect, "confirmed", {
    ...reading,
    code: "source-gone",
    over_edit: touched ? 1 : 0,
    reason: touched ? NOTES.overEdit : WORDS["source-gone"],
  });
  return { wanted, ...REMOVED };
}

async function nowOf(kit: Kit, { plural, id }: Wanted): Promise<Found | undefined> {
  return (await readByIds(kit.target, plural, [id])).get(id);
}

function intend(kit: Kit, last: Effect, edited: boolean): Promise<Effect> {
  if (last.kind === "remove" && last.state === "sent") return Promise.resolve(last);
  const { object, target_id, source_key, payload_hash, written, read_hash, worked_on, remarks } = last;
  const same = { object, target_id, source_key, payload_hash, written, read_hash, worked_on, remarks };
  const over = edited ? { over_edit: 1, reason: NOTES.overEdit } as const : {};
  return openEffect(kit, { ...same, ...over, kind: "remove", prior: written });
}
