import type { Selectable } from "kysely";
import type { Effect } from "./effects.ts";
import type { Ledger } from "./ledger.ts";
import type { EffectKind, EffectState, EffectTransitionTable, SourceRecordTable } from "./tables.ts";

/** One step in the life of one record: evidence, with what it is about. */
export interface AuditRow {
  seq: number;
  at: string;
  step: string;
  run: number;
  who: string;
  object: string;
  source_key: string;
  target_id: string;
  kind: EffectKind;
  state: EffectState;
  reason: string | null;
  payload_hash: string;
  prev_hash: string;
  hash: string;
}

/** The next rows of the log, in the order they happened; `after` is the sequence number of the last. */
export function auditRows(ledger: Ledger, query: { after: number; limit: number }): Promise<AuditRow[]> {
  return ledger.db.selectFrom("effect_transition as t")
    .innerJoin("effect as e", "e.id", "t.effect_id")
    .innerJoin("run as r", "r.id", "t.run_id")
    .select([
      "t.seq",
      "t.at",
      "r.step",
      "r.number as run",
      "r.who",
      "e.object",
      "e.source_key",
      "t.target_id",
    ])
    .select(["e.kind", "t.state", "t.reason", "t.payload_hash", "t.prev_hash", "t.hash"])
    .where("t.seq", ">", query.after).orderBy("t.seq").limit(query.limit).execute();
}

/** Where the log ends: its last line, and the hash that stands for all of it. */
export function auditLogHead(ledger: Ledger): Promise<{ length: number; hash: string } | undefined> {
  return ledger.db.selectFrom("chain_head").select(["length", "hash"]).where("name", "=", "effect_transition")
    .executeTakeFirst();
}

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
