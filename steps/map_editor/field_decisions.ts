import { specOf } from "../mapping/vocabulary.ts";
import type { FieldMapTable } from "../../db/tables.ts";
import { UsageError } from "../base/errors.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { fitting, takenBy, transformNamed, wordsOf } from "../mapping/transforms/catalogue.ts";
import { newValues, type Place, placeRow } from "./place.ts";
import { type FieldKey, fieldRow, named, sameField, valuesOf } from "./rows.ts";
import { readSources, unmapped } from "./sources.ts";
import { targetField, type TargetObjectFields, workspaceOf } from "./workspace.ts";

/** The row is carried. */
export const confirmField = (by: Editor, key: FieldKey): Promise<Change> => decide(by, key, "confirmed", "");

/** How long a reason may be, in characters. */
export const MAX_NOTE = 300;

/**
 * The row is left behind; `reason` may be empty and stays with the row, not in the log.
 *
 * @throws {UsageError} the reason is longer than 300 characters
 */
export async function ignoreField(by: Editor, key: FieldKey, reason: string): Promise<Change> {
  const note = reason.trim();
  if (note.length > MAX_NOTE) throw new UsageError(`A reason has at most ${MAX_NOTE} characters.`);
  return await decide(by, key, "ignored", note);
}

function decide(by: Editor, key: FieldKey, state: "confirmed" | "ignored", note: string): Promise<Change> {
  return changeMaps(by, ({ fields }) => {
    const row = fieldRow(fields, key);
    return {
      what: `${named(row)} ${state}`,
      object: row.object,
      before: { fields: [row] },
      after: { fields: [{ ...row, state, note }] },
    };
  });
}

/**
 * Sends a source field to another target. The row so far stays, ignored, so that the next proposal does not bring it
 * back as an open one; what was decided about its values goes along.
 *
 * @throws {UsageError} the row is a link or a name of several fields, or the field cannot hold it
 */
export function retarget(by: Editor, key: FieldKey, place: Place): Promise<Change> {
  return changeMaps(by, async (now) => {
    const row = fieldRow(now.fields, key);
    if (!canMove(row)) throw new UsageError("This row keeps its field: confirm it or ignore it.");
    const back = "field" in place
      ? now.fields.find((f) => sameField(f, { ...row, target: place.field }) && f.state === "ignored")
      : undefined;
    const placed = await placeRow(by, now, { ...row, ...BY_HAND }, place, back);
    const { target } = placed.field;
    const carried = valuesOf(now.values, { object: row.object, field: row.target });
    const isNew = "label" in place && placed.values.length > 0 && carried.length > 0;
    const from = { ...row, state: "ignored" as const, note: `goes to ${target} instead` };
    return {
      what: `${named(row)} goes to ${row.object}.${target} instead`,
      object: row.object,
      before: { fields: back ? [row, back] : [row] },
      after: {
        fields: [from, placed.field],
        values: isNew ? carried.map((v) => ({ ...v, field: target })) : placed.values,
      },
      changed: placed.changed,
    };
  });
}

/** What a person chose needs no more deciding. */
const BY_HAND = { state: "confirmed", note: "", confidence: 100, reason: "chosen by hand" } as const;

/** Links, names of several fields and what only their own proposal knows stay where they are. */
export const canMove = ({ source, transform }: Pick<FieldMapTable, "source" | "transform">): boolean =>
  takenBy(source) === "attribute" && !transformNamed(transform)?.takes?.includes("own");

/** Whether a person has anything to choose about a row besides confirming or ignoring it. */
export const canChange = (row: FieldMapTable, workspace: readonly TargetObjectFields[]): boolean =>
  canMove(row) || choicesFor(row, workspace).length > 1;

/**
 * Gives a source field without a row a row of its own, confirmed.
 *
 * @throws {UsageError} the practice has no such field, it has a row already, or the target cannot hold it
 */
export function mapSource(
  by: Editor,
  from: { resource: string; source: string },
  place: Place,
): Promise<Change> {
  return changeMaps(by, async (now) => {
    const free = unmapped(await readSources(by.ledger), now.fields).find((u) =>
      u.resource === from.resource && u.source === from.source
    );
    if (!free) throw new UsageError("This source field has a row already, or is not there; look again.");
    const { object, resource, source } = free;
    const position = Math.max(0, ...now.fields.map((f) => f.position)) + 1;
    const like = { object, resource, source, transform: "", position, ...BY_HAND };
    const placed = await placeRow(by, now, like, place);
    return {
      what: `${named(placed.field)} added`,
      object,
      before: {},
      after: { fields: [placed.field], values: placed.values },
      changed: placed.changed,
    };
  });
}

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
    const field: FieldMapTable = { ...row, transform, state: "confirmed", note: "" };
    return {
      what: `${named(row)} is filled as: ${wordsOf(transform)}`,
      object: row.object,
      before: { fields: [row] },
      after: {
        fields: [field],
        values: await newValues(by, now, field, await readSources(by.ledger), workspace),
      },
    };
  });
}

/** The transforms a person may choose for a row: those that its field's type takes. */
export function choicesFor(row: FieldMapTable, workspace: readonly TargetObjectFields[]): string[] {
  const takes = transformNamed(row.transform)?.takes ?? [];
  if (takes.includes("own") || takes.includes("row")) return [];
  return fitting(row.source, typeOf(row, workspace));
}

/** The type of the field that a row fills; empty where nobody knows it yet. */
export const typeOf = (row: FieldMapTable, workspace: readonly TargetObjectFields[]): string =>
  targetField(workspace, row.object, row.target)?.type ?? specOf(row)?.type ?? "";
