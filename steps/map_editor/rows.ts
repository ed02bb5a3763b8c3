import type { FieldRowKey, ValueRowKey } from "../../db/maps.ts";
import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import { UsageError } from "../base/errors.ts";

export type FieldKey = FieldRowKey;
export type ValueKey = ValueRowKey;
/** A field whose values are mapped. */
export type FieldOfValues = Pick<ValueMapTable, "object" | "field">;

const GONE = "This row of the map is not there any more; look at the maps again.";

/** @throws {UsageError} there is no such row */
export function fieldRow(rows: readonly FieldMapTable[], key: FieldKey): FieldMapTable {
  const row = rows.find((r) => sameField(r, key));
  if (!row) throw new UsageError(GONE);
  return row;
}

/** @throws {UsageError} there is no such row */
export function valueRow(rows: readonly ValueMapTable[], key: ValueKey): ValueMapTable {
  const row = rows.find((r) => sameValue(r, key));
  if (!row) throw new UsageError(GONE);
  return row;
}

export const sameField = (a: FieldKey, b: FieldKey): boolean =>
  a.object === b.object && a.resource === b.resource && a.source === b.source && a.target === b.target;

export const sameValue = (a: ValueKey, b: ValueKey): boolean =>
  a.object === b.object && a.field === b.field && a.source_value === b.source_value;

export const valuesOf = (rows: readonly ValueMapTable[], of: FieldOfValues): ValueMapTable[] =>
  rows.filter((r) => r.object === of.object && r.field === of.field);

/** The row of the value map that says what becomes of every value that is not listed. */
export const ANYTHING_ELSE = "";

/** `patients.dob → person.dateOfBirth`: how a row is named in a sentence. */
export function named({ object, resource, source, target }: FieldKey): string {
  if (source.startsWith("=")) return `a fixed value of ${resource} → ${object}.${target}`;
  return `${resource}.${source === "*" ? "(several fields)" : source} → ${object}.${target}`;
}
