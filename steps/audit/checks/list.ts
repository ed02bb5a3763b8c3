import { idOf, textOf } from "../../mapping/transform.ts";
import { markOf, type PackageMark, twinsAmong } from "../../mapping/duplicates.ts";
import { appointments, visitsOfInvoices } from "./appointments.ts";
import type { Check } from "./check.ts";
import { files } from "./files.ts";
import { formResponses } from "./form_responses.ts";
import { patients, sharedEmails, sharedPhones } from "./patients.ts";

/** Over-used packages, and twins that PracticeHub itself holds (contracts/practicehub 3.14). */
const packages: Check = {
  resource: "patient_packages",
  make({ note }) {
    const all: PackageMark[] = [];
    return {
      row(row) {
        if (isNegative(row["balance"]) || isNegative(row["visits_left"])) {
          note("package-overused", "balance", row.id);
        }
        all.push(markOf(row));
      },
      end() {
        for (const id of twinsAmong(all)) note("package-twin", "name", id);
      },
    };
  },
};

const isNegative = (value: unknown): boolean => /^-.*[1-9]/.test(textOf(value));

/** Notes that nobody has finished, and notes of nobody; the state is free text in the source (contracts/practicehub 3.5). */
const notes: Check = {
  resource: "clinical_notes",
  make: ({ note, references }) => ({
    row(row) {
      if (/draft|open|unsigned|incomplete/i.test(textOf(row["state"]))) note("note-draft", "state", row.id);
      const patient = row["patient_id"];
      if (idOf(patient) === undefined) note("note-no-patient", "patient_id", row.id);
      else if (references.dangles("patients", patient)) note("patient-missing", "patient_id", row.id);
    },
  }),
};

/** What one value alone does not show. */
export const CHECKS: readonly Check[] = [
  patients,
  sharedEmails,
  sharedPhones,
  packages,
  appointments,
  notes,
  files,
  formResponses,
  visitsOfInvoices,
];
