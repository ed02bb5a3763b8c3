import type { MapRows } from "../../db/map_changes.ts";
import { fieldsInUse } from "../../db/maps.ts";
import { BusyError, UsageError } from "../base/errors.ts";
import { many } from "../base/words.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";

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
