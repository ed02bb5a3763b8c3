import type { Effect } from "../../db/effects.ts";
import { hashOf } from "../../db/hash.ts";
import type { Found } from "../twenty/json.ts";
import { readByIds } from "../twenty/records.ts";
import { verifyWritten } from "./verify.ts";
import { decide, mustRead } from "./decide.ts";
import { type Decided, type Landed, recall, still, type Wanted } from "./effect.ts";
import { WholeRefusedError } from "../base/errors.ts";
import { intend, recordSkips } from "./intents.ts";
import type { Kit } from "../runbook/kit.ts";
import { type Instead, send } from "./send.ts";

export interface LandOptions {
  instead?: Instead;
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
export async function land(kit: Kit, all: readonly Wanted[], options: LandOptions = {}): Promise<Landed[]> {
  const { effects, rulings } = await recall(kit.ledger, all.map((w) => w.id));
  const confirmed = all.filter((w) => !w.skip && isAsConfirmed(w, effects.get(w.id)));
  const wanted = all.filter((w) => !confirmed.includes(w));
  const toRead = wanted.filter((w) => !w.skip && mustRead(effects.get(w.id)));
  const found = await readByIds(kit.target, wanted[0]?.plural ?? "", toRead.map((w) => w.id));
  mustHaveFields(wanted, found);
  const decided = wanted.filter((w) => !w.skip).map((w) => ({
    wanted: w,
    effect: effects.get(w.id),
    found: found.get(w.id),
    decision: decide(w, effects.get(w.id), found.get(w.id), rulings.get(w.id)),
  }));
  const skipped = await recordSkips(kit, wanted.filter((w) => w.skip), effects);
  const planned = await intend(kit, decided);
  const refused = await send(kit, planned, options.instead);
  const written = planned.filter((p) => p.effect.state === "sent" && !refused.has(p.wanted.id)).map((p) =>
    p.wanted
  );
  const toCompare = options.trustLedger ? written : [...written, ...confirmed];
  const back = await readByIds(kit.target, all[0]?.plural ?? "", toCompare.map((w) => w.id));
  mustHaveFields(all, back);
  const verdicts = await verifyWritten(kit, planned, refused, back);
  const rest = decided.filter((d) => !planned.some((p) => p.wanted.id === d.wanted.id)).map(still);
  const verified = options.trustLedger
    ? confirmed.map(asBefore)
    : await verifyConfirmed(kit, confirmed, effects, back);
  return [...skipped, ...verdicts, ...rest, ...verified];
}

/**
 * Twenty gives every field of a record, empty ones too: a field that a record has not was deleted or renamed.
 *
 * @throws {WholeRefusedError}
 */
function mustHaveFields(wanted: readonly Wanted[], found: ReadonlyMap<string, Found>): void {
  for (const w of wanted) {
    const there = found.get(w.id);
    const lacking = there ? Object.keys(w.fields).filter((field) => !(field in there)) : [];
    if (lacking.length > 0) throw WholeRefusedError.lacking(w.plural, lacking);
  }
}

/** What the ledger says was confirmed is compared too, in the same read as what was just written. */
async function verifyConfirmed(
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
  await intend(kit, decided);
  return decided.map(still);
}

const asBefore = (wanted: Wanted): Landed => ({ wanted, verdict: "unchanged", differing: [] });

const isAsConfirmed = (wanted: Wanted, effect: Effect | undefined): boolean =>
  effect?.state === "confirmed" && effect.kind !== "remove" && effect.payload_hash === hashOf(wanted.fields);
