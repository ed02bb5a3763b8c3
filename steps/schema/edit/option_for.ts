import type { ValueMapTable } from "../../../db/tables.ts";
import { UsageError } from "../../base/errors.ts";
import { freeOptionValue, sameOption } from "../../mapping/options_of.ts";
import { wordedOption } from "./option_words.ts";
import type { TargetField } from "./workspace.ts";

export interface ChosenOption {
  target_value: string;
  label: string;
  /** What had to be changed in the label, in words. */
  changed: string;
}

/** The options of a field: those that Twenty has and those that the map makes. */
export function optionsFor(
  mapped: readonly ValueMapTable[],
  there: TargetField | undefined,
): { value: string; label: string }[] {
  const options = new Map((there?.options ?? []).map((o) => [o.value, { value: o.value, label: o.label }]));
  for (const row of mapped) {
    if (!options.has(row.target_value)) {
      options.set(row.target_value, { value: row.target_value, label: row.label });
    }
  }
  return [...options.values()];
}

/**
 * An option by its value, or by the label that a person typed: one of the field's, however it is spelt, or a new one.
 *
 * @throws {UsageError} nothing was named, or no option has this value
 */
export function optionFor(
  options: readonly { value: string; label: string }[],
  chosen: { option: string } | { label: string },
): ChosenOption {
  if ("option" in chosen) {
    const found = options.find((o) => o.value === chosen.option);
    if (!found) throw new UsageError("The field has no such option; choose one from the list.");
    return { target_value: found.value, label: found.label, changed: "" };
  }
  const { label, value, labelChanges, valueChanges } = wordedOption(chosen.label, options.length);
  if (label === "") throw new UsageError("Type the label of the option.");
  const same = options.find((o) => sameOption(o.label) === sameOption(label));
  if (same) return { target_value: same.value, label: same.label, changed: "" };
  return {
    target_value: freeOptionValue(value, new Set(options.map((o) => o.value))),
    label,
    changed: [...labelChanges, ...valueChanges].join("; "),
  };
}
