import type { Kit } from "../runbook/kit.ts";
import { keep } from "./keep.ts";
import { missingPage } from "../practicehub/client.ts";
import { textOf } from "../mapping/transform.ts";
import type { Resource } from "../practicehub/resources.ts";
import { instant } from "../base/world.ts";
import { earliestLocal } from "./watermarks.ts";

/** Read again before the watermark: clocks differ, and a row may be saved after it was stamped. */
const OVERLAP_MS = 15 * 60_000;

/**
 * Reads what changed in a resource since the watermark. Rows are checked here too, because a filter that PracticeHub
 * does not understand is ignored and lists everything (contracts/practicehub 2.3).
 *
 * @param since ISO 8601, UTC; asked for from a while before it
 * @throws {SourceError} a page that should be there is missing
 * @returns rows that are newer than the watermark, whether the filter was obeyed, and when the source gave the first page
 */
export async function readChanges(
  kit: Kit,
  resource: Resource,
  since: string,
): Promise<{ rows: number; obeyed: boolean; at: string | undefined }> {
  const before = new Date(Date.parse(since) - OVERLAP_MS).toISOString();
  const from = earliestLocal(before, instant(kit.world), kit.settings.timeZone);
  let at: string | undefined;
  let rows = 0;
  let obeyed = true;
  for (let n = 1;; n++) {
    const page = await kit.source.page(resource.name, n, { updated: `gte:${from}` });
    if (!page) throw missingPage(resource.name, n);
    at ??= page.at;
    const changed = page.rows.filter((row) => textOf(row["updated"]) >= from);
    if (changed.length < page.rows.length) obeyed = false;
    rows += changed.length;
    if (changed.length > 0) {
      await keep(kit, resource.name, kit.run, changed, []);
    }
    if (!page.more || page.rows.length === 0) return { rows, obeyed, at };
  }
}
