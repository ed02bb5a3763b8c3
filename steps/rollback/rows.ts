import type { Ledger } from "../../db/ledger.ts";
import { newestRows } from "../../db/rollback_rows.ts";
import { rowsOf } from "./plan.ts";
import { pluralOf } from "../mapping/objects.ts";

export const ROLLBACK_COLUMNS = [
  "Object",
  "Source row",
  "Record in Twenty",
  "What becomes of it",
  "Why",
] as const;

const BUCKETS = ["reverse", "keep", "reversed", "kept", "errored", "absent"] as const;

const WORDS: Record<typeof BUCKETS[number], string> = {
  reverse: "would be removed",
  keep: "would be kept",
  reversed: "reversed",
  kept: "kept",
  errored: "errored",
  absent: "gone already",
};

/** Every record of the newest rollback, or of the newest plan, in exactly one place. No value of a patient. */
export async function* rollbackRows(ledger: Ledger): AsyncGenerator<string[][]> {
  const run = await newestRows(ledger);
  if (run === undefined) return;
  for await (const rows of rowsOf(ledger, run, { buckets: BUCKETS })) {
    yield rows.map(({ object, source_key, target_id, bucket, reason }) => [
      pluralOf(object),
      source_key,
      target_id,
      WORDS[bucket],
      reason,
    ]);
  }
}
