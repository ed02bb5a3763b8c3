import type { Kit } from "../engine/kit.ts";
import { keep } from "../extract/keep.ts";
import { missingPage } from "../practicehub/client.ts";
import { textOf } from "../mapping/transform.ts";
import type { Resource } from "../practicehub/resources.ts";
import { localTime } from "./watermarks.ts";

/** Read again before the watermark: clocks differ, and a row may be saved after it was stamped. */
const OVERLAP_MS = 15 * 60_000;

/**
 * Reads what changed in a resource since the watermark. Rows are checked here too, because a filter that PracticeHub
 * does not understand is ignored and lists everything (practicehub/CONTRACT 2.3).
 *
 * @returns rows that are newer than the watermark, and whether the filter was obeyed
 */
export async function readChanges(
  kit: Kit,
  resource: Resource,
  since: string,
): Promise<{ rows: number; obeyed: boolean }> {
  const from = localTime(new Date(Date.parse(since) - OVERLAP_MS).toISOString(), kit.settings.timeZone);
  let rows = 0;
  let obeyed = true;
  for (let n = 1;; n++) {
    const page = await kit.source.page(resource.name, n, { updated: `gte:${from}` });
    if (!page) throw missingPage(resource.name, n);
    const changed = page.rows.filter((row) => textOf(row["updated"]) >= from);
    if (changed.length < page.rows.length) obeyed = false;
    rows += changed.length;
    if (changed.length > 0) {
      await keep(kit, resource.name, kit.run, changed, []);
    }
    if (!page.more || page.rows.length === 0) return { rows, obeyed };
  }
}
