import type { Compilable } from "kysely";
import type { Ledger } from "./ledger.ts";

/** @param points JSON, in the place of what was kept of the run before */
export const keepThroughput = (ledger: Ledger, run: number, points: string): Compilable =>
  ledger.db.insertInto("throughput").values({ run_id: run, points }).onConflict((c) =>
    c.column("run_id").doUpdateSet({ points })
  );

/** JSON by run; runs of which nothing is kept are left out. */
export async function throughputOf(ledger: Ledger, runs: readonly number[]): Promise<Map<number, string>> {
  if (runs.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("throughput").selectAll().where("run_id", "in", runs).execute();
  return new Map(rows.map(({ run_id, points }) => [run_id, points]));
}
