import { CHANGES } from "./remarks/changes.ts";
import { LOSSES } from "./remarks/losses.ts";

/**
 * Everything that one code stands for. The code itself is stored in the ledger and never shown; at least one of
 * `field`, `row` and `counted` says where it can be met.
 */
export interface Entry {
  /** Remark on a field of a record that is written: what the field holds instead of what the source has. */
  field?: string;
  /** Why no record is made of a row: one text, or one for runs and another for the CSV files. */
  row?: string | { run: string; files: string };
  /** What the audit counts, after the number: `[row|rows] without any name`, one and many. */
  counted?: string;
  /** What becomes of the rows that the audit counted. */
  becomes?: string;
  /** What a person can do about them. */
  advice?: string;
  /** Where on the page of the cells the advice is followed. */
  leadsTo?: `/#${string}`;
  /** The source says nothing there, so that no other source can differ from it. */
  saysNothing?: true;
  /** It leaves a time empty: in the place of a time of creation, Twenty puts its own. */
  emptiesTime?: true;
  /** The line in the audit's table of what cannot move. */
  lost?: { what: string; why: string; todo: string };
}

/** What only a run meets: it takes Twenty's answer or a person's decision. The audit counts none of it. */
const MET_BY_RUNS = {
  "email-taken": { field: "somebody in Twenty already has this address; kept here as additional" },
  "option-unmapped": { field: "the value map has no option for this; left empty" },
  "option-default": { field: "the value map has no option for this; the default is used" },
  "option-ignored": { field: "the value map leaves this value out; left empty" },
  "owner-fallback": { field: "the practitioner is no workspace member; the fallback owner is used" },
  "company-unmatched": { field: "the visits do not say which location is theirs; the practice is used" },
  "file-content": {
    field: "the bytes are not what the file's name says; kept whole under a neutral extension",
  },
  "file-refused": { field: "Twenty refuses this file; recorded without its bytes" },
  "note-not-landed": { row: "its note is not in Twenty" },
  "package-not-landed": { row: "its package is not in Twenty" },
  "not-subscribed": { row: "the patient has left the package" },
  "no-single-visit": {
    row: {
      run: "the patient no longer has exactly one visit on the day of the note",
      files: "more than one visit on the day of the note, or none",
    },
  },
} satisfies Record<string, Entry>;

/**
 * Every remark, skip and rule by its code: the one place that says what a code means. The audit lists its findings in
 * this order.
 */
export const CATALOGUE = { ...LOSSES, ...CHANGES, ...MET_BY_RUNS };

export type Code = keyof typeof CATALOGUE;
type CodeWith<Part extends keyof Entry> = {
  [C in Code]: (typeof CATALOGUE)[C] extends Record<Part, unknown> ? C : never;
}[Code];

/** Why a value is not, or not wholly, what the source holds. */
export type Remark = CodeWith<"field">;
/** Why a row has no record in the target. */
export type Skip = CodeWith<"row">;

/** What the audit says of the rows under one code. */
export interface Rule {
  severity: "warning" | "info";
  /** One and many, without the number: `patient with an e-mail address that …`. */
  one: string;
  many: string;
  becomes: string;
  advice?: string;
}

/** Everything the catalogue has under a code; undefined for what is no code, such as Twenty's own words. */
export const entryOf = (code: string): Entry | undefined =>
  Object.hasOwn(CATALOGUE, code) ? CATALOGUE[code as Code] : undefined;

/** A remark on a field, in words. */
export const remarkWords = (code: string): string => entryOf(code)?.field ?? code;

/** Why a row has no record, in words; a reason that is no code stays as it is. */
export function skipWords(reason: string, place: "run" | "files" = "run"): string {
  const words = entryOf(reason)?.row ?? reason;
  return typeof words === "string" ? words : words[place];
}

/** How the audit tells of a code; one that only the transforms know is told by their own words. */
export function ruleOf(code: string): Rule {
  const { field, counted, becomes = "They are listed.", advice } = entryOf(code) ?? {};
  const words = counted ?? `[value|values]: ${field ?? code.replaceAll("-", " ")}`;
  return {
    severity: code in LOSSES ? "warning" : "info",
    one: words.replace(ONE_OR_MANY, "$1"),
    many: words.replace(ONE_OR_MANY, "$2"),
    becomes,
    ...(advice ? { advice } : {}),
  };
}

const ONE_OR_MANY = /\[(.*?)\|(.*?)\]/;
