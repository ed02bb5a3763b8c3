/**
 * A number as it is said on the page.
 *
 * @param several more than one of it. Default: `one` with an `s`
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(many(1, "record"), "1 record");
 * assertEquals(many(3_366, "record"), "3,366 records");
 * assertEquals(many(0, "batch", "batches"), "no batches");
 * ```
 */
export function many(n: number, one: string, several = `${one}s`): string {
  return `${n === 0 ? "no" : n.toLocaleString("en")} ${n === 1 ? one : several}`;
}

/**
 * Names in a sentence.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(listed(["audit", "schema", "extract"]), "audit, schema and extract");
 * assertEquals(listed(["audit"]), "audit");
 * ```
 */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
