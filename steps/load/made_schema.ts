import { z } from "zod";
import type { Ledger } from "../../db/ledger.ts";
import { type SchemaEffect, schemaRevertedSince } from "../../db/schema_effects.ts";
import { fieldsIn } from "../../db/stored.ts";

/** How an effect of kind `schema` remembers what it made. */
const Made = z.object({
  object: z.string(),
  field: z.string().optional(),
  /** Values of options that were added to a field that was there. */
  options: z.array(z.string()).optional(),
  /** Twenty's id of the object or field. */
  metadataId: z.string(),
});
export type MadeSchema = z.infer<typeof Made>;

/** What an effect made or was to make. */
export const madeBy = ({ source_key, written }: Pick<SchemaEffect, "source_key" | "written">): MadeSchema =>
  Made.parse({ ...namedBy(source_key), ...fieldsIn(written) });

/** `field person.sex` names what an effect meant to make; options were added to a field that may be somebody else's. */
function namedBy(key: string): MadeSchema {
  const [what, name = ""] = key.split(" ");
  const [object = "", field] = name.split(".");
  return {
    object,
    ...(field ? { field } : {}),
    ...(what === "options" ? { options: [] } : {}),
    metadataId: "",
  };
}

/** Objects, fields and options that runs after this one took back out of Twenty, and that were not made again. */
export async function takenBackSince(ledger: Ledger, run: number): Promise<MadeSchema[]> {
  return (await schemaRevertedSince(ledger, run)).map(madeBy);
}
