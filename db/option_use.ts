import { sql } from "kysely";
import type { Ledger } from "./ledger.ts";

/**
 * How many records in Twenty hold which option of `field`, as far as the ledger knows: their newest effect is confirmed
 * and wrote it, alone or in a list. Reads every record of the object once.
 */
export async function optionsHeld(
  ledger: Ledger,
  object: string,
  field: string,
): Promise<Map<string, number>> {
  const path = `$.${field}`;
  const { rows } = await sql<{ option: unknown; n: number }>`
    select held.value as option, count(*) as n from current_effect e, json_each(e.written, ${path}) held
    where e.object = ${object} and e.state = 'confirmed' and e.kind in ('create', 'update')
    group by 1`.execute(ledger.db);
  return new Map(rows.map(({ option, n }) => [String(option), n]));
}
