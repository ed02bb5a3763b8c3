import { beingReverted } from "../../db/effects.ts";
import type { Kit } from "../runbook/kit.ts";
import { BATCH, readByIds } from "../twenty/records.ts";
import { markReverted, markStillThere } from "./destroy.ts";
import { pluralOf, TARGET_OBJECTS } from "../mapping/objects.ts";

/**
 * What became of removals that a cut-off rollback left open: records that are gone are taken back, and can be made
 * again; those that are there still are as they were. Otherwise they would be taken for people's deletions.
 */
export async function settleRollback(kit: Kit): Promise<void> {
  for (const object of TARGET_OBJECTS) {
    const open = await beingReverted(kit.ledger, object);
    for (let i = 0; i < open.length; i += BATCH) {
      const ids = open.slice(i, i + BATCH);
      const there = await readByIds(kit.target, pluralOf(object), ids);
      const absent = ids.filter((id) => !there.has(id));
      await markReverted(kit, absent, "reverted");
      await markStillThere(kit, [...there.keys()]);
    }
  }
}
