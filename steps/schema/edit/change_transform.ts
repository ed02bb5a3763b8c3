import type { FieldMapTable } from "../../../db/tables.ts";
import { UsageError } from "../../base/errors.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { byValueMap, FITS, fitting, wordsOf } from "./fits.ts";
import { specOf } from "./place.ts";
import { type FieldKey, fieldRow, named, valuesOf } from "./rows.ts";
import { readSources, valuesSeen } from "./sources.ts";
import { valuesFor } from "./values_for.ts";
import { targetField, type TargetObjectFields, workspaceOf } from "./workspace.ts";

/** The transforms a person may choose for a row: those that its field's type takes. */
export function choicesFor(row: FieldMapTable, workspace: readonly TargetObjectFields[]): string[] {
  const takes = FITS[row.transform]?.takes ?? [];
  if (takes.includes("own") || takes.includes("row")) return [];
  return fitting(row.source, typeOf(row, workspace));
}

/** The type of the field that a row fills; empty where nobody knows it yet. */
export const typeOf = (row: FieldMapTable, workspace: readonly TargetObjectFields[]): string =>
  targetField(workspace, row.object, row.target)?.type ?? specOf(row)?.type ?? "";

/**
 * Turns the source into the target in another way, and confirms the row.
 *
 * @throws {UsageError} the field's type does not take what this transform makes
 */
export function changeTransform(by: Editor, key: FieldKey, transform: string): Promise<Change> {
  return changeMaps(by, async (now) => {
    const row = fieldRow(now.fields, key);
    const workspace = await workspaceOf(by.ledger);
    const choices = choicesFor(row, workspace);
    if (!choices.includes(transform)) {
      throw new UsageError(
        choices.length > 0
          ? `${row.target} cannot be filled that way; it takes: ${choices.map(wordsOf).join(", ")}.`
          : `How ${row.target} is filled cannot be changed.`,
      );
    }
    const of = { object: row.object, field: row.target };
    const values = byValueMap(transform)
      ? valuesFor(
        valuesOf(now.values, of),
        of,
        await valuesSeen(by.ledger, await readSources(by.ledger), row.resource, row.source),
        targetField(workspace, row.object, row.target),
      )
      : [];
    return {
      what: `${named(row)} is filled as: ${wordsOf(transform)}`,
      object: row.object,
      before: { fields: [row], values: [] },
      after: { fields: [{ ...row, transform, state: "confirmed", note: "" }], values },
    };
  });
}
