import type { Compilable } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { PageCheckpointTable } from "./tables.ts";

export const insertCheckpoint = (ledger: Ledger, row: PageCheckpointTable): Compilable =>
  ledger.db.insertInto("page_checkpoint").values(row).onConflict((c) =>
    c.columns(["scan", "resource", "page"]).doUpdateSet({ ...row })
  );

/** The last page of a resource that a scan has in the ledger. */
export function lastCheckpoint(
  ledger: Ledger,
  scan: string,
  resource: string,
): Promise<PageCheckpointTable | undefined> {
  return ledger.db.selectFrom("page_checkpoint").selectAll().where("scan", "=", scan).where(
    "resource",
    "=",
    resource,
  )
    .orderBy("page", "desc").limit(1).executeTakeFirst();
}

/** When the first page of a scan was given, if there is one. */
export async function firstFetched(ledger: Ledger, scan: string): Promise<string | undefined> {
  const row = await ledger.db.selectFrom("page_checkpoint").where("scan", "=", scan)
    .select((q) => q.fn.min("fetched_at").as("at")).executeTakeFirst();
  return row?.at ?? undefined;
}

/** Pages of a scan that are in the ledger. */
export async function countPages(ledger: Ledger, scan: string): Promise<number> {
  const row = await ledger.db.selectFrom("page_checkpoint").where("scan", "=", scan)
    .select((q) => q.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Rows on the pages that a scan has of these resources, and how many the source claims. */
export async function countWalked(
  ledger: Ledger,
  scan: string,
  resources: readonly string[],
): Promise<{ rows: number; claimed: number | null }> {
  const counted = await ledger.db.selectFrom("page_checkpoint").where("scan", "=", scan)
    .where("resource", "in", resources)
    .select((q) => [q.fn.sum<number>("rows").as("rows"), q.fn.max("total_entries").as("claimed")])
    .executeTakeFirst();
  return { rows: Number(counted?.rows ?? 0), claimed: counted?.claimed ?? null };
}

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
