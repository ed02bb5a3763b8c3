import { type Change, changeMaps, type Editor } from "./change.ts";
import { optionFor, optionsFor } from "./option_for.ts";
import { type ValueKey, valueRow, valuesOf } from "./rows.ts";
import { targetField, workspaceOf } from "./workspace.ts";

/**
 * Sends a value to another option of its field, or to a new one, and confirms it.
 *
 * @returns the change, and how the label had to be altered
 */
export async function moveValue(
  by: Editor,
  key: ValueKey,
  to: { option: string } | { label: string },
): Promise<Change & { changed: string }> {
  let changed = "";
  const change = await changeMaps(by, async ({ values }) => {
    const row = valueRow(values, key);
    const there = targetField(await workspaceOf(by.ledger), row.object, row.field);
    const option = optionFor(optionsFor(valuesOf(values, row), there), to);
    changed = option.changed;
    const { target_value, label } = option;
    return {
      what: `a value of ${row.object}.${row.field} was given its option by hand`,
      object: row.object,
      before: { fields: [], values: [row] },
      after: { fields: [], values: [{ ...row, target_value, label, state: "confirmed" }] },
    };
  });
  return { ...change, changed };
}
