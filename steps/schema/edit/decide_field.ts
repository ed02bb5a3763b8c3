import { UsageError } from "../../base/errors.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { type FieldKey, fieldRow, named } from "./rows.ts";

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
