import { FORM_AS_NOTE } from "../form_notes.ts";
import type { Entry } from "../remarks.ts";

/** What the audit notes without a warning: nothing is lost that somebody would miss. */
export const CHANGES = {
  "appointment-no-location": {
    counted: "[appointment|appointments] without location",
    becomes: "They are moved and linked to no location.",
  },
  "sources-differ": {
    field: "another source of this field says otherwise; the first that says something is kept",
    counted: "[field of which two sources say|fields of which two sources say] different things",
    becomes: "The first source that says something is kept: the API before an export.",
    advice: "Compare the two in PracticeHub; the record's page shows both.",
  },
  "form-repeated": {
    field: "the form was filled in several times; the newest answer is kept",
    counted: "older [response to a form that was|responses to forms that were] filled in again",
    becomes: "One field holds one answer: the newest that is not blank is kept.",
    advice: FORM_AS_NOTE,
  },
  "note-empty": {
    field: "the note is empty in PracticeHub",
    counted: "empty treatment [note|notes]",
    becomes: "The note is made without text.",
  },
  "note-shape": {
    field: "the note has another shape than known; kept as it is",
    counted: "[note|notes] in a shape that is not known",
    becomes: "Everything in it is kept, part by part.",
    advice: "Look at one of them in the sample.",
  },
  "note-draft": {
    counted: "[note that is a draft|notes that are drafts]",
    becomes: "They are moved with their state.",
    advice: "Finish or delete them in PracticeHub before the full run, if they should not go along.",
  },
  "file-not-of-a-patient": {
    row: {
      run: "belongs to a report or an export, not to a patient",
      files: "of a report or an export, not of a patient",
    },
    counted: "[file|files] of no patient",
    becomes: "Reports and data exports of PracticeHub itself stay behind.",
    lost: {
      what: "Files of no patient",
      why: "reports and exports of PracticeHub itself",
      todo: "export them",
    },
  },
  "file-link-expired": {
    counted: "[file whose link has|files whose links have] expired already",
    becomes: "The extract lists them again for fresh links.",
  },
  "file-extension": {
    field: "the file name had no extension; one was added from its type",
    counted: "[file whose name has|files whose names have] no extension",
    becomes: "Twenty refuses such a name; one is added from the file's type.",
  },
  "file-name": {
    field: "the file's name had characters that no folder takes; replaced",
    counted: "[file whose name has|files whose names have] characters that no folder takes",
    becomes: "They are replaced; the bytes are the same.",
  },
  "file-name-cut": {
    field: "the file's name is longer than a folder takes; cut, its extension kept",
    counted: "[file whose name is|files whose names are] too long for a folder",
    becomes: "It is cut, its extension kept.",
  },
  "file-type": {
    counted:
      "[file whose name promises another type than it has|files whose names promise another type than they have]",
    becomes: "The bytes decide: what Twenty refuses under that name is kept whole under a neutral one.",
  },
  "file-name-repeated": {
    counted: "[file|files] with the name of another one of the same patient",
    becomes: "Both are moved; their numbers tell them apart.",
  },
  "file-large": {
    counted: "[file|files] over 10 MB",
    becomes: "Too large for an ordinary request; they go by a signed link.",
  },
  "file-empty": {
    field: "the file is empty in PracticeHub; kept as it is",
    counted: "[file|files] of no bytes",
    becomes: "They are moved as they are.",
  },
  "email-shared": {
    field: "another, older patient keeps this address as primary; kept here as additional",
    counted: "[patient|patients] with the e-mail address of an older one",
    becomes:
      "A primary address is unique in Twenty: the oldest patient keeps it, the others have it as additional.",
  },
  "phone-shared": {
    counted: "[patient who shares|patients who share] a telephone number",
    becomes: "Twenty lets numbers repeat: everyone keeps theirs.",
  },
  "phone-country-assumed": {
    field: "a national number that names no country; read as one of the practice's country",
    counted: "[patient|patients] with a national number that names no country",
    becomes: "It is read as a number of the practice's own country, and may be another's.",
    advice:
      "Write the country beside a number that is abroad, in PracticeHub; the practice's own is in the settings.",
  },
  "phone-island": {
    counted: "[patient|patients] with a Jersey, Guernsey or Isle of Man number",
    becomes:
      "Written under 44 like British ones, which Twenty refuses; they are sent under their own country.",
  },
  "name-partial": {
    counted: "[patient|patients] without a first or a last name",
    becomes: "They are moved with what there is.",
  },
  "birth-unlikely": {
    counted: "[date|dates] of birth before 1900 or in the future",
    becomes: "They are moved as they are.",
    advice: "Correct them in PracticeHub.",
  },
  "shape-read": {
    field: "a list or an object in PracticeHub; read as what it says, without its numbers of rows",
    counted: "[value that came|values that came] as a list or an object where a plain one was expected",
    becomes: "Names, dates and the items of lists are read; the numbers of rows in them are not kept.",
  },
  "number-separators": {
    field: "written with separators; read as the number it is",
    counted: "[number|numbers] with separators",
    becomes: "`1,250.00` and `1 250,00` are read; what may mean two numbers never is.",
  },
  "zero-none": {
    field: "zero stands for none; not linked",
    counted: "[link|links] to number zero",
    becomes: "Zero stands for none: there is no such row, and nothing is linked.",
    saysNothing: true,
  },
  "date-zero": {
    field: "a zero date stands for none; left empty",
    counted: "[date|dates] of zeros",
    becomes: "Zeros stand for none; the field is left empty.",
    saysNothing: true,
    emptiesTime: true,
  },
  "time-gap": {
    field: "this local time was skipped by the clocks; moved forward by as much as they skipped",
    counted: "[time|times] that the clocks skipped",
    becomes: "Moved forward by the gap: such a time never was.",
  },
  "time-overlap": {
    field: "this local time happened twice; the first is taken",
    counted: "[time|times] that happened twice",
    becomes: "The clocks went back; the first of the two is taken.",
  },
  "time-gap-before": {
    field: "the clocks moved the start of the visit; its end moves along, so that it is as long as booked",
    counted: "[end of a visit|ends of visits] whose start the clocks skipped",
    becomes: "Moved forward with the start, so that the visit is as long as it was booked.",
  },
  "time-overlap-later": {
    field: "this local time happened twice; the second is taken, so that the visit is as long as booked",
    counted:
      "[start of a visit that happened twice|starts of visits that happened twice] before a longer end",
    becomes:
      "The clocks went back; the second of the two is taken, so that the visit is as long as it was booked.",
  },
  "text-cleaned": {
    field: "a character that Twenty refuses was removed",
    counted: "[text|texts] with a character that Twenty refuses",
    becomes: "NUL makes Twenty fail: it is removed and the rest is kept.",
  },
  "several-subscribers": {
    field: "the package has several patients; the first is its contact, all are listed under the package",
    counted: "[package|packages] with several patients",
    becomes: "The first is its contact; all of them are listed under it as package patients.",
  },
  "package-twin": {
    field: "the same package stands twice, one of them never used; both are kept",
    counted: "[package that stands twice and was|packages that stand twice and were] never used",
    becomes: "PracticeHub holds both; both are moved.",
    advice: "Delete the twin in PracticeHub before the full run, if it is a mistake.",
  },
  "package-overused": {
    field: "more visits were used than bought; the balance is negative",
    counted: "[package|packages] with a negative balance",
    becomes: "More was used than bought; the negative numbers are kept.",
  },
  "practitioner-inactive": {
    field: "the practitioner works there no longer; linked all the same",
    counted: "[appointment of a practitioner who is|appointments of practitioners who are] not active",
    becomes: "They are linked to the practitioner all the same.",
  },
  "cancelled-by-date": {
    field: "the visit has a date of cancelling; its status says otherwise and gives way",
    counted: "[appointment that is cancelled by its|appointments that are cancelled by their] date alone",
    becomes: "Their status says otherwise; they are moved as cancelled.",
  },
  "duplicate-visit": {
    field: "the patient has another visit at the same time; both are kept",
    counted: "second [appointment|appointments] of one patient at one time",
    becomes: "Both are moved.",
    advice: "Delete one in PracticeHub, if it is a mistake.",
  },
} satisfies Record<string, Entry>;
