import { putConflicts } from "../../db/conflicts.ts";
import { type Effect, insertEffects, moveEffects, nextEffectId, transition } from "../../db/effects.ts";
import { hashOf } from "../../db/hash.ts";
import { fieldsIn } from "../../db/stored.ts";
import type { EffectCode, EffectState } from "../../db/tables.ts";
import { instant } from "../base/world.ts";
import { conflictRows, type Met } from "./conflicts.ts";
import {
  changes,
  type Decision,
  editedSince,
  isBinnedByUs,
  isOpen,
  lastWritten,
  type Reading,
  readingOf,
  WORKED_ON,
} from "./decide.ts";
import { type Decided, type Landed, type Planned, type Wanted } from "./effect.ts";
import { NOTES, WORDS } from "./words.ts";
import type { Kit } from "../runbook/kit.ts";
import { differences } from "../twenty/compare.ts";
import type { Found } from "../twenty/json.ts";

/** Commits the intent of every change, before anything is sent. */
export async function intend(kit: Kit, decided: readonly Decided[]): Promise<Planned[]> {
  const changing = decided.filter((d) => isChange(d));
  const conflicts = await conflictRows(kit, decided.flatMap(met));
  if (changing.length === 0 && conflicts.length === 0) return [];
  const at = instant(kit.world);
  let id = await nextEffectId(kit.ledger);
  const planned = changing.map((d): Planned => ({
    ...d,
    effect: carriedOn(continued(d), effectOf(kit, d, continued(d)?.id ?? id++, at)),
  }));
  const superseded = changing.filter((d) => isOpen(d.effect) && !continued(d)).map(settledAs);
  const { writes, conflictChanges } = putConflicts(kit.ledger, conflicts);
  const settled = await moveEffects(kit.ledger, superseded, { run: kit.run, at });
  await kit.ledger.commit({
    writes: [...writes, ...settled.writes, ...insertEffects(kit.ledger, planned.map((p) => p.effect))],
    conflictChanges,
    transitions: [
      ...settled.transitions,
      ...planned.flatMap(({ effect }) =>
        effect.state === "sent"
          ? (["planned", "sent"] as const).map((state) => transition({ ...effect, state }, kit.run, at))
          : [transition(effect, kit.run, at)]
      ),
    ],
  });
  return planned;
}

/** What a cut-off run meant is still meant; what is still to be sent of it, and from what, is as it is found now. */
function carriedOn(before: Effect | undefined, now: Effect): Effect {
  if (!before) return now;
  const { kind, payload, written, prior, remarks, skip } = before;
  return { ...now, kind, written, remarks, skip, payload: now.payload ?? payload, prior: now.prior ?? prior };
}

function met({ wanted, effect, found, decision }: Decided): Met[] {
  if (decision.do !== "conflict") return [];
  const last = effect ? lastWritten(effect, found) : {};
  return [{ wanted, found, code: decision.code, last, isNew: effect?.state !== "conflict" }];
}

/**
 * What became of an effect that a cut-off run left open, now that another takes its place.
 *
 * @throws {Error} no effect is open: a fault of ours
 */
export function settledAs(
  { effect, found }: Pick<Decided, "effect" | "found">,
): { id: number; state: EffectState; change: Partial<Effect> } {
  if (!effect) throw new Error("only an open effect is settled");
  const arrived = found !== undefined &&
    differences(fieldsIn(effect.written), found).length === 0;
  const there = effect.kind === "create" ? found !== undefined : arrived;
  if (!there) {
    return { id: effect.id, state: "failed", change: { over_edit: 0, ...coded("absent") } };
  }
  return { id: effect.id, state: "confirmed", change: isOver(effect) ? OVER : coded("found") };
}

const coded = (code: EffectCode) => ({ code, reason: WORDS[code] });
const isOver = ({ over_edit }: Effect): boolean => over_edit === 1;
const OVER = { code: null, reason: NOTES.overEdit, over_edit: 1 } as const;

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
  return !(decision.do === "conflict" && effect?.state === "conflict" && effect.code === decision.code);
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
    state: conflict ? "conflict" : decision.do === "confirm" ? "confirmed" : "sent",
    skip: null,
    fields: null,
    ...readingBy(decision, effect, found),
    ...whyOf(decision, effect),
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

function whyOf(
  decision: Decision,
  effect: Effect | undefined,
): Pick<Effect, "code" | "reason" | "over_edit"> {
  if (decision.do === "conflict") return { ...coded(decision.code), over_edit: 0 };
  // That a person's edit is under it is known until rollback gives it back.
  if (decision.do === "confirm") {
    return effect?.kind === "update" && isOver(effect) ? OVER : { ...coded("found-as-wanted"), over_edit: 0 };
  }
  return decision.do === "update" && decision.over ? OVER : { code: null, reason: null, over_edit: 0 };
}

/** A person's work that is in a record before we write to it is still theirs afterwards. */
function readingBy(
  decision: Decided["decision"],
  effect: Effect | undefined,
  found: Found | undefined,
): Reading {
  const before: Reading = { read_hash: effect?.read_hash ?? null, worked_on: effect?.worked_on ?? 0 };
  if (!found) return before;
  if (decision.do === "confirm") return readingOf(found, before);
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
  };
  planned.wanted = instead;
  planned.effect = { ...planned.effect, ...change, at };
  const { id, state, code } = planned.effect;
  const move = { id, state, change: { ...change, code }, note: NOTES.amended };
  await kit.ledger.commit(await moveEffects(kit.ledger, [move], { run: kit.run, at }));
}

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
  const hasRecord = last?.state === "confirmed" && last.kind !== "remove";
  return {
    wanted,
    verdict: "skipped",
    reason: wanted.skip ?? "",
    differing: [],
    ...(hasRecord ? { hasRecord } : {}),
  };
}
