import { sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { EventTable } from "./tables.ts";

/** Where in the order of all events a run began. */
export async function startOf(ledger: Ledger, run: number): Promise<number> {
  const row = await ledger.db.selectFrom("event").select("seq").where("run_id", "=", run)
    .orderBy("seq").limit(1).executeTakeFirst();
  return row?.seq ?? 0;
}

/**
 * What people decided outside any run after event `seq`, of these kinds, newest first.
 *
 * @param seq of an event, itself left out
 * @param limit at most so many
 */
export function decisionsSince(
  ledger: Ledger,
  seq: number,
  kinds: readonly string[],
  limit: number,
): Promise<EventTable[]> {
  return ledger.db.selectFrom("event").selectAll().where("seq", ">", seq).where("run_id", "is", null)
    .where("kind", "in", kinds).orderBy("seq", "desc").limit(limit).execute();
}

/** Which of the maps each of these decisions is about. */
export async function mapsTouched(
  ledger: Ledger,
  changes: readonly number[],
): Promise<Map<number, { fields: boolean; values: boolean }>> {
  if (changes.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("map_change")
    .select([
      "id",
      sql<number>`field_before != '[]' or field_after != '[]'`.as("fields"),
      sql<number>`value_before != '[]' or value_after != '[]'`.as("values"),
    ])
    .where("id", "in", changes).execute();
  return new Map(
    rows.map(({ id, fields, values }) => [id, { fields: Boolean(fields), values: Boolean(values) }]),
  );
}
