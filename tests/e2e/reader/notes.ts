import type { Json, Row } from "../../../fixtures/practice/practice.ts";
import { Check } from "./check.ts";
import { Choices } from "./choices.ts";
import { isLinked, type Reading, rowsOf } from "./context.ts";
import { formNotes } from "./form_notes.ts";
import { isCancelled } from "./homes.ts";
import { Matched } from "./matched.ts";
import { keyIn, textIn } from "./source_values.ts";
import type { Found } from "./workspace.ts";

export interface Note {
  key: string;
  row: Row;
  /** Everything a reader of the source sees. */
  html: string[];
  /** What the title begins with. */
  title: string;
  patient: number | undefined;
  /** The attribute that says when it was written. */
  written: string;
  isTreatment: boolean;
}

/** Treatment notes, sticky notes, and forms that were to become notes: each once, word for word, on its patient. */
export function checkNotes(reading: Reading): void {
  const { workspace, out } = reading;
  const notes = [...treatmentNotes(reading), ...stickyNotes(reading), ...formNotes(reading)];
  const there = new Matched(workspace, "notes");
  there.account(new Set(notes.map((note) => note.key)), out);
  const links = Map.groupBy(workspace.noteTargets, (target) => String(target["noteId"] ?? ""));
  const appointments = new Matched(workspace, "appointments");
  const states = Choices.called("notes", "noteState", reading);
  const types = Choices.called("notes", "noteType", reading);
  for (const note of notes) {
    const found = there.of(note.key);
    if (!found) continue;
    const check = new Check(reading, "notes", note.key, note.row, found);
    const { markdown } = { ...found["bodyV2"] as { markdown?: string } };
    check.prose("bodyV2", note.html, markdown);
    check.created(note.written);
    if (!String(found["title"] ?? "").startsWith(note.title)) {
      check.problem("title", "does not say what it is");
    }
    checkLinks(reading, note, links.get(found.id) ?? [], appointments);
    states.see(note.key, note.isTreatment ? textIn(note.row, "state") : "", found["noteState"]);
    types.see(note.key, note.isTreatment ? textIn(note.row, "type") : "", found["noteType"]);
  }
  states.conclude();
  types.conclude();
}

function treatmentNotes({ practice }: Reading): Note[] {
  return rowsOf(practice, "clinical_notes").map((row): Note => ({
    key: `clinical_notes/${row.id}`,
    row,
    html: writtenIn(row),
    title: "Treatment note",
    patient: keyIn(row, "patient_id"),
    written: "created",
    isTreatment: true,
  }));
}

function stickyNotes({ practice }: Reading): Note[] {
  return rowsOf(practice, "patients").filter((row) => textIn(row, "note") !== "").map((row): Note => ({
    key: `patients/${row.id}`,
    row,
    html: [textIn(row, "note")],
    title: "Sticky note",
    patient: row.id,
    written: "updated",
    isTreatment: false,
  }));
}

/** SOAP items of either shape, and whatever else stands under `data` (contracts/practicehub 3.5). */
function writtenIn(row: Row): string[] {
  const data = row.data ?? null;
  const soap = typeof data === "object" && data !== null && !Array.isArray(data)
    ? data["soap_data"]
    : undefined;
  if (!Array.isArray(soap)) return leaves(data);
  return soap.flatMap((item) => {
    const { val, value } = item as { val?: Json; value?: Json };
    return leaves(val ?? null).concat(leaves(value ?? null));
  });
}

function leaves(value: Json): string[] {
  if (value === null || typeof value !== "object") return typeof value === "string" ? [value] : [];
  return Object.values(value).flatMap((part) => leaves(part ?? null));
}

/** Exactly one link to the patient; one to the visit where the patient had a single one on the day of the note. */
function checkLinks(reading: Reading, note: Note, links: readonly Found[], appointments: Matched): void {
  const { out } = reading;
  const people = links.map((link) => link["targetPersonId"]).filter(Boolean);
  if (!isLinked(reading, "patients", note.patient, people.join())) {
    out.add("noteTargets", note.key, "targetPersonId", "leads to nobody or to somebody else");
  }
  const visits = links.map((link) => link["targetAppointmentId"]).filter(Boolean);
  if (links.length !== people.length + visits.length || visits.length > 1) {
    out.add("noteTargets", note.key, "noteId", "has links that it should not have");
  }
  const visit = note.isTreatment ? onlyVisitOf(reading, note) : undefined;
  const expected = visit === undefined ? undefined : appointments.of(`appointments/${visit}`)?.id;
  out.same("noteTargets", note.key, "targetAppointmentId", expected, visits[0]);
}

/** A patient who did not come was not treated; a visit that is still booked may have been written up already. */
function onlyVisitOf({ practice }: Reading, note: Note): number | undefined {
  const day = textIn(note.row, note.written).slice(0, 10);
  const visits = rowsOf(practice, "appointments").filter((row) =>
    note.patient !== undefined && keyIn(row, "patient_id") === note.patient && day !== "" &&
    textIn(row, "start").startsWith(day) && !isCancelled(row) && textIn(row, "status") !== "missed"
  );
  return visits.length === 1 ? visits[0]?.id : undefined;
}
