import type { Row } from "../practicehub/envelope.ts";
import type { Json } from "../twenty/json.ts";
import type { MapContext } from "./context.ts";
import type { FieldRow } from "./vocabulary.ts";

/**
 * One way to turn a source value into a target value. Transforms are total: every input gives a value, nothing
 * (the source holds nothing), or a remark that says why it could not be carried. They never throw.
 */
export type Transform = (input: Input) => Mapped;

export interface Input {
  /** The attribute that the field row names; the row itself for `*`, the text after `=` for a constant. */
  value: unknown;
  row: Row;
  map: FieldRow;
  context: MapContext;
}

export interface Mapped {
  value?: Json;
  /** Why the value is not, or not wholly, what the source holds. A key of REMARKS. */
  remark?: Remark;
  /** Another reason, about another part of the value. */
  also?: Remark;
}

/** Every reason for which a value is changed or left behind, as it is said to a person. */
export const REMARKS = {
  "email-invalid": "not a valid e-mail address; left out",
  "email-shared": "another, older patient keeps this address as primary; kept here as additional",
  "email-taken": "somebody in Twenty already has this address; kept here as additional",
  "phone-invalid": "not a possible telephone number; left out",
  "phone-country-assumed": "a national number that names no country; read as one of the practice's country",
  "phone-no-country": "a national number and no country to read it by; left out",
  "date-impossible": "not a date in the calendar; left out",
  "date-zero": "a zero date stands for none; left empty",
  "time-gap": "this local time was skipped by the clocks; moved forward by an hour",
  "time-overlap": "this local time happened twice; the first is taken",
  "time-impossible": "not a date and time; left out",
  "number-invalid": "not a number; left out",
  "money-invalid": "not an amount; left out",
  "option-unmapped": "the value map has no option for this; left empty",
  "option-default": "the value map has no option for this; the default is used",
  "option-ignored": "the value map leaves this value out; left empty",
  "patient-missing": "the patient is not in PracticeHub any more; not linked",
  "practitioner-missing": "the practitioner is not in PracticeHub any more; not linked",
  "location-missing": "the location is unknown; not linked",
  "no-subscriber": "the package names no patient; not linked",
  "several-subscribers":
    "the package has several patients; the first is its contact, all are listed under the package",
  "owner-fallback": "the practitioner is no workspace member; the fallback owner is used",
  "name-missing": "PracticeHub has no name; left empty",
  "text-cleaned": "a character that Twenty refuses was removed",
  "text-cut": "longer than Twenty can index; cut",
  "company-unmatched": "the visits do not say which location is theirs; the practice is used",
  "appointment-missing": "the appointment is not in PracticeHub any more; not linked",
  "package-twin": "the same package stands twice, one of them never used; both are kept",
  "package-overused": "more visits were used than bought; the balance is negative",
  "duplicate-visit": "the patient has another visit at the same time; both are kept",
  "ends-before-start": "the visit ends before it begins; kept as it is",
  "consent-unclear": "only 1 is consent in PracticeHub; anything else is left empty",
  "note-empty": "the note is empty in PracticeHub",
  "note-shape": "the note has another shape than known; kept as it is",
  "practitioner-inactive": "the practitioner works there no longer; linked all the same",
  "form-repeated": "the form was filled in several times; the newest answer is kept",
  "form-label-shared": "another question of this name has another answer; the newer of the two is kept",
  "form-unasked": "an answer on a form stands under no question; no field holds it",
  "file-absent": "the file has no bytes to be had; recorded without them",
  "file-content": "the bytes are not what the file's name says; kept whole under a neutral extension",
  "file-refused": "Twenty refuses this file; recorded without its bytes",
  "file-extension": "the file name had no extension; one was added from its type",
  "file-empty": "the file is empty in PracticeHub; kept as it is",
  "file-name": "the file's name had characters that no folder takes; replaced",
  "file-name-cut": "the file's name is longer than a folder takes; cut, its extension kept",
} as const;
export type Remark = keyof typeof REMARKS;

export const carried = (value: Json, remark?: Remark): Mapped => (remark ? { value, remark } : { value });
export const nothing: Mapped = {};
export const dropped = (remark: Remark): Mapped => ({ remark });

/** Text of a source value, trimmed; empty, null and absent are the same (contracts/practicehub 3). */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value.trim();
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return "";
}

/** A foreign key: number or numeric string (contracts/practicehub 3), else undefined. */
export function idOf(value: unknown): number | undefined {
  const text = textOf(value);
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
