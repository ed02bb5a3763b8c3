import { sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { EffectState } from "./tables.ts";

/** A record that is not, or not only, what its source row holds: what is said of it. */
export interface RemarkedEffect {
  id: number;
  object: string;
  source_key: string;
  state: EffectState;
  reason: string | null;
  /** JSON list of `{field, remark}`. */
  remarks: string;
}

/** The next records with something to be said of them, by their newest effect; `after` is the id of the last. */
export async function remarkedEffects(
  ledger: Ledger,
  query: { after: number; limit: number },
): Promise<RemarkedEffect[]> {
  const { rows } = await sql<RemarkedEffect>`
    select id, object, source_key, state, reason, remarks from current_effect e
    where id > ${query.after} and kind in ('create', 'update', 'remove') and state <> 'reverted'
      and (remarks <> '[]' or state in ('skipped', 'failed', 'conflict'))
    order by id limit ${query.limit}`.execute(ledger.db);
  return rows;
}
