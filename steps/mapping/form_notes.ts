import type { SourceRecord } from "../../db/source_records.ts";
import type { FieldSpec } from "../twenty/metadata.ts";
import type { MapContext } from "./context.ts";
import { formName } from "./form_answers.ts";
import { mapKey, type Mapping } from "./mapping.ts";
import { emptyTarget, type Target } from "./target.ts";
import { idOf, textOf } from "./transform.ts";
import { NOTES } from "./transforms/notes.ts";
import { cleaned } from "./transforms/text.ts";
import { toInstant } from "./transforms/times.ts";
import type { FieldRow } from "./vocabulary.ts";

/** Why a form is not kept as notes until a person wants it. */
export const FORM_LEFT =
  "its answers become fields of the patient; confirm to keep each response as a note too";

/** The map's own words for a form are quoted, so that a person finds its row. */
export const FORM_AS_NOTE =
  `In the field map the row of such a form reads “Ignored: ${FORM_LEFT}”; confirm it, and each response is kept whole.`;

/** The choice of keeping a form's responses as notes: one row of the field map for each form. */
export function formRow(name: string): FieldRow & { creates?: FieldSpec } {
  return {
    object: "note",
    resource: "custom_form_responses",
    source: name,
    target: "bodyV2",
    transform: "formNote",
    reason: "",
  };
}

/** Whether a response belongs to a form that a person keeps as notes. */
export function isNote(mapping: Pick<Mapping, "rows">): (record: SourceRecord) => boolean {
  const rows = mapping.rows.get(mapKey("note", "custom_form_responses")) ?? [];
  const names = new Set(rows.map((row) => row.source));
  return (record) => names.has(formName(record.row));
}

/** A response as a note: called after its form and its patient, dated as it was filled in. */
export function formNoteOf(id: string, record: SourceRecord, context: MapContext): Target {
  const target = emptyTarget("note", id, record);
  const { row } = record;
  const map = formRow(formName(row));
  const body = NOTES.formNote.run({ value: row, row, map, context });
  const created = toInstant(textOf(row["created"]), context.timeZone);
  const patient = context.patientName(idOf(row["patient_id"]) ?? -1);
  const title = cleaned([formName(row), patient].filter(Boolean).join(" · "));
  target.fields = { practiceHubId: target.sourceKey };
  if (title.value !== undefined) target.fields["title"] = title.value;
  if (body.value !== undefined) target.fields["bodyV2"] = body.value;
  if (created.value !== undefined) target.fields["createdAt"] = created.value;
  for (const remark of [body.remark, body.also]) if (remark) target.remarks.push({ field: "bodyV2", remark });
  if (body.pictures) target.pictures = [...body.pictures];
  if (created.remark) target.remarks.push({ field: "createdAt", remark: created.remark });
  target.source = {
    practiceHubId: { id: record.id },
    title: { form_name: row["form_name"], patient_id: row["patient_id"] },
    bodyV2: { data: row["data"] },
    createdAt: { created: row["created"] },
  };
  return target;
}
