import { putConflicts } from "../../../db/conflicts.ts";
import { insertEffects, nextEffectId } from "../../../db/effects.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { effectOn } from "../../steps/support/stage.ts";

export const conflictId = (n: number): string => `${String(n).padStart(8, "0")}-0000-5000-8000-000000000000`;

/** So many people whom somebody edited in Twenty. */
export const keepConflicts = (ledger: Ledger, n: number): Promise<void> =>
  meetConflicts(ledger, Array.from({ length: n }, (_, i) => i + 1));

/** These people, by the number of their row, are met as edited in Twenty. */
export async function meetConflicts(ledger: Ledger, numbers: readonly number[]): Promise<void> {
  const first = await nextEffectId(ledger);
  const effects = numbers.map((n, i) => ({
    ...effectOn(conflictId(n), {}, {
      state: "conflict" as const,
      code: "edited" as const,
      reason: "edited in Twenty",
    }),
    id: first + i,
  }));
  const rows = numbers.map((n) => ({
    target_id: conflictId(n),
    object: "person",
    source_key: `patients/${n}`,
    code: "edited" as const,
    fields: JSON.stringify({ jobTitle: ["<b>ours</b>", "theirs"] }),
    wanted_hash: "w",
    found_hash: "h",
    take: null,
    who: null,
    met_at: "2026-03-01T00:00:00.000Z",
    decided_at: null,
  }));
  await ledger.commit({ writes: insertEffects(ledger, effects) });
  await ledger.commit(putConflicts(ledger, rows));
}

/** Nothing is in conflict about this person any more. */
export async function settleConflict(ledger: Ledger, n: number): Promise<void> {
  const effect = { ...effectOn(conflictId(n), {}), id: await nextEffectId(ledger) };
  await ledger.commit({ writes: insertEffects(ledger, [effect]) });
}
