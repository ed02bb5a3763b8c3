import type { Ledger } from "../../db/ledger.ts";
import { schemaRevertedSince } from "../../db/schema_effects.ts";

/** How an effect of kind `schema` remembers what it made. */
export interface MadeSchema {
  object: string;
  field?: string;
  /** Values of options that were added to a field that was there. */
  options?: string[];
  /** Twenty's id of the object or field. */
  metadataId: string;
}

/** Objects, fields and options that runs after this one took back out of Twenty, and that were not made again. */
export async function takenBackSince(ledger: Ledger, run: number): Promise<MadeSchema[]> {
  return (await schemaRevertedSince(ledger, run)).map((effect) => JSON.parse(effect.written));
}
