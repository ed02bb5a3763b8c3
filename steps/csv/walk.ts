import type { Ledger } from "../../db/ledger.ts";
import { findRecords } from "../../db/source_records.ts";
import { assemble } from "../mapping/assemble.ts";
import type { Mapping } from "../mapping/mapping.ts";
import type { Target } from "../mapping/target.ts";
import { originsOf, type TargetObject } from "../mapping/objects.ts";

const ROWS_AT_ONCE = 200;

/** The records of an object as the source rows in the ledger give them now, whether they are in Twenty or not. */
export async function* targetsOf(
  ledger: Ledger,
  mapping: Mapping,
  object: TargetObject,
): AsyncGenerator<Target[]> {
  for (const resource of originsOf(object)) {
    for (let after = -1;;) {
      const records = await findRecords(ledger, { resource, after, limit: ROWS_AT_ONCE });
      const last = records.at(-1);
      if (!last) break;
      yield await assemble(ledger, mapping, object, records, "planned");
      after = last.id;
    }
  }
}
