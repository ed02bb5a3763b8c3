import type { Compilable } from "kysely";
import { findRecords, type RawRow, upsertRecords } from "../../db/source_records.ts";
import type { Kit } from "../runbook/kit.ts";
import { instant } from "../base/world.ts";
import type { Row } from "../practicehub/envelope.ts";
import { preferred } from "../practicehub/resources.ts";

/**
 * Keeps a page's rows, and what else belongs to it, in one commit. Of two versions of a row that one walk meets, the
 * preferred one stays.
 *
 * @param scan the run that began the walk
 */
export async function keep(
  kit: Kit,
  resource: string,
  scan: number,
  rows: readonly Row[],
  writes: readonly Compilable[],
): Promise<void> {
  const byId = new Map<number, RawRow>();
  const known = new Map(
    (await findRecords(kit.ledger, {
      resource,
      after: -1,
      limit: rows.length || 1,
      ids: rows.map((r) => r.id),
    }))
      .map((r) => [r.id, r.row]),
  );
  const seenNow = await seenInThisWalk(kit, resource, scan, rows.map((r) => r.id));
  for (const row of rows) {
    const before = byId.get(row.id) ?? (seenNow.has(row.id) ? known.get(row.id) : undefined);
    byId.set(row.id, before ? preferred(resource, before, row) : row);
  }
  await kit.ledger.commit({
    writes: [...upsertRecords(kit.ledger, resource, [...byId.values()], scan, instant(kit.world)), ...writes],
  });
}

/** Which of these ids this walk has met before: only then are two versions of a row compared, else the newer counts. */
async function seenInThisWalk(
  kit: Kit,
  resource: string,
  scan: number,
  ids: readonly number[],
): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await kit.ledger.db.selectFrom("source_record").select("id").where("resource", "=", resource)
    .where("id", "in", ids).where("read_run", "=", scan).execute();
  return new Set(rows.map((r) => r.id));
}
