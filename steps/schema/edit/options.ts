import { UsageError } from "../../base/errors.ts";
import { freeOptionValue, optionLabel, optionValue, sameOption } from "../../mapping/options_of.ts";
import { type Change, changeMaps, type Editor } from "./change.ts";
import { type FieldOfValues, valuesOf } from "./rows.ts";
import { type TargetField, targetField, workspaceOf } from "./workspace.ts";
import type { ValueMapTable } from "../../../db/tables.ts";

/**
 * Gives an option that is not in Twenty yet another label; its value stays.
 *
 * @returns the change, and how the label had to be altered
 * @throws {UsageError} Twenty has the option already, another has this label, or there is none
 */
export async function renameOption(
  by: Editor,
  of: FieldOfValues & { option: string },
  text: string,
): Promise<Change & { changed: string }> {
  const { label, labelChanges } = wordedOption(text, 0);
  const changed = labelChanges.join("; ");
  const change = await changeMaps(by, async (now) => {
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
      before: { fields: [], values: rows },
      after: { fields: [], values: rows.map((v) => ({ ...v, label })) },
    };
  });
  return { ...change, changed };
}

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

/** An option as Twenty takes it, and in words what had to be changed for that. */
export interface WordedOption {
  label: string;
  value: string;
  labelChanges: string[];
  valueChanges: string[];
}

/** What becomes of the label that a person types (`mapping/options_of.ts`, contracts/twenty e). */
export function wordedOption(text: string, position: number): WordedOption {
  const label = optionLabel(text);
  const value = optionValue(label, position);
  const tidy = text.replace(/\s+/g, " ").trim();
  const labelChanges = [
    text.includes(",") ? "Twenty takes no comma in a label: it becomes a slash" : "",
    tidy.replaceAll(",", " /").length > label.length ? "a label has at most 63 characters: it is cut" : "",
  ].filter(Boolean);
  return { label, value, labelChanges, valueChanges: valueChanges(label, value) };
}

/**
 * What had to be changed of the words that an option is named by: of one of its source values, whose label it has.
 * Nothing where a person named it otherwise.
 */
export function labelChangesIn(label: string, sources: readonly string[]): string[] {
  const words = sources.map((source) => wordedOption(source, 0));
  const named = words.find((w) => w.label.toLowerCase() === label.toLowerCase() && w.labelChanges.length > 0);
  return named?.labelChanges ?? [];
}

/** Why an option's value is not its label: said where it would surprise. */
export function valueChanges(label: string, value: string): string[] {
  if (value === label) return [];
  if (/^OPTION_\d+$/.test(value) && !/option/i.test(label)) {
    return ["the label has no letter that Twenty's values take: the value is numbered"];
  }
  const plain = optionValue(label, 0);
  if (value.startsWith(`${plain}_`) && /^\d+$/.test(value.slice(plain.length + 1))) {
    return [`another option has the value ${plain}: ${value}`];
  }
  if (/^\d/.test(label.trim())) return [`a value begins with a letter: ${value}`];
  return [`the value is written in capitals: ${value}`];
}
