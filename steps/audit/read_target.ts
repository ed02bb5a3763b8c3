import type { Ledger } from "../../db/ledger.ts";
import { TARGET_OBJECTS } from "../mapping/vocabulary.ts";
import type { Twenty } from "../twenty/client.ts";
import { type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import { countRecords, listPage } from "../twenty/records.ts";
import { type Addresses, blockingPeople } from "./trash.ts";

/** Records of one object in Twenty before. */
export interface TargetCount {
  live: number;
  /** In the trash; counted of people and companies, which have a unique value of Twenty's own. */
  deleted: number;
  /** Of those the ones that hold a value which we would write, by their ids. No company does: we write no domain. */
  blocking: readonly string[];
}

/** How many records of each object we write to are in Twenty before. */
export async function countTarget(
  twenty: Twenty,
  ledger: Ledger,
  objects: readonly ObjectMeta[],
  addresses: Addresses,
): Promise<Map<string, TargetCount>> {
  const counts = new Map<string, TargetCount>();
  for (const name of TARGET_OBJECTS) {
    const object = objectNamed(objects, name);
    if (!object) continue;
    const live = await countRecords(twenty, object.namePlural);
    counts.set(name, { live, ...await trashOf(twenty, ledger, object, addresses) });
  }
  return counts;
}

async function trashOf(
  twenty: Twenty,
  ledger: Ledger,
  { nameSingular, namePlural }: ObjectMeta,
  addresses: Addresses,
): Promise<Omit<TargetCount, "live">> {
  if (nameSingular === "person") return await blockingPeople(twenty, ledger, addresses);
  if (nameSingular !== "company") return { deleted: 0, blocking: [] };
  const { total } = await listPage(twenty, namePlural, { filter: "deletedAt[is]:NOT_NULL", limit: 1 });
  return { deleted: total, blocking: [] };
}
