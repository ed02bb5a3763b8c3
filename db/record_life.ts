import type { Selectable } from "kysely";
import type { Effect } from "./effects.ts";
import type { Ledger } from "./ledger.ts";
import type { EffectTransitionTable, SourceRecordTable } from "./tables.ts";

export type Transition = Selectable<EffectTransitionTable>;
export type StoredRecord = Selectable<SourceRecordTable>;

/** Effects of one source row that are read; a row that a delta changes every minute has more. */
const MOST_EFFECTS = 200;

/** A source row as it is kept, gone or not. */
export function storedRecord(
  ledger: Ledger,
  resource: string,
  id: number,
): Promise<StoredRecord | undefined> {
  return ledger.db.selectFrom("source_record").selectAll().where("resource", "=", resource).where(
    "id",
    "=",
    id,
  )
    .executeTakeFirst();
}

/** The newest effects that come from one source row (`resource/id`), oldest first. */
export async function effectsOfRow(ledger: Ledger, sourceKey: string): Promise<Effect[]> {
  const rows = await ledger.db.selectFrom("effect").selectAll().where("source_key", "=", sourceKey)
    .orderBy("id", "desc").limit(MOST_EFFECTS).execute();
  return rows.reverse();
}

/** Every state that these effects went through, in their order. At most 1,000 ids. */
export async function transitionsOf(ledger: Ledger, effectIds: readonly number[]): Promise<Transition[]> {
  if (effectIds.length === 0) return [];
  return await ledger.db.selectFrom("effect_transition").selectAll().where("effect_id", "in", effectIds)
    .orderBy("seq").execute();
}

/** Which step's which run each of these is. */
export async function runNames(
  ledger: Ledger,
  ids: readonly number[],
): Promise<Map<number, { step: string; number: number; who: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("run").select(["id", "step", "number", "who"])
    .where("id", "in", ids).execute();
  return new Map(rows.map((r) => [r.id, r]));
}
