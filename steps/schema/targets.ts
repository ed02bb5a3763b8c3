import { TARGET_OBJECTS } from "../mapping/vocabulary.ts";
import { type ObjectMeta, objectNamed, type OptionMeta } from "../twenty/metadata.ts";

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
