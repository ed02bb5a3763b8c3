import {
  type Effect,
  insertEffects,
  latestEffects,
  moveEffects,
  nextEffectId,
  setSeen,
  transition,
} from "../../db/effects.ts";
import { hashOf } from "../../db/hash.ts";
import { differences, recordHash } from "../twenty/compare.ts";
import type { Fields, Found } from "../twenty/json.ts";
import { readByIds } from "../twenty/records.ts";
import { createAll } from "./create.ts";
import { decide, type Decision, lastWritten, mustRead } from "./decide.ts";
import type { Kit } from "./kit.ts";
import { updateAll } from "./update.ts";
import type { Landed, Wanted } from "./wanted.ts";
import { instant } from "./world.ts";

export interface LandOptions {
  /** What to want instead of a record that Twenty refused as a duplicate; undefined leaves it failed. */
  instead?: (kit: Kit, refused: Wanted) => Promise<Wanted | undefined>;
  /** Takes what the ledger says was confirmed for true, without reading it again: a delta asks only about changes. */
  trustLedger?: boolean;
}

/**
 * Brings up to 200 records of one object into the target and reads them back: one read where something may be
 * there, one write for what is missing, one read of what was written.
 *
 * The intent of every write is on disk before it leaves. Wherever this is killed, calling it again ends in the same
 * state as never having been killed.
 */
export async function land(kit: Kit, given: readonly Wanted[], options: LandOptions = {}): Promise<Landed[]> {
  const effects = await latestEffects(kit.ledger, given.map((w) => w.id));
  const confirmed = given.filter((w) => !w.skip && isAsConfirmed(w, effects.get(w.id)));
  const wanted = given.filter((w) => !confirmed.includes(w));
  const toRead = wanted.filter((w) => !w.skip && mustRead(effects.get(w.id)));
  const found = await readByIds(kit.target, wanted[0]?.plural ?? "", toRead.map((w) => w.id));
  const decided = wanted.filter((w) => !w.skip).map((w) => ({
    wanted: w,
    effect: effects.get(w.id),
    found: found.get(w.id),
    decision: decide(w, effects.get(w.id), found.get(w.id)),
  }));
  const skipped = await recordSkips(kit, wanted.filter((w) => w.skip), effects);
  const planned = await plan(kit, decided);
  const refused = await send(kit, planned, options);
  const written = planned.filter((p) => p.effect.state === "sent" && !refused.has(p.wanted.id)).map((p) =>
    p.wanted
  );
  const toCompare = options.trustLedger ? written : [...written, ...confirmed];
  const back = await readByIds(kit.target, given[0]?.plural ?? "", toCompare.map((w) => w.id));
  const verdicts = await conclude(kit, planned, refused, back);
  const rest = decided.filter((d) => !planned.some((p) => p.wanted.id === d.wanted.id)).map(still);
  const verified = options.trustLedger
    ? confirmed.map(asBefore)
    : await verify(kit, confirmed, effects, back);
  return [...skipped, ...verdicts, ...rest, ...verified];
}

/** What the ledger says was confirmed is compared too, in the same read as what was just written. */
async function verify(
  kit: Kit,
  confirmed: readonly Wanted[],
  effects: ReadonlyMap<string, Effect>,
  back: ReadonlyMap<string, Found>,
): Promise<Landed[]> {
  const decided = confirmed.map((wanted): Decided => {
    const effect = effects.get(wanted.id);
    const found = back.get(wanted.id);
    return { wanted, effect, found, decision: decide(wanted, effect, found) };
  });
  await plan(kit, decided);
  return decided.map(still);
}

const asBefore = (wanted: Wanted): Landed => ({ wanted, verdict: "unchanged", differing: [] });

const isAsConfirmed = (wanted: Wanted, effect: Effect | undefined): boolean =>
  effect?.state === "confirmed" && effect.kind !== "remove" && effect.payload_hash === hashOf(wanted.fields);

interface Decided {
  wanted: Wanted;
  effect: Effect | undefined;
  found: Found | undefined;
  decision: Decision;
}

/** A record that something is done about, with the effect that says so. */
interface Planned extends Decided {
  effect: Effect;
}

/** Commits the intent of every change, before anything is sent. */
async function plan(kit: Kit, decided: readonly Decided[]): Promise<Planned[]> {
  const changing = decided.filter((d) => isChange(d));
  if (changing.length === 0) return [];
  const at = instant(kit.world);
  let id = await nextEffectId(kit.ledger);
  const planned = changing.map((d): Planned => ({
    ...d,
    effect: effectOf(kit, d, continued(d)?.id ?? id++, at),
  }));
  const superseded = changing.flatMap((d) => isOpen(d.effect) && !continued(d) ? [d.effect] : []);
  await kit.ledger.commit({
    writes: [
      ...insertEffects(kit.ledger, planned.map((p) => p.effect)),
      ...(superseded.length > 0
        ? [
          moveEffects(kit.ledger, superseded.map((e) => e.id), "failed", {
            reason: "settled: not in the target",
            at,
          }),
        ]
        : []),
    ],
    transitions: [
      ...superseded.map((e) => transition(e, "failed", kit.run, at, "settled: not in the target")),
      ...planned.flatMap((p) =>
        p.effect.state === "sent"
          ? [transition(p.effect, "planned", kit.run, at), transition(p.effect, "sent", kit.run, at)]
          : [transition(p.effect, p.effect.state, kit.run, at, p.effect.reason)]
      ),
    ],
  });
  return planned;
}

const isOpen = (effect: Effect | undefined): effect is Effect =>
  effect?.state === "planned" || effect?.state === "sent";

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

function effectOf(kit: Kit, { wanted, decision, effect, found }: Decided, id: number, at: string): Effect {
  const conflict = decision.do === "conflict";
  const update = decision.do === "update" || (conflict && effect !== undefined) ||
    (decision.do === "confirm" && effect?.kind === "update");
  const prior = decision.do === "update"
    ? decision.prior
    : conflict && effect
    ? lastWritten(effect, found)
    : null;
  return {
    id,
    run_id: kit.run,
    kind: update ? "update" : "create",
    object: wanted.object,
    target_id: wanted.id,
    source_key: wanted.sourceKey,
    payload: decision.do === "update" ? JSON.stringify(decision.payload) : null,
    payload_hash: hashOf(wanted.fields),
    written: JSON.stringify(wanted.fields),
    prior: prior === null ? null : JSON.stringify(prior),
    seen: decision.do === "confirm" && found ? recordHash(found) : effect?.seen ?? null,
    state: conflict ? "conflict" : decision.do === "confirm" ? "confirmed" : "sent",
    reason: conflict ? decision.reason : decision.do === "confirm" ? "settled: found as wanted" : null,
    remarks: JSON.stringify(wanted.remarks),
    at,
  };
}

/** Sends creates and updates; gives refusals by record id. */
async function send(kit: Kit, planned: Planned[], options: LandOptions): Promise<Map<string, string>> {
  const creates = planned.filter((p) => p.decision.do === "create");
  const refused = await createAll(kit, creates.map((p) => p.wanted));
  for (const p of creates) {
    const reason = refused.get(p.wanted.id);
    if (!reason || !/duplicate/i.test(reason) || !options.instead) continue;
    const instead = await options.instead(kit, p.wanted);
    if (!instead) continue;
    await amend(kit, p, instead);
    refused.delete(p.wanted.id);
    for (const [id, why] of await createAll(kit, [instead])) refused.set(id, why);
  }
  for (const [id, reason] of await updateAll(kit, planned.flatMap(patchOf))) refused.set(id, reason);
  return refused;
}

function patchOf({ wanted, decision }: Planned): { wanted: Wanted; payload: Fields }[] {
  return decision.do === "update" ? [{ wanted, payload: decision.payload }] : [];
}

/** The new intent is on disk before it is sent, as the first was. */
async function amend(kit: Kit, planned: Planned, instead: Wanted): Promise<void> {
  const at = instant(kit.world);
  const change = {
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

function compared({ wanted, decision }: Planned, found: Found | undefined): Landed {
  if (!found) {
    return {
      wanted,
      verdict: "failed",
      reason: "not there when read back",
      differing: Object.keys(wanted.fields),
    };
  }
  const differing = differences(wanted.fields, found);
  if (differing.length > 0) {
    return {
      wanted,
      verdict: "failed",
      reason: `read back differently: ${differing.join(", ")}`,
      found,
      differing,
    };
  }
  return { wanted, verdict: decision.do === "update" ? "updated" : "created", found, differing };
}

/** Compares what was read back, field by field; only then is an effect confirmed. */
async function conclude(
  kit: Kit,
  planned: readonly Planned[],
  refused: ReadonlyMap<string, string>,
  back: ReadonlyMap<string, Found>,
): Promise<Landed[]> {
  const landed = planned.map((p): Landed => {
    if (p.effect.state !== "sent") return still(p);
    const reason = refused.get(p.wanted.id);
    if (reason) return { wanted: p.wanted, verdict: "failed", reason, differing: [] };
    return compared(p, back.get(p.wanted.id));
  });
  await writeVerdicts(kit, planned.filter((p) => p.effect.state === "sent"), landed);
  return landed;
}

async function writeVerdicts(kit: Kit, sent: readonly Planned[], landed: readonly Landed[]): Promise<void> {
  if (sent.length === 0) return;
  const at = instant(kit.world);
  const verdicts = new Map(landed.map((l) => [l.wanted.id, l]));
  const good = sent.filter((p) => verdicts.get(p.wanted.id)?.verdict !== "failed");
  const bad = sent.filter((p) => verdicts.get(p.wanted.id)?.verdict === "failed");
  const reasonOf = (p: Planned) => verdicts.get(p.wanted.id)?.reason ?? "";
  await kit.ledger.commit({
    writes: [
      ...(good.length > 0
        ? [moveEffects(kit.ledger, good.map((p) => p.effect.id), "confirmed", { at })]
        : []),
      ...good.flatMap((p) => {
        const found = verdicts.get(p.wanted.id)?.found;
        return found ? [setSeen(kit.ledger, p.effect.id, recordHash(found))] : [];
      }),
      ...bad.map((p) => moveEffects(kit.ledger, [p.effect.id], "failed", { reason: reasonOf(p), at })),
    ],
    transitions: [
      ...good.map((p) => transition(p.effect, "confirmed", kit.run, at)),
      ...bad.map((p) => transition(p.effect, "failed", kit.run, at, reasonOf(p))),
    ],
    events: bad.slice(0, MAX_FAILURE_EVENTS).map((p) =>
      kit.log.entry({
        level: "error",
        kind: "failed",
        object: p.wanted.object,
        message: `${p.wanted.sourceKey}: ${reasonOf(p)}`,
        fields: { target: p.wanted.id },
      })
    ),
  });
}

/** Failures of one chunk that are logged one by one; all are in the effects. */
const MAX_FAILURE_EVENTS = 20;

async function recordSkips(
  kit: Kit,
  skips: readonly Wanted[],
  effects: ReadonlyMap<string, Effect>,
): Promise<Landed[]> {
  const fresh = skips.filter((w) => {
    const last = effects.get(w.id);
    return !last || last.state === "reverted" || (last.state === "skipped" && last.reason !== w.skip);
  });
  if (fresh.length > 0) {
    const at = instant(kit.world);
    let id = await nextEffectId(kit.ledger);
    const made = fresh.map((wanted): Effect => ({
      ...effectOf(kit, { wanted, effect: undefined, found: undefined, decision: { do: "create" } }, id++, at),
      state: "skipped",
      reason: wanted.skip ?? null,
    }));
    await kit.ledger.commit({
      writes: insertEffects(kit.ledger, made),
      transitions: made.map((e) => transition(e, "skipped", kit.run, at, e.reason)),
    });
  }
  return skips.map((wanted) => ({ wanted, verdict: "skipped", reason: wanted.skip ?? "", differing: [] }));
}

/** Verdict on a record that nothing was sent for. */
function still({ wanted, decision, found, effect }: Decided): Landed {
  const base = {
    wanted,
    ...(found ? { found } : {}),
    differing: found ? differences(wanted.fields, found) : [],
  };
  if (decision.do === "conflict") return { ...base, verdict: "conflict", reason: decision.reason };
  if (decision.do === "confirm") {
    return { ...base, verdict: effect?.kind === "update" ? "updated" : "created" };
  }
  return { ...base, verdict: "unchanged" };
}
