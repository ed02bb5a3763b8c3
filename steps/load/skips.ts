import { type Effect, insertEffects, nextEffectId, transition } from "../../db/effects.ts";
import { effectOf } from "./intend.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Landed, Wanted } from "./wanted.ts";
import { instant } from "../base/world.ts";

/** Records, once, that a source row has no record in the target, and why. */
export async function recordSkips(
  kit: Kit,
  skips: readonly Wanted[],
  effects: ReadonlyMap<string, Effect>,
): Promise<Landed[]> {
  const fresh = skips.filter((w) => {
    const last = effects.get(w.id);
    return !last || last.state === "reverted" || (last.state === "skipped" && last.skip !== w.skip);
  });
  if (fresh.length > 0) {
    const at = instant(kit.world);
    let id = await nextEffectId(kit.ledger);
    const made = fresh.map((wanted): Effect => ({
      ...effectOf(kit, { wanted, effect: undefined, found: undefined, decision: { do: "create" } }, id++, at),
      state: "skipped",
      reason: wanted.skip ?? null,
      skip: wanted.skip ?? null,
    }));
    await kit.ledger.commit({
      writes: insertEffects(kit.ledger, made),
      transitions: made.map((e) => transition(e, kit.run, at)),
    });
  }
  return skips.map((wanted) => skipped(wanted, effects.get(wanted.id)));
}

/** Verdict on a source row that is to have no record, from the newest effect on the one it may have had. */
export function skipped(wanted: Wanted, last: Effect | undefined): Landed {
  const standing = last?.state === "confirmed" && last.kind !== "remove";
  return {
    wanted,
    verdict: "skipped",
    reason: wanted.skip ?? "",
    differing: [],
    ...(standing ? { standing } : {}),
  };
}
