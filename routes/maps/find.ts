import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import { UsageError } from "../../steps/base/errors.ts";
import type { FieldOfValues } from "../../steps/schema/edit/rows.ts";
import type { Unmapped } from "../../steps/schema/edit/sources.ts";
import type { MapsRead } from "./read.ts";
import { fieldId, optionId, sourceId, tableId, valueId } from "./row_ids.ts";

const GONE = "This names no row of the maps; it may have changed meanwhile. Reload the page.";

/** The row that a short id names. @throws {UsageError} none */
export const findField = ({ fields }: MapsRead, id: string): FieldMapTable =>
  found(fields.find((row) => fieldId(row) === id));

/** @throws {UsageError} none */
export const findValue = ({ values }: MapsRead, id: string): ValueMapTable =>
  found(values.find((row) => valueId(row) === id));

/** @throws {UsageError} none */
export function findOption(
  { values }: MapsRead,
  id: string,
): FieldOfValues & { option: string; label: string } {
  const { object, field, target_value, label } = found(
    values.find((row) => optionId({ ...row, option: row.target_value }) === id),
  );
  return { object, field, option: target_value, label };
}

/** @throws {UsageError} none */
export function findTable({ fields, values }: MapsRead, id: string): FieldOfValues {
  const all = [...values, ...fields.map(({ object, target }) => ({ object, field: target }))];
  const { object, field } = found(all.find((of) => tableId(of) === id));
  return { object, field };
}

/** @throws {UsageError} none */
export const findSource = ({ unmapped }: MapsRead, id: string): Unmapped =>
  found(unmapped.find((u) => sourceId(u) === id));

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new UsageError(GONE);
  return row;
}
