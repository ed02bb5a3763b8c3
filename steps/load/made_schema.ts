import { sql } from "kysely";
import type { Ledger } from "../../db/ledger.ts";

/** How an effect of kind `schema` remembers what it made. */
export interface MadeSchema {
  object: string;
  field?: string;
  /** Values of options that were added to a field that was there. */
  options?: string[];
  /** Twenty's id of the object or field. */
  metadataId: string;
}

/** Objects, fields and options that runs after this one took back out of Twenty, and that were not made again. */
export async function takenBackSince(ledger: Ledger, run: number): Promise<MadeSchema[]> {
  const { rows } = await sql<{ written: string }>`
    select written from effect e
    where kind = 'schema' and state = 'reverted'
      and not exists (select 1 from effect later where later.target_id = e.target_id and later.id > e.id)
      and exists (
        select 1 from effect_transition t where t.effect_id = e.id and t.state = 'reverted' and t.run_id > ${run}
      )`.execute(ledger.db);
  return rows.map((row) => JSON.parse(row.written));
}
