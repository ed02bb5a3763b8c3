import { UsageError } from "../../base/errors.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { type Place, placeRow } from "./place.ts";
import { named } from "./rows.ts";
import { readSources, unmapped } from "./sources.ts";

/**
 * Gives a source field that stayed behind a row of its own, confirmed.
 *
 * @throws {UsageError} the practice has no such field, it has a row already, or the target cannot hold it
 */
export async function mapSource(
  by: Editor,
  from: { resource: string; source: string },
  place: Place,
): Promise<Change & { changed: string }> {
  let changed = "";
  const change = await changeMaps(by, async (now) => {
    const free = unmapped(await readSources(by.ledger), now.fields).find((u) =>
      u.resource === from.resource && u.source === from.source
    );
    if (!free) throw new UsageError("This source field has a row already, or is not there; look again.");
    const placed = await placeRow(by, now, {
      object: free.object,
      resource: free.resource,
      source: free.source,
      transform: "",
      state: "confirmed",
      reason: "chosen by hand",
      position: Math.max(0, ...now.fields.map((f) => f.position)) + 1,
      confidence: 100,
      note: "",
    }, place);
    changed = placed.changed;
    return {
      what: `${named(placed.field)} added`,
      object: free.object,
      before: { fields: [], values: [] },
      after: { fields: [placed.field], values: placed.values },
    };
  });
  return { ...change, changed };
}
