import type { ValueMapTable } from "../../db/tables.ts";
import { UsageError } from "../base/errors.ts";
import {
  freeOptionValue,
  optionLabel,
  optionValue,
  proposeOptions,
  sameOption,
} from "../mapping/options_of.ts";
import { ANYTHING_ELSE, type FieldOfValues } from "./rows.ts";
import type { TargetField } from "./workspace.ts";

/** How a person names an option: by the value it has, or by the label of one that may be new. */
export type OptionName = { option: string } | { label: string };

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
  chosen: OptionName,
): ChosenOption {
  if ("option" in chosen) {
    const found = options.find((o) => o.value === chosen.option);
    if (!found) throw new UsageError("The field has no such option; choose one from the list.");
    return { target_value: found.value, label: found.label, changed: "" };
  }
  const { label, value, labelChanges, valueChange } = wordedOption(chosen.label, options.length);
  if (label === "") throw new UsageError("Type the label of the option.");
  const same = options.find((o) => sameOption(o.label) === sameOption(label));
  if (same) return { target_value: same.value, label: same.label, changed: "" };
  return {
    target_value: freeOptionValue(value, new Set(options.map((o) => o.value))),
    label,
    changed: [...labelChanges, ...valueChange ? [valueChange.text] : []].join("; "),
  };
}

/** An option as Twenty takes it, and in words what had to be changed for that. */
export interface WordedOption {
  label: string;
  value: string;
  labelChanges: string[];
  valueChange: ValueChange | undefined;
}

/** Why an option's value is not its label. */
export interface ValueChange {
  why: "numbered" | "taken" | "digit" | "capitals";
  text: string;
}

/** What becomes of the label that a person types (`mapping/options_of.ts`, contracts/twenty e). */
export function wordedOption(text: string, position: number): WordedOption {
  const label = optionLabel(text);
  const value = optionValue(label, position);
  const tidy = text.replace(/\s+/g, " ").trim();
  const labelChanges = [
    /(?<=\d),(?=\d)/.test(text) ? "Twenty takes no comma in a label: between digits it becomes a point" : "",
    /(?<!\d),|,(?!\d)/.test(text) ? "Twenty takes no comma in a label: it becomes a slash" : "",
    tidy.replace(/(?<=\d),(?=\d)/g, ".").replaceAll(",", " /").length > label.length
      ? "a label has at most 63 characters: it is cut"
      : "",
  ].filter(Boolean);
  return { label, value, labelChanges, valueChange: valueChange(label, value) };
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

/** Why the value is not the label; undefined where it is. */
export function valueChange(label: string, value: string): ValueChange | undefined {
  if (value === label) return undefined;
  if (/^OPTION_\d+$/.test(value) && !/option/i.test(label)) {
    return {
      why: "numbered",
      text: "the label has no letter that Twenty's values take: the value is numbered",
    };
  }
  const plain = optionValue(label, 0);
  if (value.startsWith(`${plain}_`) && /^\d+$/.test(value.slice(plain.length + 1))) {
    return { why: "taken", text: `another option has the value ${plain}: ${value}` };
  }
  if (/^\d/.test(label.trim())) return { why: "digit", text: `a value begins with a letter: ${value}` };
  return { why: "capitals", text: `the value is written in capitals: ${value}` };
}

/**
 * The rows that a field's value map still lacks when one more source fills it: one option for each group of values that
 * differ in spelling only; an option that is mapped or that Twenty has under that label is taken.
 */
export function valuesFor(
  mapped: readonly ValueMapTable[],
  { object, field }: FieldOfValues,
  counted: readonly { source: string; label: string; count: number }[],
  there: TargetField | undefined,
): ValueMapTable[] {
  const known = new Map([
    ...(there?.options ?? []).map(({ label, value }) => [sameOption(label), { label, value }] as const),
    ...mapped.map(({ label, target_value: value }) => [sameOption(label), { label, value }] as const),
  ]);
  const listed = new Set([ANYTHING_ELSE, ...mapped.map((v) => v.source_value)]);
  const start = Math.max(-1, ...mapped.map((v) => v.position)) + 1;
  return proposeOptions(object, field, counted.filter((v) => !listed.has(v.source))).map((row) => {
    const option = known.get(sameOption(row.label));
    const place = { ...row, position: start + row.position };
    return option ? { ...place, target_value: option.value, label: option.label } : place;
  });
}
