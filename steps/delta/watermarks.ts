import { lastRunIn } from "../../db/runs.ts";
import { findWatermarks, setWatermark } from "../../db/watermarks.ts";
import type { Kit } from "../engine/kit.ts";
import { resourcesFor } from "../practicehub/resources.ts";

/** After the first full run: every change up to the beginning of the extract it moved is in the target. */
export async function startWatermarks(kit: Kit): Promise<void> {
  const known = await findWatermarks(kit.ledger);
  const extract = await lastRunIn(kit.ledger, "extract", ["green"]);
  if (!extract) return;
  const { since } = (JSON.parse(extract.outcome ?? "{}") as { detail?: { since?: string } }).detail ?? {};
  const missing = resourcesFor(kit.settings.extraObjects).filter((r) => !known.has(r.name));
  await kit.ledger.commit({
    writes: missing.map((r) => setWatermark(kit.ledger, r.name, since ?? extract.started_at, kit.run)),
  });
}

/** An instant as the source writes times: `YYYY-MM-DD HH:MM:SS` at the clinic (practicehub/CONTRACT 2.4). */
export function localTime(iso: string, timeZone: string): string {
  const zoned = Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: "second" }).replace("T", " ");
}
