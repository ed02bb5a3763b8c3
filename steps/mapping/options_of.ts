import type { ValueMapTable } from "../../db/tables.ts";
import type { OptionMeta } from "../twenty/metadata.ts";

/** Colours that Twenty's page knows (contracts/twenty e), in the order they are handed out. */
const COLOURS = [
  "blue",
  "green",
  "orange",
  "purple",
  "turquoise",
  "pink",
  "yellow",
  "sky",
  "red",
  "gray",
] as const;
/** Twenty's limits on an option's label and value. */
const MAX_LABEL = 63;

/** Accents of scripts in which a letter is the same word without them; elsewhere a mark is a vowel. */
const ACCENTS = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;

/** What two spellings of one option have in common: all but case, white space and Unicode form is meaning. */
export const sameOption = (label: string): string =>
  label.normalize("NFKC").toLowerCase().normalize("NFKC").replace(/\s+/g, " ").trim();

/** What two spellings of one name have in common: `Müller, Ann` and `muller ann` are one. */
export function sameName(label: string): string {
  const plain = label.normalize("NFKD").replace(ACCENTS, "$1").toLowerCase();
  return plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim() || label.replace(/\s+/g, " ").trim();
}

/** As {@linkcode sameName}, but `A+` and `A-`, `>5` and `<5`, `C` and `C#` never look alike. */
const looksLike = (label: string): string => sameName(spelledSigns(label));

/** Signs that change what a value says, as words; a dash between two words or digits is spelling. */
function spelledSigns(label: string): string {
  return label.normalize("NFKC").replace(/^(.*\d)\s*%\s*$/u, "percent $1")
    .replace(/[-−–—](?=\s*$)|(?<![\p{L}\p{N}]\s*)[-−–—](?=\s*[\p{L}\p{N}])/gu, " minus ")
    .replace(/[+<>=≤≥±%#]/gu, (sign) => ` ${SIGNS[sign] ?? ""} `);
}

const SIGNS: Readonly<Record<string, string>> = {
  "+": "plus",
  "<": "less",
  ">": "more",
  "=": "equal",
  "≤": "at most",
  "≥": "at least",
  "±": "plus minus",
  "%": "percent",
  "#": "sharp",
};

/** A source value as the value map keeps it: without NUL, at which libSQL ends a text that is read. */
export const valueKey = (text: string): string => text.replaceAll("\u0000", "").trim();

/**
 * The value that Twenty keeps for a label: upper snake case, beginning with a letter.
 *
 * @param position from 0 among the options; it names a label that has no such letter
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(optionValue("Médecin – à domicile", 0), "MEDECIN_A_DOMICILE");
 * assertEquals(optionValue("1st visit", 0), "N1ST_VISIT");
 * assertEquals(optionValue("A-", 0), "A_MINUS");
 * assertEquals(optionValue("再診", 4), "OPTION_5");
 * ```
 */
export function optionValue(label: string, position: number): string {
  const ascii = spelledSigns(label).normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase().replace(
    /[^A-Z0-9]+/g,
    "_",
  )
    .replace(/^_+|_+$/g, "");
  if (ascii === "") return `OPTION_${position + 1}`;
  const value = /^\d/.test(ascii) ? `N${ascii}` : ascii;
  return value.slice(0, MAX_LABEL).replace(/_+$/, "");
}

/** A label that Twenty takes: no comma (`2,5` is `2.5`), no NUL, trimmed, at most 63 characters. */
export function optionLabel(text: string): string {
  const plain = text.replaceAll("\u0000", "").replace(/(?<=\d),(?=\d)/g, ".").replaceAll(",", " /").replace(
    /\s+/g,
    " ",
  ).trim();
  return plain.slice(0, MAX_LABEL).toWellFormed().trim();
}

/**
 * Proposes one option for every group of source values that differ only in spelling: one that the field has already, or
 * a new one, named by the commonest spelling that has a capital, or given one.
 *
 * @param there options of a field that exists
 */
export function proposeOptions(
  object: string,
  field: string,
  values: readonly { source: string; label: string; count: number }[],
  there: readonly OptionMeta[] = [],
): ValueMapTable[] {
  const groups = Map.groupBy(values, (value) => sameOption(value.label));
  const used = new Set<string>();
  const taken = new Set(there.map((o) => o.value));
  const exact = new Set(there.map((o) => sameOption(o.label)).filter((key) => groups.has(key)));
  return [...groups.values()].flatMap((group, position) => {
    const named = group.toSorted((a, b) =>
      Number(hasCapital(b.label)) - Number(hasCapital(a.label)) || b.count - a.count ||
      (a.label < b.label ? -1 : 1)
    )[0];
    const wanted = optionLabel(capitalised(named?.label ?? "")) || `Option ${position + 1}`;
    // Two long values may have the same beginning, and so two options the same label.
    const free = there.filter((o) =>
      !used.has(o.value)
    );
    const same = free.find((o) => sameOption(o.label) === sameOption(wanted)) ??
      free.find((o) => !exact.has(sameOption(o.label)) && looksLike(o.label) === looksLike(wanted));
    const label = same?.label ?? wanted;
    const target = same?.value ?? freeOptionValue(optionValue(label, position), taken);
    taken.add(target);
    used.add(target);
    return group.map((value): ValueMapTable => ({
      object,
      field,
      source_value: value.source,
      target_value: target,
      label,
      count: value.count,
      state: "proposed",
      position,
    }));
  });
}

const hasCapital = (label: string): boolean => label !== label.toLowerCase();

/** As a person heads an option: what is written all small begins with a capital; a name like `iPhone` stays. */
function capitalised(label: string): string {
  const [first = ""] = label;
  const capital = first.toUpperCase();
  const small = !hasCapital(label) && capital.toLowerCase() === first;
  return small ? capital + label.slice(first.length) : label;
}

/** The value itself, or with a number where another option has it. */
export function freeOptionValue(plain: string, taken: ReadonlySet<string>): string {
  for (let n = 1;; n++) {
    const value = n === 1 ? plain : `${plain.slice(0, MAX_LABEL - 4).replace(/_+$/, "")}_${n}`;
    if (!taken.has(value)) return value;
  }
}

/** The options that a new field gets: one for every target value in use, in the order of the value map. */
export function optionsOf(rows: readonly ValueMapTable[]): OptionMeta[] {
  const options = new Map<string, OptionMeta>();
  for (const row of rows) {
    if (row.state === "ignored" || options.has(row.target_value)) continue;
    const position = options.size;
    options.set(row.target_value, {
      value: row.target_value,
      label: row.label,
      color: COLOURS[position % COLOURS.length] ?? "gray",
      position,
    });
  }
  return [...options.values()];
}
