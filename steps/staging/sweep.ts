import { countWalked, insertCheckpoint, lastCheckpoint } from "../../db/checkpoints.ts";
import { countRecords } from "../../db/source_records.ts";
import type { Kit } from "../runbook/kit.ts";
import { instant } from "../base/world.ts";
import { missingPage } from "../practicehub/client.ts";
import type { Page } from "../practicehub/envelope.ts";
import { ALSO_ASK, type Resource } from "../practicehub/resources.ts";
import { keep } from "./keep.ts";
import { rescan, settleUnseen } from "./second_look.ts";

/** What one walk through a resource found. */
export interface Swept {
  resource: string;
  reachable: boolean;
  /** Distinct ids seen. */
  distinct: number;
  /** Rows on the pages: more than `distinct` where rows repeat (contracts/practicehub 2.2). */
  rows: number;
  /** What PracticeHub says there are. */
  claimed: number | null;
  withoutId: number;
  gone: number;
  /** Ids that the walk missed and a second look found. */
  rescued: number;
  /** Ids that were not met, and of which nobody can say whether they are gone. */
  unsettled: number;
}

/** Fewer records than PracticeHub says, and not because it counts rows that repeat: something was not read. */
export function isShort({ claimed, distinct, rows }: Swept): boolean {
  return claimed !== null && distinct < claimed && rows < claimed;
}

/**
 * Walks a whole resource into the ledger, a checkpoint a page: cut off anywhere, it goes on at the next page. The walk
 * ends where the answer links to no next page or a page is empty; `total_entries` is only compared, because it may
 * count rows or records (contracts/practicehub 2.2).
 *
 * @param scan the run that began the walk; the same scan continues, another begins at page one
 * @param onPage rows that the scan has met, those of earlier runs included, and how many there are said to be
 * @throws {SourceError} a page that should be there is missing
 */
export async function sweep(
  kit: Kit,
  resource: Resource,
  scan: number,
  onPage: (rows: number, of: number) => void,
): Promise<Swept> {
  const swept: Swept = {
    resource: resource.name,
    reachable: true,
    distinct: 0,
    rows: 0,
    claimed: null,
    withoutId: 0,
    gone: 0,
    rescued: 0,
    unsettled: 0,
  };
  let met = (await walkedRows(kit, scan, resource.name)).rows;
  for (const [i, filters] of (ALSO_ASK[resource.name] ?? [{}]).entries()) {
    const name = i === 0 ? resource.name : `${resource.name} ${i}`;
    const done = await lastCheckpoint(kit.ledger, String(scan), name);
    for (let n = done ? done.next : 1; n !== null;) {
      const page: Page | undefined = await kit.source.page(resource.name, n, filters);
      if (!page) {
        if (n === 1 && await countPresent(kit, resource.name) === 0) return { ...swept, reachable: false };
        throw missingPage(resource.name, n);
      }
      const next: number | null = page.more && page.rows.length > 0 ? n + 1 : null;
      await keep(kit, resource.name, scan, page.rows, [
        insertCheckpoint(kit.ledger, {
          scan: String(scan),
          resource: name,
          page: n,
          rows: page.rows.length,
          total_entries: page.total,
          next,
          fetched_at: page.at ?? instant(kit.world),
        }),
      ]);
      swept.withoutId += page.withoutId;
      onPage(met += page.rows.length, page.total ?? 0);
      n = next;
    }
  }
  const { rows, claimed } = await walkedRows(kit, scan, resource.name);
  const settled = await settleUnseen(kit, resource.name, scan);
  let distinct = await countPresent(kit, resource.name);
  let rescued = settled.rescued;
  if (claimed !== null && distinct < claimed) {
    rescued += await rescan(kit, resource.name, (found) => keep(kit, resource.name, scan, found, []));
    distinct = await countPresent(kit, resource.name);
  }
  return { ...swept, rows, claimed, distinct, rescued, gone: settled.gone, unsettled: settled.unsettled };
}

/** What a scan has met of a resource so far, and how much PracticeHub says there is. */
export async function walkedRows(
  kit: Kit,
  scan: number,
  resource: string,
): Promise<{ rows: number; claimed: number | null }> {
  const names = (ALSO_ASK[resource] ?? [{}]).map((_, i) => (i === 0 ? resource : `${resource} ${i}`));
  return await countWalked(kit.ledger, String(scan), names);
}

async function countPresent(kit: Kit, resource: string): Promise<number> {
  return (await countRecords(kit.ledger)).get(resource)?.present ?? 0;
}
