import { type Effect, latestEffects } from "../../../db/effects.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { fieldsIn } from "../../../db/stored.ts";
import {
  decide,
  type Decision,
  isOpen,
  lastWritten,
  LEFT,
  metGone,
  mustRead,
  removal,
  REMOVED,
  type Ruling,
} from "../decide.ts";
import { type Landed, recall, sentVerdict, still, type Wanted } from "../effect.ts";
import { knownEdited, lastKnown } from "./last_known.ts";
import { skipped } from "../intents.ts";
import { isIdentified, isTargetObject } from "../../mapping/objects.ts";
import { foundHash, foundIn, recordHash } from "../../twenty/compare.ts";
import type { Fields, Found } from "../../twenty/json.ts";

/** A record as a run would count it. */
export interface Foreseen extends Landed {
  /** It would be sent for again: Twenty refused it before, or never answered. */
  again?: "refused" | "unanswered";
}

/**
 * What landing these records would come to if Twenty still holds what the ledger last knew of it: `land` without a
 * request and without a write, by the same decision. At most 1,000 records.
 */
export async function foresee(ledger: Ledger, all: readonly Wanted[]): Promise<Foreseen[]> {
  const { effects, conflicts, rulings } = await recall(ledger, all.map((w) => w.id));
  return all.map((wanted): Foreseen => {
    const effect = effects.get(wanted.id);
    if (wanted.skip) return skipped(wanted, effect);
    const found = mustRead(effect) ? lastKnown(effect, conflicts.get(wanted.id)) : undefined;
    const decision = decide(
      wanted,
      effect && asLastRead(effect, found),
      found,
      asShown(rulings.get(wanted.id), wanted.fields, effect, found),
    );
    if (decision.do !== "create" && decision.do !== "update") {
      return still({ wanted, effect, found, decision });
    }
    return {
      wanted,
      verdict: sentVerdict(decision),
      differing: [],
      ...changedBy(decision),
      ...againOf(effect),
    };
  });
}

/**
 * What removing these records would come to, in the same way.
 *
 * @param lost those of which it is known otherwise that they are not there any more
 */
export async function foreseeRemoval(
  ledger: Ledger,
  gone: readonly Wanted[],
  lost: ReadonlySet<string> = new Set(),
): Promise<Foreseen[]> {
  const { effects, conflicts, rulings } = await recall(ledger, gone.map((w) => w.id));
  return gone.map((wanted): Foreseen => {
    const effect = effects.get(wanted.id);
    const there = effect && !lost.has(wanted.id) ? lastKnown(effect, conflicts.get(wanted.id)) : undefined;
    const made = rulings.get(wanted.id);
    const ruling = made && there ? { ...made, found: foundHash(there) } : made;
    const todo = removal(wanted, effect, there, ruling, effect !== undefined && knownEdited(effect));
    if (todo === "leave") return { wanted, ...LEFT };
    return todo === "conflict" ? metGone(wanted, ruling) : { wanted, ...REMOVED, ...againOf(effect) };
  });
}

/** A reading of our own was of exactly this record, unless people are known to have worked on it. */
const asLastRead = (effect: Effect, found: Found | undefined): Effect =>
  found && effect.read_hash !== null && !knownEdited(effect)
    ? { ...effect, read_hash: recordHash(found) }
    : effect;

/** What a person decided stands while Twenty holds what they were shown, which is what the ledger knows of it. */
function asShown(
  ruling: Ruling | undefined,
  wanted: Fields,
  effect: Effect | undefined,
  found: Found | undefined,
): Ruling | undefined {
  if (!ruling || !effect) return ruling;
  return { ...ruling, found: foundHash(foundIn(lastWritten(effect, found), wanted, found)) };
}

const changedBy = (decision: Decision) =>
  decision.do === "update" ? { changed: Object.keys(decision.payload) } : {};

function againOf(effect: Effect | undefined): Pick<Foreseen, "again"> {
  if (effect?.state === "failed") return { again: "refused" };
  return isOpen(effect) ? { again: "unanswered" } : {};
}

/** What removing these records would come to; those that were destroyed with their owner are not there to be removed. */
export async function foreseeRemovals(ledger: Ledger, wanted: readonly Wanted[]): Promise<Foreseen[]> {
  return await foreseeRemoval(ledger, wanted, await destroyedWithOwner(ledger, wanted));
}

/**
 * Links and files that Twenty destroyed together with the record they belonged to, when somebody destroyed that
 * (contracts/twenty c). Nothing of ours was written about them.
 */
async function destroyedWithOwner(ledger: Ledger, wanted: readonly Wanted[]): Promise<Set<string>> {
  const links = wanted.filter((w) => isTargetObject(w.object) && !isIdentified(w.object)).map((w) => w.id);
  const effects = await latestEffects(ledger, links);
  const owners = new Map([...effects].map(([id, { written }]) => [id, ownersIn(fieldsIn(written))]));
  const lost = await latestEffects(ledger, [...new Set([...owners.values()].flat())]);
  const isLost = (id: string) => lost.get(id)?.state === "conflict" && lost.get(id)?.code === "destroyed";
  return new Set([...owners].filter(([, ids]) => ids.some(isLost)).map(([id]) => id));
}

const ownersIn = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([field, value]) =>
    field.endsWith("Id") && typeof value === "string" ? [value] : []
  );
