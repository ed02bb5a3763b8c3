import type { Write } from "../../db/ledger.ts";
import { findRecords, idsMet, type RawRow, upsertRecords } from "../../db/source_records.ts";
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
  writes: readonly Write[],
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
  // Only of two versions that one walk meets is one preferred; else the newer counts.
  const met = await idsMet(kit.ledger, resource, scan, rows.map((r) => r.id));
  for (const row of rows) {
    const before = byId.get(row.id) ?? (met.has(row.id) ? known.get(row.id) : undefined);
    byId.set(row.id, before ? preferred(resource, before, row) : row);
  }
  await kit.ledger.commit({
    writes: [...upsertRecords(kit.ledger, resource, [...byId.values()], scan, instant(kit.world)), ...writes],
  });
}
