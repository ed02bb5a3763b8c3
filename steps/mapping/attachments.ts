import { extension } from "@std/media-types";
import type { SourceRecord } from "../../db/source_records.ts";
import type { MapContext } from "./context.ts";
import { emptyTarget, type Target } from "./target.ts";
import { idOf, textOf } from "./transform.ts";
import { toInstant } from "./transforms/times.ts";

/**
 * A file's attachment, without its bytes: those are joined when they have been uploaded. Files of reports and
 * exports belong to no patient and are left behind with that reason (practicehub/CONTRACT 4).
 */
export function attachmentOf(id: string, record: SourceRecord, context: MapContext): Target {
  const target = emptyTarget("attachment", id, record);
  const { row } = record;
  if (textOf(row["entity_type"]) !== "patient") return { ...target, skip: "file-not-of-a-patient" };
  const person = context.targetOf("person", "patients", idOf(row["patient_id"]) ?? -1);
  if (!person) return { ...target, skip: "patient-missing" };
  const { name, added } = fileName(textOf(row["file_name"]), textOf(row["mime_type"]), record.id);
  const created = toInstant(textOf(row["created"]), context.timeZone);
  target.fields = { name, targetPersonId: person, fileCategory: fileCategory(textOf(row["mime_type"])) };
  if (created.value !== undefined) target.fields["createdAt"] = created.value;
  if (created.remark) target.remarks.push({ field: "createdAt", remark: created.remark });
  if (added) target.remarks.push({ field: "name", remark: "file-extension" });
  target.source = { name: row["file_name"], targetPersonId: row["patient_id"], createdAt: row["created"] };
  return target;
}

/** Twenty refuses a name without extension (twenty/CONTRACT f13d); the file's type knows one. */
function fileName(given: string, mime: string, id: number): { name: string; added: boolean } {
  const name = given.replaceAll("\u0000", "").replaceAll(/[/\\]/g, "_").toWellFormed().trim() || `file ${id}`;
  if (/\.[A-Za-z0-9]{1,10}$/.test(name)) return { name, added: false };
  return { name: `${name}.${extension(mime) ?? "bin"}`, added: true };
}

/** What Twenty calls the kind of a file; it does not work it out itself (CONTRACT f). */
function fileCategory(mime: string): string {
  const kinds: [RegExp, string][] = [
    [/^image\//, "IMAGE"],
    [/^video\//, "VIDEO"],
    [/^audio\//, "AUDIO"],
    [/zip|tar|rar|7z|compressed/, "ARCHIVE"],
    [/csv|excel|spreadsheet/, "SPREADSHEET"],
    [/powerpoint|presentation/, "PRESENTATION"],
    [/^text\/|pdf|word|document|rtf/, "TEXT_DOCUMENT"],
  ];
  return kinds.find(([pattern]) => pattern.test(mime))?.[1] ?? "OTHER";
}
