import { specOf } from "../mapping/vocabulary.ts";
import type { MapRows } from "../../db/map_changes.ts";
import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import { UsageError } from "../base/errors.ts";
import { fieldLabel, fieldName } from "../mapping/names.ts";
import type { Editor } from "./change.ts";
import { fitting, hasOptions, transformFor } from "../mapping/transforms/catalogue.ts";
import { NEW_TYPES, newField } from "../mapping/fields.ts";
import { type FieldKey, sameField, valuesOf } from "./rows.ts";
import { countedValues, profileOf, readSources, type Sources } from "./sources.ts";
import { valuesFor } from "./options.ts";
import { isWritable, targetField, type TargetObjectFields, workspaceOf } from "./workspace.ts";

/** Where a row should go: a field that the object has, or one that is made for it. */
export type Place = { field: string } | { label: string; type: string };

/** A row for a source attribute at its new place, with the value map that comes with it. */
export interface Placed {
  field: FieldMapTable;
  values: ValueMapTable[];
  /** How the new field's name or label had to be changed, in words. */
  changed: string;
}

/**
 * Puts a source attribute into a field; `like` says what the row is otherwise.
 *
 * @param like its transform is kept where it fits
 * @param back an earlier row from this source to that place, which the new one stands for
 * @throws {UsageError} no such field, a type that cannot hold it, or there is such a row already
 */
export async function placeRow(
  by: Editor,
  now: MapRows,
  like: Omit<FieldMapTable, "target" | "creates">,
  place: Place,
  back?: FieldMapTable,
): Promise<Placed> {
  const { object, resource, source } = like;
  const [workspace, sources] = await Promise.all([workspaceOf(by.ledger), readSources(by.ledger)]);
  const { target, type, creates, changed } = "field" in place
    ? existingField(workspace, now, object, place.field)
    : placeOfNew(workspace, now, object, place);
  const fitted = fitting(source, type);
  const kind = profileOf(sources, resource, source)?.kind;
  const transform = fitted.includes(like.transform) ? like.transform : transformFor(source, type, kind);
  if (!transform) throw new UsageError(`A field of type ${type} cannot hold this; choose another.`);
  const field: FieldMapTable = { ...like, target, creates, transform };
  mustBeFree(now.fields.filter((f) => f !== back), field);
  return { field, values: await newValues(by, now, field, sources, workspace), changed };
}

/** The rows of the value map that come with a row of the field map, where it is filled by way of that map. */
export async function newValues(
  by: Editor,
  now: MapRows,
  row: FieldMapTable,
  sources: Sources,
  workspace: readonly TargetObjectFields[],
): Promise<ValueMapTable[]> {
  if (!hasOptions(row)) return [];
  const { object, resource, source, target } = row;
  const of = { object, field: target };
  const counted = await countedValues(by.ledger, sources, resource, source);
  return valuesFor(valuesOf(now.values, of), of, counted, targetField(workspace, object, target));
}

interface Chosen {
  target: string;
  type: string;
  creates: string | null;
  changed: string;
}

/** A field of the workspace, or one that another row makes. */
function existingField(
  workspace: readonly TargetObjectFields[],
  { fields }: MapRows,
  object: string,
  name: string,
): Chosen {
  const made = fields.find((f) => f.object === object && f.target === name && f.creates !== null);
  const spec = made && specOf(made);
  const there = targetField(workspace, object, name);
  if (there && isWritable(there)) {
    return { target: there.name, type: there.type, creates: made?.creates ?? null, changed: "" };
  }
  if (made && spec) return { target: name, type: spec.type, creates: made.creates, changed: "" };
  throw new UsageError(`${object} has no field of this name that can be filled; choose one from the list.`);
}

function placeOfNew(
  workspace: readonly TargetObjectFields[],
  { fields }: MapRows,
  object: string,
  { label: typed, type }: { label: string; type: string },
): Chosen {
  if (typed.trim() === "") throw new UsageError("Type the label of the new field.");
  if (!(type in NEW_TYPES)) throw new UsageError(`A new field cannot be of type ${type}; choose another.`);
  const { label, changed: cut } = fieldLabel(typed);
  const { name, changed } = fieldName(label, takenNames(workspace, fields, object));
  return {
    target: name,
    type,
    creates: JSON.stringify(newField(type, name, label)),
    changed: [cut, changed].filter(Boolean).join("; "),
  };
}

/**
 * Names that the object's fields have or will have, and the columns of its relations.
 *
 * @param object singular
 */
export function takenNames(
  workspace: readonly TargetObjectFields[],
  fields: readonly FieldMapTable[],
  object: string,
): Set<string> {
  const there = workspace.find((o) => o.object === object)?.fields ?? [];
  return new Set([
    ...there.flatMap((f) => f.type === "RELATION" ? [f.name, f.name.replace(/Id$/, "")] : [f.name]),
    ...fields.filter((f) => f.object === object).flatMap((f) => [f.target, specOf(f)?.name ?? f.target]),
  ]);
}

function mustBeFree(fields: readonly FieldMapTable[], key: FieldKey): void {
  if (fields.some((f) => sameField(f, key))) {
    throw new UsageError("There is a row from this source field to that target already; confirm that one.");
  }
}
