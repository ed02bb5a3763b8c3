import type { Row } from "../../../fixtures/practice/practice.ts";
import { isPicture, type Item, itemsOf } from "./answers.ts";
import { type Reading, rowsOf } from "./context.ts";
import type { Note } from "./notes.ts";
import { keyIn, textIn } from "./source_values.ts";

/** Responses to the forms that a person chose to keep as notes. */
export function formNotes({ practice, formsAsNotes }: Reading): Note[] {
  const chosen = rowsOf(practice, "custom_form_responses").filter((row) =>
    formsAsNotes.includes(textIn(row, "form_name"))
  );
  return chosen.map((row): Note => ({
    key: `custom_form_responses/${row.id}`,
    row,
    html: itemsOf(row).map(said),
    title: textIn(row, "form_name") + patientIn(practice.patients ?? [], row),
    patient: keyIn(row, "patient_id"),
    written: "created",
    isTreatment: false,
  }));
}

/** The question in bold and its answer; printed text as it is; of a picture only where it was. */
function said(item: Item): string {
  const label = textIn(item, "label");
  if (isPicture(item)) return bold(label);
  return bold(label) + " " + (/checkbox/.test(item.name) ? "" : textIn(item, "value"));
}

const bold = (label: string): string => label === "" ? "" : `<b>${label}</b>`;

function patientIn(patients: readonly Row[], row: Row): string {
  const patient = patients.find(({ id }) => id === keyIn(row, "patient_id"));
  const name = patient
    ? [textIn(patient, "first_name"), textIn(patient, "last_name")].filter(Boolean).join(" ")
    : "";
  return name === "" ? "" : ` · ${name}`;
}
