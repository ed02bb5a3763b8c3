import type { Ledger } from "../../../db/ledger.ts";
import { type Filler, proposedValues } from "../../matching/values.ts";
import { readExports } from "../../matching/read_exports.ts";
import { withExtracted } from "../../matching/seen_values.ts";
import { type Sources, valuesSeen } from "./sources.ts";

/** Values with the rows of PracticeHub that hold each. */
export type Had = ReadonlyMap<string, number>;

/**
 * Tells of rows that fill a field which values they may yield here: what the schema cell would list, fixed words such as
 * `inactive` among them, which count although nobody may have them now.
 */
export async function valuesHad(
  ledger: Ledger,
  sources: Sources,
): Promise<(fillers: readonly Filler[]) => Promise<Had>> {
  const { audit } = sources.audit ? await withExtracted(ledger, sources.audit) : {};
  const csv = await readExports(ledger);
  return async (fillers) => {
    const had = new Map<string, number>();
    for (const { resource, source } of fillers) {
      for (const { source: value, count } of await valuesSeen(ledger, sources, resource, source)) {
        had.set(value, (had.get(value) ?? 0) + count);
      }
    }
    const listed = audit ? proposedValues(fillers, audit, csv, []) : [];
    for (const { source_value, count } of listed) had.set(source_value, count);
    return had;
  };
}
