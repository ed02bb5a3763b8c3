import { putConflicts } from "../../db/conflicts.ts";
import { type Effect, insertEffects, moveEffects, nextEffectId, transition } from "../../db/effects.ts";
import { hashOf } from "../../db/hash.ts";
import type { EffectState } from "../../db/tables.ts";
import { differences } from "../twenty/compare.ts";
import type { Fields, Found } from "../twenty/json.ts";
import { conflictRows, type Met } from "./conflicts.ts";
import { changes, type Decision, isBinnedByUs, isOver, lastWritten, OVER_EDIT } from "./decide.ts";
import type { Decided, Planned } from "./decided.ts";
import { editedSince, seenOf, WORKED_ON } from "./edited.ts";
import type { Kit } from "../runbook/kit.ts";
import { isOpen } from "./open_effect.ts";
import type { Wanted } from "./wanted.ts";
import { instant } from "../base/world.ts";

/** Commits the intent of every change, before anything is sent. */
export async function intend(kit: Kit, decided: readonly Decided[]): Promise<Planned[]> {
  const changing = decided.filter((d) => isChange(d));
  const conflicts = await conflictRows(kit, decided.flatMap(met));
  if (changing.length === 0 && conflicts.length === 0) return [];
  const at = instant(kit.world);
  let id = await nextEffectId(kit.ledger);
  const planned = changing.map((d): Planned => ({
    ...d,
    effect: effectOf(kit, d, continued(d)?.id ?? id++, at),
  }));
  const superseded = changing.filter((d) => isOpen(d.effect) && !continued(d)).map(settledAs);
  await kit.ledger.commit({
    writes: [
      ...putConflicts(kit.ledger, conflicts),
      ...superseded.map((s) => moveEffects(kit.ledger, [s.effect.id], s.state, { reason: s.reason, at })),
      ...insertEffects(kit.ledger, planned.map((p) => p.effect)),
    ],
    transitions: [
      ...superseded.map((s) => transition(s.effect, s.state, kit.run, at, s.reason)),
      ...planned.flatMap((p) =>
        p.effect.state === "sent"
          ? (["planned", "sent"] as const).map((s) => transition(p.effect, s, kit.run, at, p.effect.reason))
          : [transition(p.effect, p.effect.state, kit.run, at, p.effect.reason)]
      ),
    ],
  });
  return planned;
}

function met({ wanted, effect, found, decision }: Decided): Met[] {
  if (decision.do !== "conflict") return [];
  const last = effect ? lastWritten(effect, found) : {};
  return [{ wanted, found, reason: decision.reason, last, isNew: effect?.state !== "conflict" }];
}

/** What became of an effect that a cut-off run left open, now that another takes its place. */
export function settledAs(
  { effect, found }: Pick<Decided, "effect" | "found">,
): { effect: Effect; state: EffectState; reason: string } {
  if (!effect) throw new Error("only an open effect is settled");
  const arrived = found !== undefined &&
    differences(JSON.parse(effect.written) as Fields, found).length === 0;
  const there = effect.kind === "create" ? found !== undefined : arrived;
  return there
    ? { effect, state: "confirmed", reason: isOver(effect) ? OVER_EDIT : "settled: found" }
    : { effect, state: "failed", reason: "settled: not in the target" };
}

/** The effect that a cut-off run left open with this very intent: it is carried on, not repeated. */
function continued({ effect, wanted, decision }: Decided): Effect | undefined {
  const same = isOpen(effect) && effect.kind !== "remove" && effect.payload_hash === hashOf(wanted.fields);
  return same && (decision.do === "create" || decision.do === "confirm" || decision.do === "update")
    ? effect
    : undefined;
}

/** Conflicts are recorded once, not at every run that meets them again. */
function isChange({ decision, effect }: Decided): boolean {
  if (decision.do === "unchanged") return false;
  return !(decision.do === "conflict" && effect?.state === "conflict" && effect.reason === decision.reason);
}

export function effectOf(
  kit: Kit,
  { wanted, decision, effect, found }: Decided,
  id: number,
  at: string,
): Effect {
  const conflict = decision.do === "conflict";
  const prior = decision.do === "update"
    ? decision.prior
    : conflict && effect
    ? lastWritten(effect, found)
    : null;
  return {
    id,
    run_id: kit.run,
    kind: kindOf(decision, effect, found),
    object: wanted.object,
    target_id: wanted.id,
    source_key: wanted.sourceKey,
    payload: payloadOf(decision),
    payload_hash: hashOf(wanted.fields),
    written: JSON.stringify(wanted.fields),
    prior: prior === null ? null : JSON.stringify(prior),
    seen: seenBy(decision, effect, found),
    state: conflict ? "conflict" : decision.do === "confirm" ? "confirmed" : "sent",
    reason: reasonOf(decision, effect),
    remarks: JSON.stringify(wanted.remarks),
    at,
  };
}

function kindOf(
  decision: Decision,
  effect: Effect | undefined,
  found: Found | undefined,
): "create" | "update" | "remove" {
  if (decision.do === "update") return "update";
  if (!effect) return "create";
  if (decision.do === "conflict") return found && isStillBinned(effect, found) ? "remove" : "update";
  return decision.do === "confirm" && effect.kind !== "create" ? "update" : "create";
}

/** What a person worked on in the trash, where we had put it, is there by our removal until it is decided. */
const isStillBinned = (effect: Effect, found: Found): boolean =>
  found.deletedAt !== null && isBinnedByUs(effect);

/** What is changed; that a record is taken out of the trash is part of it, so that a cut-off run is carried on. */
function payloadOf(decision: Decision): string | null {
  if (decision.do !== "update") return null;
  return JSON.stringify({ ...decision.payload, ...(decision.restore ? { deletedAt: null } : {}) });
}

function reasonOf(decision: Decision, effect: Effect | undefined): string | null {
  if (decision.do === "conflict") return decision.reason;
  // That a person's edit is under it is known until rollback gives it back.
  if (decision.do === "confirm") {
    return effect?.kind === "update" && isOver(effect) ? OVER_EDIT : "settled: found as wanted";
  }
  return decision.do === "update" && decision.over ? OVER_EDIT : null;
}

/** A person's work that is in a record before we write to it is still theirs afterwards. */
function seenBy(
  decision: Decided["decision"],
  effect: Effect | undefined,
  found: Found | undefined,
): string | null {
  const before = effect?.seen ?? null;
  if (!found) return before;
  if (decision.do === "confirm") return seenOf(found, before);
  return decision.do === "update" && effect && editedSince(effect, found) ? WORKED_ON : before;
}

/** The new intent is on disk before it is sent, as the first was. */
export async function amend(kit: Kit, planned: Planned, instead: Wanted): Promise<void> {
  const at = instant(kit.world);
  if (planned.decision.do === "update") {
    const payload = changes(planned.decision.prior, instead.fields);
    planned.decision = { ...planned.decision, payload };
  }
  const change = {
    payload: payloadOf(planned.decision),
    written: JSON.stringify(instead.fields),
    payload_hash: hashOf(instead.fields),
    remarks: JSON.stringify(instead.remarks),
    at,
  };
  planned.wanted = instead;
  planned.effect = { ...planned.effect, ...change };
  await kit.ledger.commit({
    writes: [kit.ledger.db.updateTable("effect").set(change).where("id", "=", planned.effect.id)],
    transitions: [transition(planned.effect, "sent", kit.run, at, "amended after a duplicate")],
  });
}
