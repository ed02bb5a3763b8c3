import type { Json, Row } from "../../../fixtures/practice/practice.ts";
import { isLinked, type Reading, rowsOf } from "./context.ts";
import { Matched } from "./matched.ts";
import { keyIn, millis, momentIn, textIn, wordsIn, wordsOf } from "./source_values.ts";
import type { Found } from "./workspace.ts";

interface Note {
  key: string;
  /** Everything a reader of the source sees. */
  html: string[];
  patient: number | undefined;
  createdMs: number | undefined;
}

/** Treatment notes and sticky notes: each once, word for word, on its patient. */
export function checkNotes(reading: Reading): void {
  const { practice, workspace, out, timeZone } = reading;
  const treatment = rowsOf(practice, "clinical_notes").map((row): Note => ({
    key: `clinical_notes/${row.id}`,
    html: writtenIn(row),
    patient: keyIn(row, "patient_id"),
    createdMs: momentIn(row, "created", timeZone),
  }));
  const sticky = rowsOf(practice, "patients").filter((row) => textIn(row, "note") !== "").map((
    row,
  ): Note => ({
    key: `patients/${row.id}`,
    html: [textIn(row, "note")],
    patient: row.id,
    createdMs: undefined,
  }));
  const notes = [...treatment, ...sticky];
  const there = new Matched(workspace, "notes");
  there.account(new Set(notes.map((note) => note.key)), out);
  const links = linksByNote(workspace.noteTargets);
  for (const note of notes) {
    const found = there.of(note.key);
    if (!found) continue;
    checkText(reading, note, found);
    if (note.createdMs !== undefined) {
      out.same("notes", note.key, "createdAt", note.createdMs, millis(found["createdAt"]));
    }
    checkLinks(reading, note, links.get(found.id) ?? []);
  }
}

/** SOAP items of either shape, and whatever else stands under `data` (practicehub/CONTRACT 3.5). */
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

function checkText({ out }: Reading, note: Note, found: Found): void {
  const { markdown } = { ...found["bodyV2"] as { markdown?: string } };
  const there = new Map<string, number>();
  for (const word of wordsIn(markdown ?? "")) there.set(word, (there.get(word) ?? 0) + 1);
  const missing = note.html.flatMap(wordsOf).filter((word) => {
    const left = there.get(word) ?? 0;
    there.set(word, left - 1);
    return left <= 0;
  });
  if (missing.length > 0) out.add("notes", note.key, "bodyV2", `lacks ${missing.length} words of the source`);
  if (note.html.every((html) => html.trim() === "") && (markdown ?? "") !== "") {
    out.add("notes", note.key, "bodyV2", "should be empty");
  }
}

function linksByNote(targets: readonly Found[]): Map<string, Found[]> {
  const links = new Map<string, Found[]>();
  for (const target of targets) {
    const note = String(target["noteId"] ?? "");
    links.set(note, [...links.get(note) ?? [], target]);
  }
  return links;
}

/** Exactly one link to the patient, at most one to a visit, and that one on the same patient's same day. */
function checkLinks(reading: Reading, note: Note, links: readonly Found[]): void {
  const { out, workspace, timeZone } = reading;
  const people = links.map((link) => link["targetPersonId"]).filter(Boolean);
  if (!isLinked(reading, "patients", note.patient, people.join())) {
    out.add("noteTargets", note.key, "targetPersonId", "leads to nobody or to somebody else");
  }
  const visits = links.map((link) => link["targetAppointmentId"]).filter(Boolean);
  if (links.length !== people.length + visits.length || visits.length > 1) {
    out.add("noteTargets", note.key, "noteId", "has links that it should not have");
  }
  for (const visit of workspace.appointments.filter(({ id }) => visits.includes(id))) {
    const isSameDay = dayAt(visit["startsAt"], timeZone) === dayAt(note.createdMs, timeZone);
    if (!isSameDay || !isLinked(reading, "patients", note.patient, visit["patientId"])) {
      out.add("noteTargets", note.key, "targetAppointmentId", "leads to another visit");
    }
  }
}

function dayAt(moment: unknown, timeZone: string): string {
  const ms = typeof moment === "number" ? moment : millis(moment);
  if (ms === undefined) return "";
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
