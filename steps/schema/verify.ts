import { many } from "../base/words.ts";
import type { FieldMapTable } from "../../db/tables.ts";
import { fieldNamed, type ObjectMeta, objectNamed, type OptionMeta } from "../twenty/metadata.ts";
import type { WantedField } from "./wanted_schema.ts";
import { objectsInUse, TARGET_OBJECTS } from "../mapping/objects.ts";

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

/** An object as the map editor offers it: what can be written to. */
export interface TargetChoice {
  object: string;
  label: string;
  fields: TargetField[];
}

export interface TargetField {
  /** As it is written: for a relation the column that holds the other record's id. */
  name: string;
  label: string;
  type: string;
  options: Pick<OptionMeta, "value" | "label">[];
}

/** Fields that only Twenty writes, or that mean something only there. */
const NOT_OURS: ReadonlySet<string> = new Set([
  "id",
  "updatedAt",
  "deletedAt",
  "createdBy",
  "updatedBy",
  "position",
  "searchVector",
]);

/** The objects we may write to, with every field that a value can go to. */
export function targetsOf(objects: readonly ObjectMeta[]): TargetChoice[] {
  return TARGET_OBJECTS.flatMap((name) => {
    const object = objectNamed(objects, name);
    if (!object) return [];
    const fields = object.fields.filter((f) => f.isActive && !NOT_OURS.has(f.name)).flatMap(
      (f): TargetField[] => {
        const options = f.options.map(({ value, label }) => ({ value, label }));
        if (f.type !== "RELATION" && f.type !== "MORPH_RELATION") {
          return [{ name: f.name, label: f.label, type: f.type, options }];
        }
        return f.references.map((r) => ({ name: r.column, label: f.label, type: f.type, options }));
      },
    );
    return [{ object: name, label: object.labelSingular, fields }];
  });
}
