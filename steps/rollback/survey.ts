import { sha256 } from "../../db/hash.ts";
import { type Ours, oursOf } from "../../db/rollback_rows.ts";
import { pluralOf, TARGET_OBJECTS, type TargetObject } from "../mapping/objects.ts";
import type { Kit } from "../runbook/kit.ts";
import { isEmpty, recordHash } from "../twenty/compare.ts";
import type { Found } from "../twenty/json.ts";
import { type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import { allRecords } from "../twenty/records.ts";

/** Fields and columns that this migration made, by object: they are left out when other people's rows are compared. */
export type OwnFields = ReadonlyMap<string, ReadonlySet<string>>;

/** One page of an object's records, those of ours and everybody else's. */
export interface Page {
  object: TargetObject;
  meta: ObjectMeta;
  ours: { ours: Ours; found: Found }[];
  others: Found[];
}

/** What a survey says of rows that are not ours, and how many of ours it met. */
export interface Survey {
  /** One number for everyone else's rows. */
  foreign: string;
  foreignRows: number;
  /** Own fields, as `object.field`, that rows which are not ours hold a value in. */
  usedByOthers: Set<string>;
  /** Records of ours that are there, by object. */
  there: Map<string, number>;
}

/**
 * Reads every object that we wrote to from end to end, live and soft-deleted, a page at a time.
 *
 * @param visit is told of each page, in order
 */
export async function survey(
  kit: Kit,
  objects: readonly ObjectMeta[],
  own: OwnFields,
  visit: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<Survey> {
  const result: Survey = { foreign: "", foreignRows: 0, usedByOthers: new Set(), there: new Map() };
  const checksum = new Checksum();
  for (const object of TARGET_OBJECTS) {
    const meta = objectNamed(objects, object);
    if (!meta) continue;
    for await (const records of allRecords(kit.target, pluralOf(object))) {
      const known = await oursOf(kit.ledger, object, records.map((r) => r.id));
      const page: Page = { object, meta, ours: [], others: [] };
      for (const found of records) {
        const ours = known.get(found.id);
        if (ours) page.ours.push({ ours, found });
        else page.others.push(found);
      }
      for (const found of page.others) addForeign(result, checksum, meta, own.get(object) ?? NONE, found);
      result.there.set(object, (result.there.get(object) ?? 0) + page.ours.length);
      await visit(page);
    }
  }
  result.foreign = checksum.hex;
  return result;
}

const NONE: ReadonlySet<string> = new Set();

function addForeign(
  result: Survey,
  checksum: Checksum,
  meta: ObjectMeta,
  own: ReadonlySet<string>,
  found: Found,
): void {
  result.foreignRows++;
  checksum.add(`${meta.nameSingular} ${found.id} ${recordHash(found, own)}`);
  for (const field of own) {
    const value = found[field];
    if (!isEmpty(value) && value !== false) result.usedByOthers.add(`${meta.nameSingular}.${field}`);
  }
}

const MODULUS = 1n << 256n;

/** One number for a set of texts, whatever their order, in constant memory: the sum of their SHA-256. */
export class Checksum {
  #sum = 0n;

  add(text: string): void {
    this.#sum = (this.#sum + BigInt(`0x${sha256(text)}`)) % MODULUS;
  }

  get hex(): string {
    return this.#sum.toString(16).padStart(64, "0");
  }
}
