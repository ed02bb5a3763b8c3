import type { Effect } from "../../../db/effects.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { heldHash, heldOf, recordHash } from "../../twenty/compare.ts";
import type { Fields, Found } from "../../twenty/json.ts";
import { decide, type Decision, lastWritten, mustRead, type Ruling } from "../decide.ts";
import { sentVerdict, still } from "../decided.ts";
import { isOpen } from "../open_effect.ts";
import { knownEdited, presumed } from "./presumed.ts";
import { recall } from "../recall.ts";
import { LEFT, metGone, removal, REMOVED } from "../removal.ts";
import { skipped } from "../skips.ts";
import type { Landed, Wanted } from "../wanted.ts";

/** A record as a run would count it. */
export interface Foreseen extends Landed {
  /** It would be sent for again: Twenty refused it before, or never answered. */
  again?: "refused" | "unanswered";
}

/**
 * What landing these records would come to if Twenty still holds what the ledger last knew of it: `land` without a
 * request and without a write, by the same decision. At most 1,000 records.
 */
export async function foresee(ledger: Ledger, given: readonly Wanted[]): Promise<Foreseen[]> {
  const { effects, conflicts, rulings } = await recall(ledger, given.map((w) => w.id));
  return given.map((wanted): Foreseen => {
    const effect = effects.get(wanted.id);
    if (wanted.skip) return skipped(wanted, effect);
    const found = mustRead(effect) ? presumed(effect, conflicts.get(wanted.id)) : undefined;
    const decision = decide(
      wanted,
      effect && asLastRead(effect, found),
      found,
      standing(rulings.get(wanted.id), wanted.fields, effect, found),
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
    const there = effect && !lost.has(wanted.id) ? presumed(effect, conflicts.get(wanted.id)) : undefined;
    const given = rulings.get(wanted.id);
    const ruling = given && there ? { ...given, found: heldHash(there) } : given;
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
function standing(
  ruling: Ruling | undefined,
  wanted: Fields,
  effect: Effect | undefined,
  found: Found | undefined,
): Ruling | undefined {
  if (!ruling || !effect) return ruling;
  return { ...ruling, found: heldHash(heldOf(lastWritten(effect, found), wanted, found)) };
}

const changedBy = (decision: Decision) =>
  decision.do === "update" ? { changed: Object.keys(decision.payload) } : {};

function againOf(effect: Effect | undefined): Pick<Foreseen, "again"> {
  if (effect?.state === "failed") return { again: "refused" };
  return isOpen(effect) ? { again: "unanswered" } : {};
}
