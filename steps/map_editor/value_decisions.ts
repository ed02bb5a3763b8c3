import type { MapRows } from "../../db/map_changes.ts";
import type { ValueMapTable } from "../../db/tables.ts";
import { UsageError } from "../base/errors.ts";
import { sameOption } from "../mapping/options_of.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { type ChosenOption, optionFor, type OptionName, optionsFor, wordedOption } from "./options.ts";
import { ANYTHING_ELSE, type FieldOfValues, type ValueKey, valueRow, valuesOf } from "./rows.ts";
import { targetField, workspaceOf } from "./workspace.ts";

/** The value becomes its option. */
export const confirmValue = (by: Editor, key: ValueKey): Promise<Change> => decide(by, key, "confirmed");

/** The value becomes nothing: it is left empty, where there is a default too. */
export const ignoreValue = (by: Editor, key: ValueKey): Promise<Change> => decide(by, key, "ignored");

function decide(by: Editor, key: ValueKey, state: "confirmed" | "ignored"): Promise<Change> {
  return changeMaps(by, ({ values }) => {
    const row = valueRow(values, key);
    return {
      what: `a value of ${row.object}.${row.field} ${state}`,
      object: row.object,
      before: { values: [row] },
      after: { values: [{ ...row, state }] },
    };
  });
}

/** Sends a value to another option of its field, or to a new one, and confirms it. */
export function moveValue(by: Editor, key: ValueKey, to: OptionName): Promise<Change> {
  return changeMaps(by, async (now) => {
    const row = valueRow(now.values, key);
    const { target_value, label, changed } = await chosen(by, now, row, to);
    return {
      what: `a value of ${row.object}.${row.field} was given its option by hand`,
      object: row.object,
      before: { values: [row] },
      after: { values: [{ ...row, target_value, label, state: "confirmed" }] },
      changed,
    };
  });
}

/**
 * Adds a value that the audit did not find, such as one that the practice will use from next week.
 *
 * @throws {UsageError} it is listed already, or empty
 */
export function addValue(by: Editor, of: FieldOfValues, value: string, to: OptionName): Promise<Change> {
  return changeMaps(by, async (now) => {
    const source_value = value.trim();
    if (source_value === ANYTHING_ELSE) throw new UsageError("Type the value as PracticeHub has it.");
    const mapped = valuesOf(now.values, of);
    if (mapped.some((v) => v.source_value === source_value)) {
      throw new UsageError("This value is listed already: move it to another option there.");
    }
    const option = await chosen(by, now, of, to);
    return {
      what: `a value of ${of.object}.${of.field} added by hand`,
      object: of.object,
      before: {},
      after: { values: [newRow(of, source_value, option, mapped)] },
      changed: option.changed,
    };
  });
}

/** Says which option every value takes that is not listed; nothing named: none, they are left empty. */
export function setDefault(by: Editor, of: FieldOfValues, to: OptionName | undefined): Promise<Change> {
  return changeMaps(by, async (now) => {
    const mapped = valuesOf(now.values, of);
    const option = to && await chosen(by, now, of, to);
    return {
      what: `${of.object}.${of.field}: what is not listed ${option ? "takes a default" : "is left empty"}`,
      object: of.object,
      before: { values: mapped.filter((v) => v.source_value === ANYTHING_ELSE) },
      after: { values: option ? [newRow(of, ANYTHING_ELSE, option, mapped)] : [] },
      changed: option?.changed ?? "",
    };
  });
}

async function chosen(
  by: Editor,
  { fields, values }: MapRows,
  of: FieldOfValues,
  to: OptionName,
): Promise<ChosenOption> {
  const mapped = valuesOf(values, of);
  if (mapped.length === 0 && !fields.some((f) => f.object === of.object && f.target === of.field)) {
    throw new UsageError("No row of the map fills this field; look at the maps again.");
  }
  const there = targetField(await workspaceOf(by.ledger), of.object, of.field);
  return optionFor(optionsFor(mapped, there), to);
}

function newRow(
  { object, field }: FieldOfValues,
  source_value: string,
  { target_value, label }: ChosenOption,
  mapped: readonly ValueMapTable[],
): ValueMapTable {
  const position = mapped.find((v) => v.source_value === source_value)?.position ??
    Math.max(-1, ...mapped.map((v) => v.position)) + 1;
  return { object, field, source_value, target_value, label, count: 0, state: "confirmed", position };
}

/**
 * Gives an option that is not in Twenty yet another label; its value stays.
 *
 * @throws {UsageError} Twenty has the option already, another has this label, or there is none
 */
export function renameOption(
  by: Editor,
  of: FieldOfValues & { option: string },
  text: string,
): Promise<Change> {
  return changeMaps(by, async (now) => {
    const { label, labelChanges } = wordedOption(text, 0);
    if (label === "") throw new UsageError("Type the label of the option.");
    const mapped = valuesOf(now.values, of);
    const rows = mapped.filter((v) => v.target_value === of.option);
    if (rows.length === 0) throw new UsageError("There is no such option any more; look at the maps again.");
    const there = targetField(await workspaceOf(by.ledger), of.object, of.field);
    if (there?.options?.some((o) => o.value === of.option)) {
      throw new UsageError(
        "Twenty has this option already: rename it there, under Settings → Data model. The value stays.",
      );
    }
    const other = optionsFor(mapped, there).find((o) =>
      o.value !== of.option && sameOption(o.label) === sameOption(label)
    );
    if (other) throw new UsageError("Another option has this label: move the values there instead.");
    return {
      what: `an option of ${of.object}.${of.field} renamed`,
      object: of.object,
      before: { values: rows },
      after: { values: rows.map((v) => ({ ...v, label })) },
      changed: labelChanges.join("; "),
    };
  });
}
