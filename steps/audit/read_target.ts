import { TARGET_OBJECTS } from "../mapping/vocabulary.ts";
import type { Twenty } from "../twenty/client.ts";
import { type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import { countRecords, listPage } from "../twenty/records.ts";

/** Objects with a value that must be unique, which a record in the trash still holds (twenty/CONTRACT c). */
const UNIQUE: readonly string[] = ["person", "company"];

/** How many records of each object we write to are in Twenty before. */
export async function countTarget(
  twenty: Twenty,
  objects: readonly ObjectMeta[],
): Promise<Map<string, { live: number; deleted: number }>> {
  const counts = new Map<string, { live: number; deleted: number }>();
  for (const name of TARGET_OBJECTS) {
    const object = objectNamed(objects, name);
    if (!object) continue;
    const live = await countRecords(twenty, object.namePlural);
    const deleted = UNIQUE.includes(name)
      ? (await listPage(twenty, object.namePlural, { filter: "deletedAt[is]:NOT_NULL", limit: 1 })).total
      : 0;
    counts.set(name, { live, deleted });
  }
  return counts;
}
