/** A case, the finding of the audit that counts it, and a row that it must list. */
export type Counted = readonly [name: string, finding: string, key: string];

/** Patients of seed 1 have these ids. */
const patient = (index: number): string => `patients/${1_400_000 + index * 3}`;

export const COUNTED: readonly Counted[] = [
  ["a shared address", "email-shared", patient(2)],
  ["an invalid address", "email-invalid", patient(8)],
  ["a shared phone", "phone-shared", patient(1)],
  ["a phone that is none", "phone-invalid", patient(17)],
  ["a phone without a country", "phone-country-assumed", patient(15)],
  ["a number in Jersey under 44", "phone-island", patient(13)],
  ["a number on the Isle of Man under 44", "phone-island", patient(46)],
  ["a patient without a name", "name-missing", patient(7)],
  ["a patient without a first name", "name-partial", patient(5)],
  ["a patient without a last name", "name-partial", patient(6)],
  ["a zero date", "date-zero", patient(18)],
  ["an impossible date", "date-impossible", patient(19)],
  ["a birthday before 1900", "birth-unlikely", patient(21)],
  ["a birthday to come", "birth-unlikely", patient(24)],
  ["a NUL", "text-cleaned", patient(25)],
  ["a text over the limit", "text-cut", patient(48)],
  ["an amount with separators", "number-separators", patient(39)],
  ["an appointment of nobody", "appointment-no-patient", "appointments/88007"],
  ["an appointment at no location", "appointment-no-location", "appointments/88022"],
  ["an appointment of an unknown patient", "patient-missing", "appointments/88012"],
  ["an appointment with an unknown practitioner", "practitioner-missing", "appointments/88011"],
  ["an appointment with an inactive practitioner", "practitioner-inactive", "appointments/88010"],
  ["an appointment cancelled by its date alone", "cancelled-by-date", "appointments/88005"],
  ["a second appointment at one time", "duplicate-visit", "appointments/88020"],
  ["an appointment in the hour that spring skips", "time-gap", "appointments/88008"],
  ["an appointment in the hour that autumn repeats", "time-overlap", "appointments/88009"],
  ["an appointment on no day", "time-impossible", "appointments/88016"],
  ["an appointment that ends before it begins", "ends-before-start", "appointments/88023"],
  ["an invoice of an appointment that was made again", "appointment-missing", "invoices/501"],
  ["an empty note", "note-empty", "clinical_notes/7001"],
  ["a draft", "note-draft", "clinical_notes/7002"],
  ["a note of another shape", "note-shape", "clinical_notes/7004"],
  ["a note of nobody", "note-no-patient", "clinical_notes/7014"],
  ["a signature", "signature", "custom_form_responses/5000"],
  ["a form filled in twice", "form-repeated", "custom_form_responses/5007"],
  ["an answer that another form's takes the place of", "form-label-shared", "custom_form_responses/5014"],
  ["two questions of one name on one form", "form-label-shared", "custom_form_responses/5016"],
  ["an answer under no question", "form-unasked", "custom_form_responses/5016"],
  ["a form of an unknown patient", "patient-missing", "custom_form_responses/5002"],
  ["a file without a link", "file-absent", "files/20001"],
  ["a file with a blank link", "file-absent", "files/20027"],
  ["a file of no patient", "file-not-of-a-patient", "files/20002"],
  ["an empty file", "file-empty", "files/20003"],
  ["a file without an extension", "file-extension", "files/20007"],
  ["a file whose name is a path", "file-name", "files/20013"],
  ["a file whose name is too long", "file-name-cut", "files/20014"],
  ["a file whose link is over", "file-link-expired", "files/20033"],
  ["a file of another type than its name says", "file-type", "files/20008"],
  ["a file with the name of another of the patient", "file-name-repeated", "files/20006"],
  ["a file over 10 MB", "file-large", "files/20024"],
  ["a package of several patients", "several-subscribers", "patient_packages/400"],
  ["a package of nobody", "no-subscriber", "patient_packages/402"],
  ["a package of an unknown patient", "patient-missing", "patient_packages/408"],
  ["a package's twin", "package-twin", "patient_packages/401"],
  ["an over-used package", "package-overused", "patient_packages/404"],
];

/** With the CSV exports: what they say besides, and what they make up for. */
export const COUNTED_WITH_EXPORTS: readonly Counted[] = [
  ["a consent that is neither", "consent-unclear", patient(24)],
];
export const MADE_UP_FOR: readonly Counted[] = [
  ["an amount that the export has in figures", "money-invalid", patient(39)],
];

/** What a rule must not count. */
export const NOT_COUNTED: readonly Counted[] = [
  ["an appointment that was booked again after it was cancelled", "duplicate-visit", "appointments/88033"],
  ["a visit cancelled and booked again", "duplicate-visit", "appointments/88032"],
];
