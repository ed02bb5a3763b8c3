import {
  type Effect,
  insertEffects,
  type Move,
  moveEffects,
  nextEffectId,
  transition,
} from "../../db/effects.ts";
import type { EffectState } from "../../db/tables.ts";
import type { Kit } from "../runbook/kit.ts";
import { instant } from "../base/world.ts";

type Intent =
  & Pick<Effect, "kind" | "object" | "target_id" | "source_key" | "payload_hash">
  & Partial<Omit<Effect, "id" | "run_id" | "state" | "at">>;

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
    read_hash: null,
    reason: null,
    remarks: "[]",
    code: null,
    skip: null,
    over_edit: 0,
    worked_on: 0,
    fields: null,
    ...intent,
    id,
    run_id: kit.run,
    state: "sent",
    at,
  };
  await kit.ledger.commit({
    writes: insertEffects(kit.ledger, [effect]),
    transitions: (["planned", "sent"] as const).map((state) => transition({ ...effect, state }, kit.run, at)),
  });
  return effect;
}

/** Says what became of it. */
export async function closeEffect(
  kit: Kit,
  effect: Effect,
  state: EffectState,
  change: Move["change"] = {},
): Promise<void> {
  const at = instant(kit.world);
  await kit.ledger.commit(
    await moveEffects(kit.ledger, [{ id: effect.id, state, change }], { run: kit.run, at }),
  );
}
