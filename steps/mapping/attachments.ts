import { extension, typeByExtension } from "@std/media-types";
import type { SourceRecord } from "../../db/source_records.ts";
import type { MapContext } from "./context.ts";
import { shapeRemark } from "./shapes.ts";
import { emptyTarget, type Target } from "./target.ts";
import { idOf, type Remark, textOf } from "./transform.ts";
import { toInstant } from "./transforms/times.ts";

/** UTF-8 bytes of a file's name that folders take; Twenty itself takes any length. */
const NAME_MAX_BYTES = 255;

/**
 * A file's attachment, without its bytes: those are joined when they have been uploaded. Files of reports and
 * exports belong to no patient and are left behind with that reason (contracts/practicehub 4).
 *
 * @param id its idempotency key
 */
export function attachmentOf(id: string, record: SourceRecord, context: MapContext): Target {
  const target = emptyTarget("attachment", id, record);
  const { row } = record;
  if (textOf(row["entity_type"]) !== "patient") return { ...target, skip: "file-not-of-a-patient" };
  const person = context.targetOf("person", "patients", idOf(row["patient_id"]) ?? -1);
  if (!person) return { ...target, skip: "patient-missing" };
  const mime = textOf(row["mime_type"]);
  const { name, remarks } = fileName(textOf(row["file_name"]), mime, record.id);
  const created = toInstant(textOf(row["created"]), context.timeZone);
  target.fields = { name, targetPersonId: person, fileCategory: fileCategory(mime, name) };
  if (created.value !== undefined) target.fields["createdAt"] = created.value;
  if (created.remark) target.remarks.push({ field: "createdAt", remark: created.remark });
  if (textOf(row["description"]) !== "") {
    target.remarks.push({ field: "description", remark: "file-description" });
  }
  target.remarks.push(...remarks.map((remark) => ({ field: "name", remark })));
  const read = { name: "file_name", targetPersonId: "patient_id", createdAt: "created" };
  for (const [field, attribute] of Object.entries(read)) {
    const remark = shapeRemark(row[attribute], "made");
    if (remark) target.remarks.push({ field, remark });
  }
  target.source = {
    name: { file_name: row["file_name"] },
    targetPersonId: { patient_id: row["patient_id"] },
    createdAt: { created: row["created"] },
    fileCategory: { mime_type: row["mime_type"], file_name: row["file_name"] },
    description: { description: row["description"] },
    file: { size: row["size"] },
  };
  return target;
}

/**
 * A name that a folder takes, with an extension: Twenty refuses a file without one (contracts/twenty f13d), and the
 * file's type knows one. Two files of a patient may have the same name; only their ids tell them apart.
 */
function fileName(original: string, mime: string, id: number): { name: string; remarks: Remark[] } {
  const remarks: Remark[] = [];
  const clean = original.replaceAll(/[/\\]/g, "_").replaceAll(/\p{Cc}/gu, "").toWellFormed().trim();
  if (clean !== original) remarks.push("file-name");
  let name = clean || `file ${id}`;
  if (!/\.[A-Za-z0-9]{1,10}$/.test(name)) {
    name += `.${extension(mime) ?? "bin"}`;
    remarks.push("file-extension");
  }
  if (bytesIn(name) > NAME_MAX_BYTES) {
    name = cut(name);
    remarks.push("file-name-cut");
  }
  return { name, remarks };
}

/** Cuts before the extension, and not inside what is read as one letter. */
function cut(name: string): string {
  const dot = name.lastIndexOf(".");
  let room = NAME_MAX_BYTES - bytesIn(name.slice(dot));
  let stem = "";
  for (const { segment } of new Intl.Segmenter().segment(name.slice(0, dot))) {
    room -= bytesIn(segment);
    if (room < 0) break;
    stem += segment;
  }
  return `${stem.trimEnd()}${name.slice(dot)}`;
}

const bytesIn = (text: string): number => new TextEncoder().encode(text).length;

/**
 * What Twenty calls the kind of a file; it does not work it out itself (contracts/twenty f). A type that says nothing leaves it
 * to the name's extension.
 */
function fileCategory(type: string, name: string): string {
  const isNamed = type !== "" && type !== "application/octet-stream";
  const mime = isNamed ? type : typeByExtension(name.slice(name.lastIndexOf(".") + 1)) ?? "";
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
