import { FORM_LEFT } from "../mapping/form_notes.ts";
import { REMARKS } from "../mapping/transform.ts";
import type { Finding } from "../runbook/step.ts";

/** How a rule is told to a person: what it is about, what becomes of it, what can be done. */
export interface Rule {
  severity: Finding["severity"];
  /** One and many, without the number: `patient with an e-mail address that …`. */
  one: string;
  many: string;
  becomes: string;
  action?: string;
}

const rule = (
  severity: Rule["severity"],
  one: string,
  many: string,
  becomes: string,
  action?: string,
): Rule => ({
  severity,
  one,
  many,
  becomes,
  ...(action ? { action } : {}),
});

/** What the map says of a form is quoted, so that a person finds it. */
const FORM_AS_NOTE =
  `In the field map the row of such a form reads “Ignored: ${FORM_LEFT}”; confirm it, and each response is kept whole.`;

/** Every rule of the dry run, those that lose something first. */
export const RULES: Record<string, Rule> = {
  "email-invalid": rule(
    "warning",
    "e-mail address that Twenty refuses",
    "e-mail addresses that Twenty refuses",
    "They are left out.",
    "Correct them in PracticeHub; a delta or the next extract brings them.",
  ),
  "phone-invalid": rule(
    "warning",
    "patient with a telephone number that cannot be one",
    "patients with a telephone number that cannot be one",
    "Left out; their other numbers are kept.",
    "Correct them in PracticeHub.",
  ),
  "phone-no-country": rule(
    "warning",
    "patient with a national number and no country to read it by",
    "patients with a national number and no country to read it by",
    "Left out; their other numbers are kept.",
    "Set the country of the practice in the settings.",
  ),
  "name-missing": rule(
    "warning",
    "row without any name",
    "rows without any name",
    "The record is made with an empty name; its PracticeHub id tells whose it is.",
  ),
  "date-impossible": rule(
    "warning",
    "date that is not in the calendar",
    "dates that are not in the calendar",
    "The field is left empty.",
    "Correct them in PracticeHub.",
  ),
  "time-impossible": rule(
    "warning",
    "time that is none",
    "times that are none",
    "The field is left empty.",
    "Correct them in PracticeHub.",
  ),
  "number-invalid": rule(
    "warning",
    "number that is none",
    "numbers that are none",
    "The field is left empty.",
  ),
  "money-invalid": rule(
    "warning",
    "amount that cannot be read",
    "amounts that cannot be read",
    "The field is left empty: an amount is never guessed.",
    "Correct them in PracticeHub.",
  ),
  "text-cut": rule(
    "warning",
    "text longer than Twenty can index",
    "texts longer than Twenty can index",
    "Cut at 200,000 characters.",
  ),
  "patient-missing": rule(
    "warning",
    "row of a patient who is not in PracticeHub any more",
    "rows of patients who are not in PracticeHub any more",
    "Appointments, packages, money and treatment notes are moved and linked to nobody. Files have no place and are " +
      "listed as skipped, and answers on forms have nobody to be kept with.",
  ),
  "practitioner-missing": rule(
    "warning",
    "row of a practitioner who is not in PracticeHub any more",
    "rows of practitioners who are not in PracticeHub any more",
    "They are moved without the practitioner; the fallback owner owns them.",
  ),
  "location-missing": rule(
    "warning",
    "row of an unknown location",
    "rows of unknown locations",
    "They are moved without it.",
  ),
  "appointment-missing": rule(
    "warning",
    "invoice of a visit that is not there",
    "invoices of visits that are not there",
    "PracticeHub deletes and recreates a visit that is moved: the visit goes along under its new number. The invoice " +
      "keeps the old one; where invoices go along, it is linked to none.",
  ),
  "appointment-no-patient": rule(
    "warning",
    "appointment without patient",
    "appointments without patient",
    "They are moved and linked to nobody.",
  ),
  "appointment-no-location": rule(
    "info",
    "appointment without location",
    "appointments without location",
    "They are moved and linked to no location.",
  ),
  "ends-before-start": rule(
    "warning",
    "appointment that ends before it begins",
    "appointments that end before they begin",
    "They are moved as they are.",
    "Correct them in PracticeHub.",
  ),
  "no-subscriber": rule(
    "warning",
    "package that names no patient",
    "packages that name no patient",
    "They become opportunities without a contact.",
  ),
  "signature": rule(
    "warning",
    "signature or drawing on forms that cannot be moved",
    "signatures and drawings on forms that cannot be moved",
    "The API hands out the number of a widget, not the picture.",
    "Keep PracticeHub's own PDF of the forms that need a signature.",
  ),
  "form-no-patient": rule(
    "warning",
    "form response of no patient",
    "form responses of no patient",
    "There is nobody to keep the answers with. Kept as a note, a response is moved and linked to nobody.",
    FORM_AS_NOTE,
  ),
  "form-label-shared": rule(
    "warning",
    "answer on a form that gives way to a newer one, to another question of the same name",
    "answers on forms that give way to newer ones, to other questions of the same name",
    "Questions of one name share one field, and the newest answer that is not blank is in it.",
    FORM_AS_NOTE,
  ),
  "form-unasked": rule(
    "warning",
    "answer on a form that stands under no question",
    "answers on forms that stand under no question",
    "There is no question to keep it under, so no field holds it.",
    FORM_AS_NOTE,
  ),
  "form-repeated": rule(
    "info",
    "older response to a form that was filled in again",
    "older responses to forms that were filled in again",
    "One field holds one answer: the newest that is not blank is kept.",
    FORM_AS_NOTE,
  ),
  "note-empty": rule(
    "info",
    "empty treatment note",
    "empty treatment notes",
    "The note is made without text.",
  ),
  "note-shape": rule(
    "info",
    "note in a shape that is not known",
    "notes in a shape that is not known",
    "Everything in it is kept, part by part.",
    "Look at one of them in the sample.",
  ),
  "note-draft": rule(
    "info",
    "note that is a draft",
    "notes that are drafts",
    "They are moved with their state.",
    "Finish or delete them in PracticeHub before the full run, if they should not go along.",
  ),
  "note-no-patient": rule(
    "warning",
    "note of no patient",
    "notes of no patient",
    "The note is made; its link to a patient is listed as skipped.",
  ),
  "file-absent": rule(
    "warning",
    "file without a download link",
    "files without a download link",
    "Their attachments are made without bytes and listed.",
  ),
  "file-not-of-a-patient": rule(
    "info",
    "file of no patient",
    "files of no patient",
    "Reports and data exports of PracticeHub itself stay behind.",
  ),
  "file-link-expired": rule(
    "info",
    "file whose link has expired already",
    "files whose links have expired already",
    "The extract lists them again for fresh links.",
  ),
  "file-extension": rule(
    "info",
    "file whose name has no extension",
    "files whose names have no extension",
    "Twenty refuses such a name; one is added from the file's type.",
  ),
  "file-name": rule(
    "info",
    "file whose name has characters that no folder takes",
    "files whose names have characters that no folder takes",
    "They are replaced; the bytes are the same.",
  ),
  "file-name-cut": rule(
    "info",
    "file whose name is too long for a folder",
    "files whose names are too long for a folder",
    "It is cut, its extension kept.",
  ),
  "file-type": rule(
    "info",
    "file whose name promises another type than it has",
    "files whose names promise another type than they have",
    "The bytes decide: what Twenty refuses under that name is kept whole under a neutral one.",
  ),
  "file-name-repeated": rule(
    "info",
    "file with the name of another one of the same patient",
    "files with the name of another one of the same patient",
    "Both are moved; their numbers tell them apart.",
  ),
  "file-large": rule(
    "info",
    "file over 10 MB",
    "files over 10 MB",
    "Too large for an ordinary request; they go by a signed link.",
  ),
  "file-empty": rule("info", "file of no bytes", "files of no bytes", "They are moved as they are."),
  "email-shared": rule(
    "info",
    "patient with the e-mail address of an older one",
    "patients with the e-mail address of an older one",
    "A primary address is unique in Twenty: the oldest patient keeps it, the others have it as additional.",
  ),
  "phone-shared": rule(
    "info",
    "patient who shares a telephone number",
    "patients who share a telephone number",
    "Twenty lets numbers repeat: everyone keeps theirs.",
  ),
  "phone-country-assumed": rule(
    "info",
    "patient with a national number that names no country",
    "patients with a national number that names no country",
    "It is read as a number of the practice's own country, and may be another's.",
    "Write the country beside a number that is abroad, in PracticeHub; the practice's own is in the settings.",
  ),
  "phone-island": rule(
    "info",
    "patient with a Jersey, Guernsey or Isle of Man number",
    "patients with a Jersey, Guernsey or Isle of Man number",
    "Written under 44 like British ones, which Twenty refuses; they are sent under their own country.",
  ),
  "name-partial": rule(
    "info",
    "patient without a first or a last name",
    "patients without a first or a last name",
    "They are moved with what there is.",
  ),
  "birth-unlikely": rule(
    "info",
    "date of birth before 1900 or in the future",
    "dates of birth before 1900 or in the future",
    "They are moved as they are.",
    "Correct them in PracticeHub.",
  ),
  "date-zero": rule(
    "info",
    "date of zeros",
    "dates of zeros",
    "Zeros stand for none; the field is left empty.",
  ),
  "time-gap": rule(
    "info",
    "time that the clocks skipped",
    "times that the clocks skipped",
    "Moved forward by the gap: such a time never was.",
  ),
  "time-overlap": rule(
    "info",
    "time that happened twice",
    "times that happened twice",
    "The clocks went back; the first of the two is taken.",
  ),
  "text-cleaned": rule(
    "info",
    "text with a character that Twenty refuses",
    "texts with a character that Twenty refuses",
    "NUL makes Twenty fail: it is removed and the rest is kept.",
  ),
  "several-subscribers": rule(
    "info",
    "package with several patients",
    "packages with several patients",
    "The first is its contact; all of them are listed under it as package patients.",
  ),
  "package-twin": rule(
    "info",
    "package that stands twice and was never used",
    "packages that stand twice and were never used",
    "PracticeHub holds both; both are moved.",
    "Delete the twin in PracticeHub before the full run, if it is a mistake.",
  ),
  "package-overused": rule(
    "info",
    "package with a negative balance",
    "packages with a negative balance",
    "More was used than bought; the negative numbers are kept.",
  ),
  "consent-unclear": rule(
    "warning",
    "consent that is neither given nor refused",
    "consents that are neither given nor refused",
    "Only 1 is consent in PracticeHub; anything else is left empty.",
  ),
  "practitioner-inactive": rule(
    "info",
    "appointment of a practitioner who is not active",
    "appointments of practitioners who are not active",
    "They are linked to the practitioner all the same.",
  ),
  "cancelled-by-date": rule(
    "info",
    "appointment that is cancelled by its date alone",
    "appointments that are cancelled by their date alone",
    "Their status says otherwise; they are moved as cancelled.",
  ),
  "duplicate-visit": rule(
    "info",
    "second appointment of one patient at one time",
    "second appointments of one patient at one time",
    "Both are moved.",
    "Delete one in PracticeHub, if it is a mistake.",
  ),
};

/** The rule by its name; one that only the transforms know is told by their own words. */
export function ruleOf(name: string): Rule {
  const words = (REMARKS as Record<string, string | undefined>)[name] ?? name.replaceAll("-", " ");
  return RULES[name] ?? rule("info", `value: ${words}`, `values: ${words}`, "They are listed.");
}
