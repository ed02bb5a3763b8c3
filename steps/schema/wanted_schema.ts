import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import { optionsOf } from "../mapping/options_of.ts";
import type { Settings } from "../base/settings.ts";
import { GONE_SINCE, PRACTICE_HUB_ID } from "../mapping/vocabulary.ts";
import {
  fieldNamed,
  type FieldSpec,
  type ObjectMeta,
  objectNamed,
  type ObjectSpec,
} from "../twenty/metadata.ts";
import { customObject, isIdentified, TARGET_OBJECTS } from "../mapping/objects.ts";

/** A field that the confirmed maps need, on the object that needs it. */
export interface WantedField {
  object: string;
  spec: FieldSpec;
}

/** Objects of our own that confirmed rows write to. */
export function wantedObjects(rows: readonly FieldMapTable[]): ObjectSpec[] {
  const used = usedBy(rows);
  return TARGET_OBJECTS.filter((object) => used.has(object)).flatMap((object) => customObject(object) ?? []);
}

/**
 * Every field that confirmed rows make, once, in the order a person meets them in Twenty: what is kept, then links, then
 * where the record came from.
 */
export function wantedFields(
  rows: readonly FieldMapTable[],
  values: readonly ValueMapTable[],
  gonePolicy: Settings["gonePolicy"],
): WantedField[] {
  const wanted = new Map<string, WantedField>();
  const used = usedBy(rows);
  const ours = gonePolicy === "flag" ? [GONE_SINCE, PRACTICE_HUB_ID] : [PRACTICE_HUB_ID];
  for (const row of rows) {
    if (row.state !== "confirmed" || row.creates === null) continue;
    const spec = JSON.parse(row.creates) as FieldSpec;
    const key = `${row.object} ${spec.name}`;
    if (!wanted.has(key) && spec.name !== PRACTICE_HUB_ID.name) {
      wanted.set(key, { object: row.object, spec: withOptions(row.object, spec, values) });
    }
  }
  const all = [...wanted.values()];
  return [
    ...all.filter((f) => !f.spec.relation),
    ...all.filter((f) => f.spec.relation),
    ...TARGET_OBJECTS.filter((object) => isIdentified(object) && used.has(object)).flatMap((object) =>
      ours.map((spec) => ({ object, spec }))
    ),
  ];
}

/** Options that the value maps need on fields which nobody has to make, such as the stages of an opportunity. */
export function wantedOptions(
  rows: readonly FieldMapTable[],
  values: readonly ValueMapTable[],
  objects: readonly ObjectMeta[],
): WantedField[] {
  const wanted = new Map<string, WantedField>();
  for (const row of rows) {
    const field = fieldNamed(objectNamed(objects, row.object), row.target);
    if (row.state !== "confirmed" || row.creates !== null || !field || field.options.length === 0) continue;
    const { name, label, type } = field;
    const spec: FieldSpec = { name, label, type, icon: "", description: "", options: [] };
    wanted.set(`${row.object} ${name}`, { object: row.object, spec: withOptions(row.object, spec, values) });
  }
  return [...wanted.values()];
}

function usedBy(rows: readonly FieldMapTable[]): ReadonlySet<string> {
  return new Set(rows.filter((row) => row.state === "confirmed").map((row) => row.object));
}

function withOptions(object: string, spec: FieldSpec, values: readonly ValueMapTable[]): FieldSpec {
  if (!spec.options) return spec;
  return { ...spec, options: optionsOf(values.filter((v) => v.object === object && v.field === spec.name)) };
}
