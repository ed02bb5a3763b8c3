import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import { optionsOf } from "../mapping/options_of.ts";
import type { Settings } from "../base/settings.ts";
import { customObject, isIdentified, objectsInUse, TARGET_OBJECTS } from "../mapping/objects.ts";
import { GONE_SINCE, PRACTICE_HUB_ID, specOf } from "../mapping/vocabulary.ts";
import {
  fieldNamed,
  type FieldSpec,
  type ObjectMeta,
  objectNamed,
  type ObjectSpec,
} from "../twenty/metadata.ts";
import { many } from "../base/words.ts";

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
    const spec = specOf(row);
    if (row.state !== "confirmed" || !spec) continue;
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

/** A field that is in Twenty, read anew or as the schema cell read it last. */
interface FieldThere {
  name: string;
  label: string;
  type: string;
  options?: readonly unknown[] | undefined;
}

/**
 * Options that the value maps need on fields which nobody has to make, such as the stages of an opportunity.
 *
 * @param find the field of an object that has this name
 */
export function wantedOptions(
  rows: readonly FieldMapTable[],
  values: readonly ValueMapTable[],
  find: (object: string, name: string) => FieldThere | undefined,
): WantedField[] {
  const wanted = new Map<string, WantedField>();
  for (const { object, target, state, creates } of rows) {
    const field = find(object, target);
    if (state !== "confirmed" || creates !== null || !field?.options?.length) continue;
    const { name, label, type } = field;
    const spec: FieldSpec = { name, label, type, icon: "", description: "", options: [] };
    wanted.set(`${object} ${name}`, { object, spec: withOptions(object, spec, values) });
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

/** What the workspace still lacks for the confirmed maps, one sentence each; empty when imports may begin. */
export function lacking(
  objects: readonly ObjectMeta[],
  fields: readonly WantedField[],
  rows: readonly FieldMapTable[],
): string[] {
  const found: string[] = [];
  const used = new Set(rows.filter((row) => row.state === "confirmed").map((row) => row.object));
  for (const name of objectsInUse(used)) {
    const object = objectNamed(objects, name);
    if (!object) found.push(`the object ${name} is missing`);
    else if (!object.isActive) found.push(`the object ${name} is deactivated`);
  }
  for (const { object, spec } of fields) {
    const field = fieldNamed(objectNamed(objects, object), spec.name);
    if (!field) found.push(`${object}.${spec.name} is missing`);
    else if (field.type !== spec.type) {
      found.push(`${object}.${spec.name} is ${field.type}, but the map needs ${spec.type}`);
    } else if (!field.isActive) found.push(`${object}.${spec.name} is deactivated`);
    else {
      const have = new Set(field.options.map((o) => o.value));
      const missing = (spec.options ?? []).filter((o) => !have.has(o.value)).map((o) => o.value);
      if (missing.length > 0) found.push(`${object}.${spec.name} lacks ${many(missing.length, "option")}`);
    }
  }
  for (const row of rows) {
    if (row.state !== "confirmed" || row.creates !== null) continue;
    const object = objectNamed(objects, row.object);
    if (object && !hasColumn(object, row.target)) found.push(`${row.object} has no field ${row.target}`);
  }
  return found;
}

/** A field by its name or, for relations, by the column that holds the other record's id. */
function hasColumn(object: ObjectMeta, name: string): boolean {
  return object.fields.some((f) => f.name === name || f.references.some((r) => r.column === name));
}
