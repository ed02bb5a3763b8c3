import type { Compilable } from "kysely";
import type { Ledger } from "./ledger.ts";

/** The source time, as an instant, up to which every change of a resource is confirmed in the target. */
export async function findWatermarks(ledger: Ledger): Promise<Map<string, string>> {
  const rows = await ledger.db.selectFrom("watermark").select(["resource", "at"]).execute();
  return new Map(rows.map((r) => [r.resource, r.at]));
}

/**
 * Keeps up to when every change of a resource is confirmed in Twenty.
 *
 * @param at ISO 8601, UTC
 */
export const setWatermark = (ledger: Ledger, resource: string, at: string, run_id: number): Compilable =>
  ledger.db.insertInto("watermark").values({ resource, at, run_id })
    .onConflict((c) => c.column("resource").doUpdateSet({ at, run_id }));
