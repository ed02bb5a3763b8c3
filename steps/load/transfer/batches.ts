import type { Ledger } from "../../../db/ledger.ts";
import { recordPages } from "../../../db/source_records.ts";
import type { Wanted } from "../effect.ts";
import { assemble } from "../../mapping/assemble.ts";
import type { Linkable } from "../../mapping/links.ts";
import type { Mapping } from "../../mapping/mapping.ts";
import type { Target } from "../../mapping/target.ts";
import { BATCH } from "../../twenty/records.ts";
import { originsOf, pluralOf, type TargetObject } from "../../mapping/objects.ts";

export interface BatchOptions {
  /** Only these source rows, by resource; undefined takes all. */
  only?: ReadonlyMap<string, readonly number[]> | undefined;
  linkable: Linkable;
  /** Called when the records of this many more rows were taken. */
  onRows?: (rows: number) => void;
}

/**
 * The records of one object as the ledger's rows and the maps make them now, in the order in which they are landed and at
 * most a batch at a time. A run takes the next when it has landed the one before, which is then there to be linked to;
 * a prediction walks the same way.
 */
export async function* batchesOf(
  ledger: Ledger,
  mapping: Mapping,
  object: TargetObject,
  { only, linkable, onRows }: BatchOptions,
): AsyncGenerator<Target[]> {
  // Rows give none, one or two records each; whole batches leave as soon as there are enough for one.
  let waiting: Target[] = [];
  for (const resource of originsOf(object)) {
    for await (const records of recordPages(ledger, resource, BATCH, only && (only.get(resource) ?? []))) {
      waiting.push(...await assemble(ledger, mapping, object, records, linkable));
      for (; waiting.length >= BATCH; waiting = waiting.slice(BATCH)) yield waiting.slice(0, BATCH);
      onRows?.(records.length);
    }
    // Locations point at the account, which has to be there first.
    if (waiting.length > 0 && (object === "company" || resource === originsOf(object).at(-1))) {
      yield waiting;
      waiting = [];
    }
  }
}

/** A record as the engine lands it, which knows nothing of its source values. */
export const wantedOf = (target: Target): Wanted => ({
  object: target.object,
  plural: pluralOf(target.object),
  id: target.id,
  sourceKey: target.sourceKey,
  fields: target.fields,
  remarks: target.remarks,
  ...(target.skip ? { skip: target.skip } : {}),
});
