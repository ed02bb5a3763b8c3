import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import { optionsOf } from "../mapping/options_of.ts";
import { IDENTIFIED, PRACTICE_HUB_ID } from "../mapping/vocabulary.ts";
import type { FieldSpec } from "../twenty/metadata.ts";

/** A field that the confirmed maps need, on the object that needs it. */
export interface WantedField {
  object: string;
  spec: FieldSpec;
}

/** Every field that confirmed rows make, once, with its options. */
export function wantedFields(
  rows: readonly FieldMapTable[],
  values: readonly ValueMapTable[],
): WantedField[] {
  const wanted = new Map<string, WantedField>();
  for (const object of IDENTIFIED) wanted.set(`${object} practiceHubId`, { object, spec: PRACTICE_HUB_ID });
  for (const row of rows) {
    if (row.state !== "confirmed" || row.creates === null) continue;
    const spec = JSON.parse(row.creates) as FieldSpec;
    const key = `${row.object} ${spec.name}`;
    if (!wanted.has(key)) {
      wanted.set(key, { object: row.object, spec: withOptions(row.object, spec, values) });
    }
  }
  return [...wanted.values()];
}

function withOptions(object: string, spec: FieldSpec, values: readonly ValueMapTable[]): FieldSpec {
  if (!spec.options) return spec;
  return { ...spec, options: optionsOf(values.filter((v) => v.object === object && v.field === spec.name)) };
}
