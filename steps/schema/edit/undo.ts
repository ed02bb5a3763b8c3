import { lastMapChange, type MapRows } from "../../../db/map_changes.ts";
import type { FieldMapTable, ValueMapTable } from "../../../db/tables.ts";
import { UsageError } from "../../base/errors.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { sameField, sameValue } from "./rows.ts";

/**
 * Takes the newest decision back that was not taken back yet; pressed again, the one before.
 *
 * @param id the change that the person was shown; another one by now is refused
 * @throws {UsageError} there is none, or its rows have been changed since
 */
export function undo(by: Editor, id?: number): Promise<Change> {
  return changeMaps(by, async (now) => {
    const last = await lastMapChange(by.ledger);
    if (!last) throw new UsageError("There is no decision about the maps to undo.");
    if (id !== undefined && last.id !== id) {
      throw new UsageError("Another decision was made or undone meanwhile; look at the history again.");
    }
    const current = standing(now, last.after);
    const free = standing(now, last.before);
    const asLeft = current.fields.length === last.after.fields.length &&
      current.values.length === last.after.values.length &&
      free.fields.every((row) => last.after.fields.some((a) => sameField(a, row))) &&
      free.values.every((row) => last.after.values.some((a) => sameValue(a, row))) &&
      last.after.fields.every((row) => current.fields.some((c) => sameField(c, row) && decided(c, row))) &&
      last.after.values.every((row) => current.values.some((c) => sameValue(c, row) && decidedValue(c, row)));
    if (!asLeft) {
      throw new UsageError(
        "Rows of that decision have been changed since by a run or an import, so it cannot be undone; change them one by one.",
      );
    }
    return {
      what: `undone: ${last.what}`,
      before: current,
      after: { fields: last.before.fields, values: withCounts(last.before.values, now.values) },
      undoes: last.id,
    };
  });
}

/** The rows as they are now that have the keys of `rows`. */
function standing(now: MapRows, rows: MapRows): MapRows {
  return {
    fields: now.fields.filter((f) => rows.fields.some((r) => sameField(r, f))),
    values: now.values.filter((v) => rows.values.some((r) => sameValue(r, v))),
  };
}

/** A new proposal may have changed a reason, a confidence or a position: that is no decision. */
const decided = (a: FieldMapTable, b: FieldMapTable): boolean =>
  a.state === b.state && a.transform === b.transform && a.note === b.note && a.creates === b.creates;

const decidedValue = (a: ValueMapTable, b: ValueMapTable): boolean =>
  a.state === b.state && a.target_value === b.target_value && a.label === b.label;

/** What the source holds is not taken back. */
function withCounts(rows: readonly ValueMapTable[], now: readonly ValueMapTable[]): ValueMapTable[] {
  return rows.map((row) => ({ ...row, count: now.find((v) => sameValue(v, row))?.count ?? row.count }));
}
