import { type Effect, latestEffects } from "../../db/effects.ts";
import { differences, recordHash } from "../twenty/compare.ts";
import type { Found } from "../twenty/json.ts";
import { readByIds, softDelete } from "../twenty/records.ts";
import { lastWritten } from "./decide.ts";
import { editedSince } from "./edited_since.ts";
import { LostAnswerError, RefusedError } from "./errors.ts";
import type { Kit } from "./kit.ts";
import { closeEffect, openEffect } from "./open_effect.ts";
import type { Landed, Wanted } from "./wanted.ts";

/** How often a removal whose answer was lost is sent again. */
const ATTEMPTS = 4;

/**
 * Soft-deletes records whose source row is gone, at most 200 of one object. Only while the target still holds what we
 * last wrote: a record that a person worked on since is a conflict and stays.
 */
export async function removeRecords(kit: Kit, wanted: readonly Wanted[]): Promise<Landed[]> {
  const effects = await latestEffects(kit.ledger, wanted.map((w) => w.id));
  const found = await readByIds(kit.target, wanted[0]?.plural ?? "", wanted.map((w) => w.id));
  const landed: Landed[] = [];
  for (const w of wanted) {
    const effect = effects.get(w.id);
    const there = found.get(w.id);
    const open = effect?.kind === "remove" && effect.state !== "confirmed";
    if (!effect || !there || (there.deletedAt !== null && !open)) {
      landed.push({ wanted: w, verdict: "unchanged", reason: "not in Twenty any more", differing: [] });
    } else if (isWorkedOn(effect, there)) {
      landed.push({
        wanted: w,
        verdict: "conflict",
        reason: "gone in PracticeHub, edited in Twenty",
        differing: [],
      });
    } else {
      landed.push(await removeOne(kit, w, effect));
    }
  }
  return landed;
}

/** In our fields or in any other: what was not read back since our last write is judged by that. */
function isWorkedOn(effect: Effect, there: Found): boolean {
  if (effect.seen !== null) return editedSince(effect, there) !== undefined;
  return differences(lastWritten(effect, there), there).length > 0;
}

async function removeOne(kit: Kit, wanted: Wanted, last: Effect): Promise<Landed> {
  const effect = await intend(kit, last);
  let reason = "";
  let now = await nowOf(kit, wanted);
  for (let attempt = 1; attempt <= ATTEMPTS && now?.deletedAt === null; attempt++) {
    try {
      await softDelete(kit.target, wanted.plural, wanted.id);
    } catch (error) {
      // Deleting softly twice is harmless (twenty/CONTRACT c15b); what was done is read below.
      if (!(error instanceof LostAnswerError) && !(error instanceof RefusedError)) throw error;
      reason = error.message;
      if (error instanceof RefusedError) attempt = ATTEMPTS;
    }
    now = await nowOf(kit, wanted);
  }
  const done = now !== undefined && now.deletedAt !== null;
  await closeEffect(kit, effect, done ? "confirmed" : "failed", {
    reason: done ? "gone in PracticeHub" : reason,
    ...(now ? { seen: recordHash(now) } : {}),
  });
  return {
    wanted,
    verdict: done ? "updated" : "failed",
    reason: done ? "removed: gone in PracticeHub" : reason,
    differing: [],
  };
}

async function nowOf(kit: Kit, { plural, id }: Wanted): Promise<Found | undefined> {
  return (await readByIds(kit.target, plural, [id])).get(id);
}

function intend(kit: Kit, last: Effect): Promise<Effect> {
  if (last.kind === "remove" && last.state === "sent") return Promise.resolve(last);
  const { object, target_id, source_key, payload_hash, written, seen, remarks } = last;
  const same = { object, target_id, source_key, payload_hash, written, seen, remarks };
  return openEffect(kit, { ...same, kind: "remove", prior: written });
}
