import { type Conflict, conflictsOn } from "../../db/conflicts.ts";
import { type Effect, latestEffects } from "../../db/effects.ts";
import type { Ledger } from "../../db/ledger.ts";
import { rulingsIn } from "./conflicts.ts";
import { holdsEdit, type Ruling } from "./decide.ts";
import { lessWhatWentAlong } from "./recreated_schema.ts";

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
  const effects = await lessWhatWentAlong(ledger, await latestEffects(ledger, ids));
  const edited = [...effects.values()].filter((e) => e.state === "conflict" || holdsEdit(e));
  const conflicts = await conflictsOn(ledger, edited.map((e) => e.target_id));
  return { effects, conflicts, rulings: rulingsIn(conflicts) };
}
