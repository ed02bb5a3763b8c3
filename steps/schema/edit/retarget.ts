import type { FieldMapTable } from "../../../db/tables.ts";
import { UsageError } from "../../base/errors.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { byValueMap, FITS, fitting, takenBy, wordsOf } from "./fits.ts";
import { type Place, placeRow, specOf } from "./place.ts";
import { type FieldKey, fieldRow, named, sameField, valuesOf } from "./rows.ts";
import { targetField, type TargetObjectFields, workspaceOf } from "./workspace.ts";
import { readSources, valuesSeen } from "./sources.ts";
import { valuesFor } from "./values.ts";

/** Links, names of several fields and what only their own proposal knows stay where they are. */
export const canMove = ({ source, transform }: Pick<FieldMapTable, "source" | "transform">): boolean =>
  takenBy(source) === "attribute" && !FITS[transform]?.takes.includes("own");

/** Whether a person has anything to choose about a row besides confirming or ignoring it. */
export const canChange = (row: FieldMapTable, workspace: readonly TargetObjectFields[]): boolean =>
  canMove(row) || choicesFor(row, workspace).length > 1;

/**
 * Sends a source field to another target. The row so far stays, ignored, so that the next proposal does not bring it
 * back as an open one; what was decided about its values goes along.
 *
 * @returns the change, and how the new name had to be altered
 * @throws {UsageError} the row is a link or a name of several fields, or the field cannot hold it
 */
export async function retarget(
  by: Editor,
  key: FieldKey,
  place: Place,
): Promise<Change & { changed: string }> {
  let changed = "";
  const change = await changeMaps(by, async (now) => {
    const row = fieldRow(now.fields, key);
    if (!canMove(row)) throw new UsageError("This row keeps its field: confirm it or ignore it.");
    const back = "field" in place &&
      now.fields.find((f) => sameField(f, { ...row, target: place.field }) && f.state === "ignored");
    const placed = await placeRow(
      by,
      now,
      {
        ...row,
        state: "confirmed",
        note: "",
        confidence: 100,
        reason: "chosen by hand",
      },
      place,
      back || undefined,
    );
    changed = placed.changed;
    const { target } = placed.field;
    const carried = valuesOf(now.values, { object: row.object, field: row.target });
    const isNew = "label" in place && placed.values.length > 0 && carried.length > 0;
    const values = isNew ? carried.map((v) => ({ ...v, field: target })) : placed.values;
    const from = { ...row, state: "ignored" as const, note: `goes to ${target} instead` };
    return {
      what: `${named(row)} goes to ${row.object}.${target} instead`,
      object: row.object,
      before: { fields: back ? [row, back] : [row], values: [] },
      after: { fields: [from, placed.field], values },
    };
  });
  return { ...change, changed };
}

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
