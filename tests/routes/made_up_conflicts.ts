import { putConflicts } from "../../db/conflicts.ts";
import { insertEffects } from "../../db/effects.ts";
import type { Ledger } from "../../db/ledger.ts";
import { effectOn } from "../steps/support/stage.ts";

export const conflictId = (n: number): string => `${String(n).padStart(8, "0")}-0000-5000-8000-000000000000`;

/** So many people whom somebody edited in Twenty. */
export async function keepConflicts(ledger: Ledger, n: number): Promise<void> {
  const ids = Array.from({ length: n }, (_, i) => conflictId(i + 1));
  const effects = ids.map((id, i) => ({
    ...effectOn(id, {}, { state: "conflict" as const, reason: "edited in Twenty" }),
    id: i + 1,
  }));
  const rows = ids.map((target_id, i) => ({
    target_id,
    object: "person",
    source_key: `patients/${i + 1}`,
    reason: "edited in Twenty",
    fields: JSON.stringify({ jobTitle: ["<b>ours</b>", "theirs"] }),
    wanted_hash: "w",
    held_hash: "h",
    take: null,
    who: null,
    met_at: "2026-03-01T00:00:00.000Z",
    decided_at: null,
  }));
  await ledger.commit({ writes: [...insertEffects(ledger, effects), ...putConflicts(ledger, rows)] });
}
