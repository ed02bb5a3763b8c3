import type { Ledger } from "./ledger.ts";
import type { EffectKind, EffectState } from "./tables.ts";

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
