import { generate } from "@std/uuid/v5";

/** Namespace of every id that Handover makes; a constant of this program, chosen once at random. */
const HANDOVER = "8c1f1f0e-5d0b-4d3c-9f0a-2b6f5b9a7c41";

const encode = (parts: readonly (string | number)[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(parts)) as Uint8Array<ArrayBuffer>;

/**
 * The id of a migration. It follows from the two addresses, so that even a lost ledger leads to the same ids and
 * the target refuses a second copy.
 *
 * @param sourceUrl as the settings have it
 * @param targetUrl the same
 */
export function migrationId(sourceUrl: string, targetUrl: string): Promise<string> {
  return generate(HANDOVER, encode([sourceUrl, targetUrl]));
}

/**
 * The id that a source row's record has in a target object: the idempotency key of its creation.
 *
 * @param migration what `migrationId` gave
 * @param object in Twenty, singular
 * @param sourceObject the resource, as PracticeHub's API names it
 * @example
 * ```ts
 * import { assertEquals, assertNotEquals } from "@std/assert";
 *
 * const migration = await migrationId("https://a.practicehub.io", "https://a.twenty.com");
 * const id = await targetId(migration, "person", "patients", 12);
 * assertEquals(await targetId(migration, "person", "patients", "12"), id);
 * assertNotEquals(await targetId(migration, "note", "patients", 12), id);
 * ```
 */
export function targetId(
  migration: string,
  object: string,
  sourceObject: string,
  sourceId: number | string,
): Promise<string> {
  return generate(migration, encode([object, sourceObject, String(sourceId)]));
}
