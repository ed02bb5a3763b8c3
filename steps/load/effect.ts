import { type Conflict, conflictsOn } from "../../db/conflicts.ts";
import {
  type Effect,
  insertEffects,
  latestEffects,
  type Move,
  moveEffects,
  nextEffectId,
  transition,
} from "../../db/effects.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { EffectCode, EffectState } from "../../db/tables.ts";
import type { RefusedError } from "../base/errors.ts";
import { instant } from "../base/world.ts";
import { rulingsIn } from "./conflicts.ts";
import { type Decision, holdsEdit, type Ruling } from "./decide.ts";
import { lessRecreated } from "./made_schema.ts";
import { WORDS } from "./words.ts";
import type { Kit } from "../runbook/kit.ts";
import { differences } from "../twenty/compare.ts";
import type { Fields, Found } from "../twenty/json.ts";

/** A record that the target should hold; `skip` says why it should not. */
export interface Wanted {
  object: string;
  /** The object's name in REST paths. */
  plural: string;
  id: string;
  /** `resource/id` of the source row. */
  sourceKey: string;
  fields: Fields;
  remarks: readonly { field: string; remark: string }[];
  skip?: string;
}

export type Verdict = "created" | "updated" | "unchanged" | "skipped" | "failed" | "conflict";

/** What became of one wanted record. */
export interface Landed {
  wanted: Wanted;
  verdict: Verdict;
  /** Why, where something depends on it. */
  code?: EffectCode;
  /** Why, in words. */
  reason?: string;
  /** It was skipped, but a record made before is still in the target. */
  hasRecord?: true;
  /** A conflict about which a person said that Twenty's values stay. */
  decided?: true;
  /** Fields that an update changed. */
  changed?: readonly string[];
  /** As read back; absent where nothing was read. */
  found?: Found;
  /** Fields in which `found` is not what was wanted. */
  differing: readonly string[];
}

/** A wanted record with what is known of it and what is to be done. */
export interface Decided {
  wanted: Wanted;
  effect: Effect | undefined;
  found: Found | undefined;
  decision: Decision;
}

/** A record that something is done about, with the effect that says so. */
export interface Planned extends Decided {
  effect: Effect;
}

/** Verdict on a record that something is sent for, once that is there. */
export const sentVerdict = (decision: Decision): Verdict => decision.do === "update" ? "updated" : "created";

/** Verdict on a record that nothing was sent for. */
export function still({ wanted, decision, found, effect }: Decided): Landed {
  const base = {
    wanted,
    ...(found ? { found } : {}),
    differing: found ? differences(wanted.fields, found) : [],
  };
  if (decision.do === "conflict") {
    const { code, decided } = decision;
    return { ...base, verdict: "conflict", code, reason: WORDS[code], ...(decided ? { decided } : {}) };
  }
  if (decision.do === "confirm") {
    return { ...base, verdict: !effect || effect.kind === "create" ? "created" : "updated" };
  }
  return { ...base, verdict: "unchanged" };
}

/** Why one record was not written. */
export interface Refusal {
  code: EffectCode;
  /** Twenty's words or ours, to be shown. */
  reason: string;
}

/** What Twenty said of one record. */
export function refusalOf({ code, reason }: RefusedError): Refusal {
  return { code: code === "duplicate" || code === "not-found" ? code : "refused", reason };
}

type Intent =
  & Pick<Effect, "kind" | "object" | "target_id" | "source_key" | "payload_hash">
  & Partial<Omit<Effect, "id" | "run_id" | "state" | "at">>;

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

/** What the ledger knows of some records before the target is asked, each by target id. */
export interface Recalled {
  /** The newest effect on each, less what went along with a field or an object. */
  effects: Map<string, Effect>;
  /** Both sides of those that are in conflict, or hold what was decided to go. */
  conflicts: Map<string, Conflict>;
  /** What people decided about those. */
  rulings: Map<string, Ruling>;
}

/** Where a run that lands records begins, and where a prediction of it begins and ends. At most 1,000 ids. */
export async function recall(ledger: Ledger, ids: readonly string[]): Promise<Recalled> {
  const effects = await lessRecreated(ledger, await latestEffects(ledger, ids));
  const edited = [...effects.values()].filter((e) => e.state === "conflict" || holdsEdit(e));
  const conflicts = await conflictsOn(ledger, edited.map((e) => e.target_id));
  return { effects, conflicts, rulings: rulingsIn(conflicts) };
}
