import { sql } from "kysely";
import type { Ledger } from "./ledger.ts";

/**
 * How many records in Twenty hold this option, as far as the ledger knows: their newest effect is confirmed and wrote it
 * into `field`, alone or in a list.
 */
export async function recordsHolding(
  ledger: Ledger,
  object: string,
  field: string,
  option: string,
): Promise<number> {
  const path = `$.${field}`;
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from effect e
    where object = ${object} and state = 'confirmed' and kind in ('create', 'update')
      and exists (select 1 from json_each(e.written, ${path}) held where held.value = ${option})
      and not exists (select 1 from effect later where later.target_id = e.target_id and later.id > e.id)`
    .execute(ledger.db);
  return rows[0]?.n ?? 0;
}
