import { storedOutcome } from "../runbook/stored_run.ts";
import { lastRunIn } from "../../db/runs.ts";
import { findWatermarks, setWatermark } from "../../db/checkpoints.ts";
import { z } from "zod";
import { instant } from "../base/world.ts";
import { resourcesFor } from "../mapping/objects.ts";
import { textOf } from "../mapping/transform.ts";
import { pagesFrom } from "../practicehub/client.ts";
import type { Resource } from "../practicehub/resources.ts";
import type { Kit } from "../runbook/kit.ts";
import { keep } from "./keep.ts";

const Extracted = z.object({ since: z.string() });

/** After the first full run: every change up to the beginning of the extract it moved is in the target. */
export async function startWatermarks(kit: Kit): Promise<void> {
  const known = await findWatermarks(kit.ledger);
  const extract = await lastRunIn(kit.ledger, "extract", ["green"]);
  if (!extract) return;
  const since = Extracted.safeParse(storedOutcome(extract)?.detail).data?.since;
  const missing = resourcesFor(kit.settings.optionalObjects).filter((r) => !known.has(r.name));
  await kit.ledger.commit({
    writes: missing.map((r) => setWatermark(kit.ledger, r.name, since ?? extract.started_at, kit.run)),
  });
}

/**
 * From when on changes may be missing in what was read: when it began by our clock, or when the source gave its first
 * page by its own, whichever is earlier. A watermark from a clock that runs ahead would hide changes for as long.
 *
 * @param began ISO 8601, UTC
 * @param firstPage the same; undefined: no page came
 */
export const sinceWhen = (began: string, firstPage: string | undefined): string =>
  firstPage !== undefined && firstPage < began ? firstPage : began;

/**
 * The earliest local time that anything between two instants can bear. Where the clocks were put back in between, what
 * was saved after that bears an earlier time than what was saved before.
 */
export function earliestLocal(from: string, until: string, timeZone: string): string {
  const end = Temporal.Instant.from(until);
  let earliest = localTime(from, timeZone);
  let at = Temporal.Instant.from(from).toZonedDateTimeISO(timeZone).getTimeZoneTransition("next");
  for (; at && Temporal.Instant.compare(at.toInstant(), end) <= 0; at = at.getTimeZoneTransition("next")) {
    const there = localTime(at.toInstant().toString(), timeZone);
    if (there < earliest) earliest = there;
  }
  return earliest;
}

/**
 * An instant as the source writes times: `YYYY-MM-DD HH:MM:SS` at the clinic (contracts/practicehub 2.4).
 *
 * @param iso ISO 8601, UTC
 * @param timeZone IANA
 */
export function localTime(iso: string, timeZone: string): string {
  const zoned = Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: "second" }).replace("T", " ");
}

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
  for await (const page of pagesFrom(kit.source, resource.name, { updated: `gte:${from}` })) {
    at ??= page.at;
    const changed = page.rows.filter((row) => textOf(row["updated"]) >= from);
    if (changed.length < page.rows.length) obeyed = false;
    rows += changed.length;
    if (changed.length > 0) await keep(kit, resource.name, kit.run, changed, []);
  }
  return { rows, obeyed, at };
}
