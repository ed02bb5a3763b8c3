import { FORM_AS_NOTE } from "../form_notes.ts";
import type { Entry } from "../remarks.ts";

/** What the audit warns of: something is left out or unlinked, or wants cleaning in PracticeHub. */
export const LOSSES = {
  "email-invalid": {
    field: "not a valid e-mail address; left out",
    counted: "e-mail [address|addresses] that Twenty refuses",
    becomes: "They are left out.",
    advice: "Correct them in PracticeHub; a delta or the next extract brings them.",
    lost: { what: "E-mail addresses", why: "Twenty refuses them", todo: "correct them in PracticeHub" },
  },
  "phone-invalid": {
    field: "not a possible telephone number; left out",
    counted: "[patient|patients] with a telephone number that cannot be one",
    becomes: "Left out; their other numbers are kept.",
    advice: "Correct them in PracticeHub.",
    lost: { what: "Telephone numbers", why: "no number of any country", todo: "correct them in PracticeHub" },
  },
  "phone-extension": {
    field: "Twenty has no place for an extension; the number is kept without it",
    counted: "[patient|patients] with a telephone number that has an extension",
    becomes: "The number is kept, the extension is left out: Twenty has no place for it.",
    advice: "Keep the extension in a note, or in a field of its own.",
    lost: {
      what: "Extensions of telephone numbers",
      why: "Twenty has no place for them",
      todo: "keep them in a note",
    },
  },
  "phone-no-country": {
    field: "a national number and no country to read it by; left out",
    counted: "[patient|patients] with a national number and no country to read it by",
    becomes: "Left out; their other numbers are kept.",
    advice: "Set the country of the practice in the settings.",
    leadsTo: "/#setting-country",
    lost: { what: "National telephone numbers", why: "no country to read them by", todo: "set the country" },
  },
  "name-missing": {
    field: "PracticeHub has no name; left empty",
    counted: "[row|rows] without any name",
    becomes: "The record is made with an empty name; its PracticeHub id tells whose it is.",
  },
  "shape-unknown": {
    field: "a value in a shape that cannot be read for this field; left out",
    counted: "[value|values] in a shape that cannot be read for their field",
    becomes: "They are left out of the field, each with its row.",
    advice:
      "Look at one of the rows; give the attribute a field of text in the field map to keep it as it is.",
    lost: { what: "Values in unknown shapes", why: "the field cannot hold them", todo: "map them to text" },
  },
  "date-impossible": {
    field: "not a date in the calendar; left out",
    counted: "[date that is|dates that are] not in the calendar",
    becomes: "The field is left empty.",
    advice: "Correct them in PracticeHub.",
    lost: { what: "Dates", why: "not in the calendar", todo: "correct them in PracticeHub" },
  },
  "time-impossible": {
    field: "not a date and time; left out",
    counted: "[time that is|times that are] none",
    becomes: "The field is left empty.",
    emptiesTime: true,
    advice: "Correct them in PracticeHub.",
    lost: { what: "Times", why: "not in the calendar", todo: "correct them in PracticeHub" },
  },
  "number-invalid": {
    field: "not a number; left out",
    counted: "[number that is|numbers that are] none",
    becomes: "The field is left empty.",
    lost: { what: "Numbers", why: "cannot be read without guessing", todo: "correct them in PracticeHub" },
  },
  "money-invalid": {
    field: "not an amount; left out",
    counted: "[amount|amounts] that cannot be read",
    becomes: "The field is left empty: an amount is never guessed.",
    advice: "Correct them in PracticeHub.",
    lost: { what: "Amounts", why: "cannot be read without guessing", todo: "correct them in PracticeHub" },
  },
  "text-cut": {
    field: "longer than Twenty can index; cut",
    counted: "[text|texts] longer than Twenty can index",
    becomes: "Cut at 200,000 characters.",
    lost: { what: "Ends of very long texts", why: "Twenty cannot index them", todo: "keep them as a file" },
  },
  "patient-missing": {
    field: "the patient is not in PracticeHub any more; not linked",
    row: { run: "its patient is not in Twenty", files: "the patient is not in PracticeHub any more" },
    counted: "[row of a patient who is|rows of patients who are] not in PracticeHub any more",
    becomes:
      "Appointments, packages, money and treatment notes are moved and linked to nobody. Files have no place and are " +
      "listed as skipped, and answers on forms have nobody to be kept with.",
    lost: { what: "Links to patients", why: "the patient is not in PracticeHub any more", todo: "nothing" },
  },
  "practitioner-missing": {
    field: "the practitioner is not in PracticeHub any more; not linked",
    counted: "[row of a practitioner who is|rows of practitioners who are] not in PracticeHub any more",
    becomes: "They are moved without the practitioner; the fallback owner owns them.",
    lost: { what: "Links to practitioners", why: "not in PracticeHub any more", todo: "nothing" },
  },
  "location-missing": {
    field: "the location is unknown; not linked",
    counted: "[row of an unknown location|rows of unknown locations]",
    becomes: "They are moved without it.",
  },
  "appointment-missing": {
    field: "the appointment is not in PracticeHub any more; not linked",
    counted: "[invoice of a visit that is|invoices of visits that are] not there",
    becomes:
      "PracticeHub deletes and recreates a visit that is moved: the visit goes along under its new number. The invoice " +
      "keeps the old one; where invoices go along, it is linked to none.",
    lost: {
      what: "Links from invoices to visits",
      why: "the visit was deleted or recreated",
      todo: "nothing",
    },
  },
  "appointment-no-patient": {
    counted: "[appointment|appointments] without patient",
    becomes: "They are moved and linked to nobody.",
  },
  "ends-before-start": {
    field: "the visit ends before it begins; kept as it is",
    counted: "[appointment that ends before it begins|appointments that end before they begin]",
    becomes: "They are moved as they are.",
    advice: "Correct them in PracticeHub.",
  },
  "no-subscriber": {
    field: "the package names no patient; not linked",
    counted: "[package that names|packages that name] no patient",
    becomes: "They become opportunities without a contact.",
  },
  "signature": {
    counted: "[signature or drawing|signatures and drawings] on forms that cannot be moved",
    becomes: "The API hands out the number of a widget, not the picture.",
    advice: "Keep PracticeHub's own PDF of the forms that need a signature.",
    lost: {
      what: "Signatures and drawings on forms",
      why: "the API gives a widget's number, not the picture",
      todo: "keep PDFs",
    },
  },
  "form-no-patient": {
    counted: "form [response|responses] of no patient",
    becomes:
      "There is nobody to keep the answers with. Kept as a note, a response is moved and linked to nobody.",
    advice: FORM_AS_NOTE,
  },
  "form-label-shared": {
    field: "another question of this name has another answer; the newer of the two is kept",
    counted: "[answer on a form that gives way to a newer one, to another question|" +
      "answers on forms that give way to newer ones, to other questions] of the same name",
    becomes: "Questions of one name share one field, and the newest answer that is not blank is in it.",
    advice: FORM_AS_NOTE,
    lost: {
      what: "Other answers to questions of one name",
      why: "they share a field",
      todo: "keep the forms as notes",
    },
  },
  "form-unasked": {
    field: "an answer on a form stands under no question; no field holds it",
    counted: "[answer on a form that stands|answers on forms that stand] under no question",
    becomes: "There is no question to keep it under, so no field holds it.",
    advice: FORM_AS_NOTE,
    lost: {
      what: "Answers under no question",
      why: "nothing says what to call a field",
      todo: "keep the forms as notes",
    },
  },
  "note-no-patient": {
    counted: "[note|notes] of no patient",
    becomes: "The note is made; its link to a patient is listed as skipped.",
  },
  "file-description": {
    field: "Twenty's attachments have no description; left out",
    counted: "[file|files] with a description",
    becomes: "Twenty's attachments have no place for it.",
    lost: {
      what: "Descriptions of files",
      why: "Twenty's attachments have no place for them",
      todo: "nothing",
    },
  },
  "note-picture": {
    field: "pictures inside the note are not in Twenty; the note says where each of them was",
    counted: "[note|notes] with pictures inside the text",
    becomes: "The note says where each picture was; the picture itself stays in PracticeHub.",
    advice: "Save it as a file of the patient in PracticeHub, and it is moved as one.",
    lost: {
      what: "Pictures inside notes",
      why: "they are part of the text there",
      todo: "save them as files of the patient",
    },
  },
  "file-absent": {
    field: "the file has no bytes to be had; recorded without them",
    counted: "[file|files] without a download link",
    becomes: "Their attachments are made without bytes and listed.",
    lost: {
      what: "Bytes of files without a link",
      why: "PracticeHub gives no address for them",
      todo: "save them by hand",
    },
  },
  "consent-unclear": {
    field: "only yes, as 1 or in words, is consent; anything else is left empty",
    counted: "[consent that is|consents that are] neither given nor refused",
    becomes: "Only yes, as 1 or in words, is consent; anything else is left empty.",
  },
} satisfies Record<string, Entry>;
