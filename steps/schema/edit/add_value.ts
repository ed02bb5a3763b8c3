import type { MapRows } from "../../../db/map_changes.ts";
import type { ValueMapTable } from "../../../db/tables.ts";
import { UsageError } from "../../base/errors.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { type ChosenOption, optionFor, optionsFor } from "./option_for.ts";
import { ANYTHING_ELSE, type FieldOfValues, valuesOf } from "./rows.ts";
import { targetField, workspaceOf } from "./workspace.ts";

type To = { option: string } | { label: string };

/**
 * Adds a value that the audit did not see, such as one that the practice will use from next week.
 *
 * @throws {UsageError} it is listed already, or empty
 */
export async function addValue(
  by: Editor,
  of: FieldOfValues,
  value: string,
  to: To,
): Promise<Change & { changed: string }> {
  let changed = "";
  const change = await changeMaps(by, async (now) => {
    const source_value = value.trim();
    if (source_value === ANYTHING_ELSE) throw new UsageError("Type the value as PracticeHub has it.");
    const mapped = valuesOf(now.values, of);
    if (mapped.some((v) => v.source_value === source_value)) {
      throw new UsageError("This value is listed already: move it to another option there.");
    }
    const option = await chosen(by, now, of, to);
    changed = option.changed;
    return {
      what: `a value of ${of.object}.${of.field} added by hand`,
      object: of.object,
      before: { fields: [], values: [] },
      after: { fields: [], values: [newRow(of, source_value, option, mapped)] },
    };
  });
  return { ...change, changed };
}

/** Says which option every value takes that is not listed; nothing named: none, they are left empty. */
export async function setDefault(
  by: Editor,
  of: FieldOfValues,
  to: To | undefined,
): Promise<Change & { changed: string }> {
  let changed = "";
  const change = await changeMaps(by, async (now) => {
    const mapped = valuesOf(now.values, of);
    const old = mapped.filter((v) => v.source_value === ANYTHING_ELSE);
    const option = to && await chosen(by, now, of, to);
    changed = option?.changed ?? "";
    return {
      what: `${of.object}.${of.field}: what is not listed ${option ? "takes a default" : "is left empty"}`,
      object: of.object,
      before: { fields: [], values: old },
      after: { fields: [], values: option ? [newRow(of, ANYTHING_ELSE, option, mapped)] : [] },
    };
  });
  return { ...change, changed };
}

async function chosen(
  by: Editor,
  { fields, values }: MapRows,
  of: FieldOfValues,
  to: To,
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
