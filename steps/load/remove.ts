import { type Conflict, putConflicts } from "../../db/conflicts.ts";
import { type Effect, insertEffects, nextEffectId, transition } from "../../db/effects.ts";
import { differences } from "../twenty/compare.ts";
import type { Fields, Found } from "../twenty/json.ts";
import { readByIds, softDelete } from "../twenty/records.ts";
import { conflictRows } from "./conflicts.ts";
import { failureOf, GONE_EDITED, lastWritten, OVER_EDIT, type Ruling } from "./decide.ts";
import { editedSince, seenOf, WORKED_ON } from "./edited.ts";
import { LostAnswerError, RefusedError } from "../base/errors.ts";
import { settledAs } from "./intend.ts";
import type { Kit } from "../runbook/kit.ts";
import { closeEffect, isOpen, openEffect } from "./open_effect.ts";
import { recall } from "./recall.ts";
import { LEFT, metGone, removal, REMOVED } from "./removal.ts";
import type { Landed, Wanted } from "./wanted.ts";
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
      if (effect && isKept(effect)) await closeEffect(kit, effect, "confirmed");
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

const isKept = ({ state, reason }: Effect): boolean => state === "conflict" && reason === GONE_EDITED;

/** Says what became of a write that a cut-off run left open, before a removal takes its place. */
async function settle(kit: Kit, effect: Effect, found: Found): Promise<void> {
  if (!isOpen(effect) || effect.kind === "remove") return;
  const { state, reason } = settledAs({ effect, found });
  await closeEffect(kit, effect, state, { reason });
}

/** In our fields or in any other: what was not read back since our last write is judged by that. */
function isEdited(effect: Effect, there: Found): boolean {
  if (effect.seen !== null) return editedSince(effect, there);
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
  const last = JSON.parse(effect.written) as Fields;
  const met = { wanted, last, found: there, reason: GONE_EDITED, held: there, isNew: !known } as const;
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
    reason: GONE_EDITED,
    at,
  };
  await kit.ledger.commit({
    writes: [...putConflicts(kit.ledger, conflicts), ...known ? [] : insertEffects(kit.ledger, [effect])],
    transitions: known ? [] : [transition(effect, "conflict", kit.run, at, GONE_EDITED)],
  });
}

async function removeOne(kit: Kit, wanted: Wanted, last: Effect, edited: boolean): Promise<Landed> {
  const effect = await intend(kit, last, edited);
  let reason = "";
  let now = await nowOf(kit, wanted);
  // What a person wrote into it stays known, so that rollback does not take it for ours alone.
  const touched = now !== undefined && isEdited(last, now);
  for (let attempt = 1; attempt <= ATTEMPTS && now?.deletedAt === null; attempt++) {
    try {
      await softDelete(kit.target, wanted.plural, wanted.id);
    } catch (error) {
      // Deleting softly twice is harmless (contracts/twenty c15b); what was done is read below.
      if (!(error instanceof LostAnswerError) && !(error instanceof RefusedError)) throw error;
      reason = error.message;
      if (error instanceof RefusedError) attempt = ATTEMPTS;
    }
    now = await nowOf(kit, wanted);
  }
  const done = now !== undefined && now.deletedAt !== null;
  await closeEffect(kit, effect, done ? "confirmed" : "failed", {
    reason: done ? removedFor(touched) : failureOf(reason, edited),
    ...(now ? { seen: touched ? WORKED_ON : seenOf(now, last.seen) } : {}),
  });
  return done ? { wanted, ...REMOVED } : { wanted, verdict: "failed", reason, differing: [] };
}

const removedFor = (touched: boolean): string => touched ? OVER_EDIT : "gone in PracticeHub";

async function nowOf(kit: Kit, { plural, id }: Wanted): Promise<Found | undefined> {
  return (await readByIds(kit.target, plural, [id])).get(id);
}

function intend(kit: Kit, last: Effect, edited: boolean): Promise<Effect> {
  if (last.kind === "remove" && last.state === "sent") return Promise.resolve(last);
  const { object, target_id, source_key, payload_hash, written, seen, remarks } = last;
  const same = { object, target_id, source_key, payload_hash, written, seen, remarks };
  return openEffect(kit, { ...same, kind: "remove", prior: written, reason: edited ? OVER_EDIT : null });
}
