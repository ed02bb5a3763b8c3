import { optionLabel, optionValue } from "../../mapping/options_of.ts";

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
