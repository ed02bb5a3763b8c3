import { BusyError, UsageError } from "../../base/errors.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { type FieldKey, fieldRow, named } from "./rows.ts";
import type { MapRows } from "../../../db/map_changes.ts";
import { fieldsInUse } from "../../../db/maps.ts";
import { many } from "../../base/words.ts";
import { type Place, placeRow } from "./place.ts";
import { readSources, unmapped } from "./sources.ts";

/** The row is carried. */
export function confirmField(by: Editor, key: FieldKey): Promise<Change> {
  return changeMaps(by, ({ fields }) => {
    const row = fieldRow(fields, key);
    return {
      what: `${named(row)} confirmed`,
      object: row.object,
      before: { fields: [row], values: [] },
      after: { fields: [{ ...row, state: "confirmed", note: "" }], values: [] },
    };
  });
}

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
  return await changeMaps(by, ({ fields }) => {
    const row = fieldRow(fields, key);
    return {
      what: `${named(row)} ignored`,
      object: row.object,
      before: { fields: [row], values: [] },
      after: { fields: [{ ...row, state: "ignored", note }], values: [] },
    };
  });
}

/** Which of the open rows are meant; nothing said: all of them. */
export interface Which {
  /** Rows of the field map that are at least this sure, in percent; values have no confidence and are left out. */
  least?: number;
  object?: string;
  /** With `object`: the values of this field alone. */
  field?: string;
  /** How many rows the person was shown; another number now is refused. */
  shown?: number;
}

/** The open rows that `which` means; values of a field that is left behind are not open. */
export function openRows({ fields, values }: MapRows, which: Which): MapRows {
  const { least, object, field } = which;
  const here = (row: { object: string }) => object === undefined || row.object === object;
  const used = fieldsInUse(fields);
  return {
    fields: field !== undefined
      ? []
      : fields.filter((f) => f.state === "proposed" && here(f) && f.confidence >= (least ?? 0)),
    values: least !== undefined
      ? []
      : values.filter((v) =>
        v.state === "proposed" && here(v) && used(v) && (field === undefined || v.field === field)
      ),
  };
}

/**
 * Confirms every open row that is meant; what was decided stays as it is.
 *
 * @throws {UsageError} there is none, or there are not as many as were shown
 */
export function confirmRows(by: Editor, which: Which): Promise<Change> {
  return changeMaps(by, (now) => {
    const before = openRows(now, which);
    const count = before.fields.length + before.values.length;
    if (count === 0) throw new UsageError("Every row is decided already; nothing was changed.");
    if (which.shown !== undefined && which.shown !== count) {
      throw new BusyError(
        `It would be ${many(count, "row")} by now, not ${which.shown}; look at them and press again.`,
      );
    }
    return {
      what: `${many(count, "proposed row")}${nameOf(which)} confirmed`,
      before,
      after: {
        fields: before.fields.map((f) => ({ ...f, state: "confirmed" })),
        values: before.values.map((v) => ({ ...v, state: "confirmed" })),
      },
    };
  });
}

function nameOf({ least, object, field }: Which): string {
  const where = object === undefined ? "" : ` of ${object}${field === undefined ? "" : `.${field}`}`;
  return where + (least === undefined ? "" : ` at ${least} % or more`);
}

/**
 * Gives a source field that stayed behind a row of its own, confirmed.
 *
 * @throws {UsageError} the practice has no such field, it has a row already, or the target cannot hold it
 */
export async function mapSource(
  by: Editor,
  from: { resource: string; source: string },
  place: Place,
): Promise<Change & { changed: string }> {
  let changed = "";
  const change = await changeMaps(by, async (now) => {
    const free = unmapped(await readSources(by.ledger), now.fields).find((u) =>
      u.resource === from.resource && u.source === from.source
    );
    if (!free) throw new UsageError("This source field has a row already, or is not there; look again.");
    const placed = await placeRow(by, now, {
      object: free.object,
      resource: free.resource,
      source: free.source,
      transform: "",
      state: "confirmed",
      reason: "chosen by hand",
      position: Math.max(0, ...now.fields.map((f) => f.position)) + 1,
      confidence: 100,
      note: "",
    }, place);
    changed = placed.changed;
    return {
      what: `${named(placed.field)} added`,
      object: free.object,
      before: { fields: [], values: [] },
      after: { fields: [placed.field], values: placed.values },
    };
  });
  return { ...change, changed };
}
