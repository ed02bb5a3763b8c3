import type { ValueMapTable } from "../../../db/tables.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { type ValueKey, valueRow } from "./rows.ts";

/** The value becomes its option. */
export const confirmValue = (by: Editor, key: ValueKey): Promise<Change> =>
  decide(by, key, "confirmed", "confirmed");

/** The value becomes nothing: it is left empty, where there is a default too. */
export const ignoreValue = (by: Editor, key: ValueKey): Promise<Change> =>
  decide(by, key, "ignored", "ignored");

function decide(
  by: Editor,
  key: ValueKey,
  state: ValueMapTable["state"],
  word: string,
): Promise<Change> {
  return changeMaps(by, ({ values }) => {
    const row = valueRow(values, key);
    return {
      what: `a value of ${row.object}.${row.field} ${word}`,
      object: row.object,
      before: { fields: [], values: [row] },
      after: { fields: [], values: [{ ...row, state }] },
    };
  });
}
