import { latestEffects, openRecordsOf } from "../../db/effects.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { SourceRecord } from "../../db/source_records.ts";
import { visitsOn } from "../../db/patients.ts";
import { targetId } from "../base/identity.ts";
import type { MapContext } from "./context.ts";
import { type Linkable, linkableKeys } from "./links.ts";
import type { Mapping } from "./mapping.ts";
import { shapeRemark } from "./shapes.ts";
import { emptyTarget, type Target } from "./target.ts";
import { idOf, textOf } from "./transform.ts";
import { subscriberIds } from "./transforms/references.ts";
import { cleaned } from "./transforms/text.ts";

/** A note's links: to its patient, and to the appointment where only one can be meant. */
export async function noteLinks(
  ledger: Ledger,
  mapping: Mapping,
  records: readonly SourceRecord[],
  context: MapContext,
  linkable: Linkable,
): Promise<Target[]> {
  const sticky = records[0]?.resource === "patients";
  const keys = records.map((r) => `${r.resource}/${r.id}`);
  const notes = await linkableKeys(ledger, linkable, "note", keys);
  const people = sticky ? await linkableKeys(ledger, linkable, "person", keys) : new Set<string>();
  const targets: Target[] = [];
  for (const record of records) {
    const key = `${record.resource}/${record.id}`;
    const noteId = await targetId(mapping.migration, "note", record.resource, record.id);
    const id = await targetId(mapping.migration, "noteTarget", record.resource, record.id);
    const base = emptyTarget("noteTarget", id, record);
    const patientId = sticky ? record.id : idOf(record.row["patient_id"]);
    const person = sticky
      ? people.has(key) ? await targetId(mapping.migration, "person", "patients", record.id) : undefined
      : context.targetOf("person", "patients", patientId ?? -1);
    if (!notes.has(key)) targets.push({ ...base, skip: "note-not-landed" });
    else if (!person) targets.push({ ...base, skip: "patient-missing" });
    else {targets.push({
        ...base,
        fields: { noteId, targetPersonId: person },
        remarks: remarkOf(sticky ? undefined : record.row["patient_id"]),
        source: { noteId: { id: record.id }, targetPersonId: { [sticky ? "id" : "patient_id"]: patientId } },
      });}
    if (record.resource !== "clinical_notes" || !notes.has(key)) continue;
    const visit = await onlyVisitOf(ledger, patientId, textOf(record.row["created"]), linkable);
    const linkId = await targetId(mapping.migration, "noteTarget", "clinical_notes appointment", record.id);
    if (visit === undefined) {
      // A link that was made when there was one visit has to be spoken of; one that never was does not.
      if (await wasMade(ledger, linkId)) targets.push({ ...base, id: linkId, skip: "no-single-visit" });
      continue;
    }
    const visitTarget = await targetId(mapping.migration, "appointment", "appointments", visit);
    targets.push({
      ...base,
      id: linkId,
      fields: { noteId, targetAppointmentId: visitTarget },
      source: {
        noteId: { id: record.id },
        targetAppointmentId: {
          patient_id: patientId,
          created: record.row["created"],
          "the only visit of that day": visit,
        },
      },
    });
  }
  return targets;
}

/** A patient who is named by an object is linked by its id; what else it says is not kept. */
function remarkOf(patient: unknown): Target["remarks"] {
  const remark = shapeRemark(patient, "made");
  return remark ? [{ field: "targetPersonId", remark }] : [];
}

async function wasMade(ledger: Ledger, id: string): Promise<boolean> {
  const state = (await latestEffects(ledger, [id])).get(id)?.state;
  return state !== undefined && state !== "reverted";
}

/**
 * Notes carry no appointment (contracts/practicehub 3.5). Where the patient had exactly one visit on the day the note was
 * made, the note is about that visit; otherwise nobody can tell. A visit that was cancelled or missed is none: nobody
 * was treated. One that is still booked is one, since staff may write before they close it.
 */
async function onlyVisitOf(
  ledger: Ledger,
  patient: number | undefined,
  created: string,
  linkable: Linkable,
): Promise<number | undefined> {
  const day = created.slice(0, 10);
  if (patient === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const [only, another] = await visitsOn(ledger, patient, day);
  if (only === undefined || another !== undefined) return undefined;
  const there = await linkableKeys(ledger, linkable, "appointment", [`appointments/${only}`]);
  return there.size === 1 ? only : undefined;
}

/** PHP writes false where there is none; `hasNote` of the ledger counts the same. */
export function hasStickyNote({ row: { note } }: Pick<SourceRecord, "row">): boolean {
  if (typeof note === "object" && note !== null) return Object.keys(note).length > 0;
  const text = textOf(note);
  return note !== false && text !== "" && text !== "[]" && text !== "{}";
}

/**
 * The patients of packages that have several (contracts/practicehub 3.14): one record links one patient to one package.
 * A package of one patient needs none, that patient is its contact.
 */
export async function packagePatients(
  ledger: Ledger,
  mapping: Mapping,
  records: readonly SourceRecord[],
  context: MapContext,
  linkable: Linkable,
): Promise<Target[]> {
  const keys = records.map((r) => `${r.resource}/${r.id}`);
  const packages = await linkableKeys(ledger, linkable, "opportunity", keys);
  const made = Map.groupBy(await openRecordsOf(ledger, "packagePatient", keys), (link) => link.source_key);
  const targets: Target[] = [];
  for (const record of records) {
    const base = emptyTarget("packagePatient", "", record);
    const ids = subscriberIds(record.row);
    const patients = ids.length > 1 ? ids : [];
    const wanted = new Set<string>();
    for (const patient of patients) {
      const id = await targetId(mapping.migration, "packagePatient", base.sourceKey, patient);
      const person = context.targetOf("person", "patients", patient);
      wanted.add(id);
      if (!packages.has(base.sourceKey)) targets.push({ ...base, id, skip: "package-not-landed" });
      else if (!person) targets.push({ ...base, id, skip: "patient-missing" });
      else {
        targets.push({
          ...base,
          id,
          fields: {
            name: nameOf(record, context.patientName(patient)),
            practiceHubId: `${base.sourceKey}/${patient}`,
            opportunityId: await targetId(mapping.migration, "opportunity", "patient_packages", record.id),
            patientId: person,
          },
          source: {
            name: { name: record.row["name"], subscribed_patients: patient },
            practiceHubId: { id: record.id, subscribed_patients: patient },
            patientId: { subscribed_patients: patient },
            opportunityId: { id: record.id },
          },
        });
      }
    }
    // A link that was made for somebody who has left the package has to be spoken of.
    for (const { target_id: id } of made.get(base.sourceKey) ?? []) {
      if (!wanted.has(id)) targets.push({ ...base, id, skip: "not-subscribed" });
    }
  }
  return targets;
}

function nameOf(record: SourceRecord, patient: string | undefined): string {
  const name = cleaned([textOf(record.row["name"]) || "Package", patient].filter(Boolean).join(" · ")).value;
  return typeof name === "string" ? name : "Package";
}
