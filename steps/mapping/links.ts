import { landedKeys } from "../../db/effects.ts";
import type { Ledger } from "../../db/ledger.ts";

/**
 * When is a record there to be linked to? `landed`: it is in the target by the ledger; `planned`: its source row
 * exists. The first is for writing, the second for predicting before anything was written. A function says it of a run
 * that is foreseen: by then, those before it have landed.
 */
export type Linkable = "landed" | "planned" | LinkableKeys;

/** Which of these source rows will have a record of the object. */
export type LinkableKeys = (object: string, keys: readonly string[]) => Promise<ReadonlySet<string>>;

/** Which of these rows, all of which exist, have a record of the object to link to. */
export async function linkableKeys(
  ledger: Ledger,
  linkable: Linkable,
  object: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (typeof linkable === "function") return await linkable(object, keys);
  return linkable === "planned" ? new Set(keys) : await landedKeys(ledger, object, keys);
}
