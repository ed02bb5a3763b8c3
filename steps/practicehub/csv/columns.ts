import type { CsvKind } from "../../../db/tables.ts";

export const CSV_KINDS: readonly CsvKind[] = ["patients", "appointments", "files"];

/** The columns of PracticeHub's exports (contracts/practicehub 3.1, 3.2, 4). A file may have more, or fewer. */
export const CSV_COLUMNS: Record<CsvKind, readonly string[]> = {
  patients: [
    "First Name",
    "Last Name",
    "Email Address",
    "Date of Birth",
    "Mobile",
    "Home",
    "Account Balance",
    "Tags",
    "Referral Source",
    "Preferred Language",
    "Note",
    "Chief Complaint",
    "SMS Marketing",
    "Email Marketing",
    "Other Marketing",
    "Default Practitioner",
    "Patient Number",
    "Created",
    "Deleted",
  ],
  appointments: [
    "Internal Appt ID",
    "Imported Appt ID",
    "Patient Number",
    "Start",
    "End",
    "Practitioner",
    "Appointment Type",
    "Status",
    "Note",
  ],
  files: [
    "File ID",
    "Filename",
    "Mime Type",
    "Size (bytes)",
    "Created",
    "Patient Unique Identifier",
    "Patient First Name",
    "Patient Last Name",
    "Patient Email",
    "Mobile Number",
    "Home Number",
  ],
};

/** The column that says which record a row is about: without it a file is of no use. */
export const KEY_COLUMN: Record<CsvKind, string> = {
  patients: "Patient Number",
  appointments: "Internal Appt ID",
  files: "File ID",
};

/** Columns whose cells are dates or times, in a form that nothing public tells. */
export const DATE_COLUMNS: readonly string[] = ["Date of Birth", "Created", "Start", "End"];
