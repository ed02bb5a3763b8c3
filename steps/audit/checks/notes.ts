import { idOf, textOf } from "../../mapping/transform.ts";
import { checkOf, type MakeCheck } from "./check.ts";

/** Notes that nobody has finished, and notes of nobody; the state is free text in the source (contracts/practicehub 3.5). */
export const notes: MakeCheck = ({ add, references }) =>
  checkOf("clinical_notes", (row) => {
    if (/draft|open|unsigned|incomplete/i.test(textOf(row["state"]))) {
      add("note-draft", "clinical_notes", "clinical_notes.state", row.id);
    }
    if (idOf(row["patient_id"]) === undefined) {
      add("note-no-patient", "clinical_notes", "clinical_notes.patient_id", row.id);
    } else if (references.dangles("patients", row["patient_id"])) {
      add("patient-missing", "clinical_notes", "clinical_notes.patient_id", row.id);
    }
  });
