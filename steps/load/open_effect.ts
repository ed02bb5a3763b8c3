import { type Effect, insertEffects, nextEffectId, transition } from "../../db/effects.ts";
import type { EffectState } from "../../db/tables.ts";
import type { Kit } from "../runbook/kit.ts";
import { instant } from "../base/world.ts";

type Intent =
  & Pick<Effect, "kind" | "object" | "target_id" | "source_key" | "payload_hash">
  & Partial<Pick<Effect, "payload" | "written" | "prior" | "seen" | "reason" | "remarks">>;

/** Its request was about to leave, or has, and nobody knows what became of it. */
export const isOpen = (effect: Effect | undefined): effect is Effect =>
  effect?.state === "planned" || effect?.state === "sent";

/** Effect ids are handed out in memory too: several may wait for their turn to commit. */
const handedOut = new WeakMap<Kit, number>();

/** Commits the intent of one change that is not part of a batch, before it is sent. */
export async function openEffect(kit: Kit, intent: Intent): Promise<Effect> {
  const free = await nextEffectId(kit.ledger);
  const id = Math.max(free, (handedOut.get(kit) ?? 0) + 1);
  handedOut.set(kit, id);
  const at = instant(kit.world);
  const effect: Effect = {
    payload: null,
    written: "{}",
    prior: null,
    seen: null,
    reason: null,
    remarks: "[]",
    ...intent,
    id,
    run_id: kit.run,
    state: "sent",
    at,
  };
  await kit.ledger.commit({
    writes: insertEffects(kit.ledger, [effect]),
    transitions: (["planned", "sent"] as const).map((s) => transition(effect, s, kit.run, at, effect.reason)),
  });
  return effect;
}

/** Says what became of it. */
export async function closeEffect(
  kit: Kit,
  effect: Effect,
  state: EffectState,
  change: Partial<Pick<Effect, "written" | "reason" | "seen">> = {},
): Promise<void> {
  const at = instant(kit.world);
  await kit.ledger.commit({
    writes: [kit.ledger.db.updateTable("effect").set({ ...change, state, at }).where("id", "=", effect.id)],
    transitions: [transition(effect, state, kit.run, at, change.reason ?? null)],
  });
}
