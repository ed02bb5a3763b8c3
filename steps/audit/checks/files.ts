import { typeByExtension } from "@std/media-types";
import { attachmentOf } from "../../mapping/attachments.ts";
import { textOf } from "../../mapping/transform.ts";
import type { Row } from "../../practicehub/envelope.ts";
import { type Check, gather, repeats } from "./check.ts";

/** Twenty refuses a larger body; such a file goes by a signed link (contracts/twenty f, j15). */
const LARGE_BYTES = 10_000_000;

/** Files as the mapping would make attachments of them, and what hinders their bytes (contracts/practicehub 4). */
export const files: Check = {
  resource: "files",
  make({ note, context, now }) {
    const names = new Map<string, number[]>();
    return {
      row(row) {
        const source = { resource: "files", id: row.id, row, gone: false };
        const { skip, remarks } = attachmentOf("", source, context);
        if (skip) return note(skip, skip === "patient-missing" ? "patient_id" : "entity_type", row.id);
        for (const { field, remark } of remarks) note(remark, field, row.id);
        const url = textOf(row["url"]);
        if (url === "") note("file-absent", "url", row.id);
        else if (hasExpired(url, now())) note("file-link-expired", "url", row.id);
        const size = sizeOf(row);
        if (size !== undefined && size > LARGE_BYTES) note("file-large", "size", row.id);
        if (size === 0) note("file-empty", "size", row.id);
        if (isAnotherType(row)) note("file-type", "mime_type", row.id);
        const name = textOf(row["file_name"]);
        if (name !== "") gather(names, `${textOf(row["patient_id"])} ${name}`, row.id);
      },
      end() {
        for (const id of repeats(names)) note("file-name-repeated", "file_name", id);
      },
    };
  },
};

/** Whether the name promises another type than PracticeHub says; a type that says nothing is no other. */
function isAnotherType(row: Row): boolean {
  const declared = textOf(row["mime_type"]).toLowerCase().split(";")[0] ?? "";
  const ending = /\.([A-Za-z0-9]{1,10})$/.exec(textOf(row["file_name"]))?.[1];
  const named = ending === undefined ? undefined : typeByExtension(ending);
  if (declared === "" || declared === "application/octet-stream" || named === undefined) return false;
  return named !== declared;
}

function sizeOf(row: Row): number | undefined {
  const text = textOf(row["size"]);
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** A link signed the way the store signs: when it was made, `20260901T120000Z`, and for how many seconds. */
function hasExpired(url: string, now: number): boolean {
  if (!URL.canParse(url)) return false;
  const { searchParams } = new URL(url);
  const made = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(searchParams.get("X-Amz-Date") ?? "");
  const seconds = Number(searchParams.get("X-Amz-Expires") ?? NaN);
  if (!made || !Number.isFinite(seconds)) return false;
  const [, y, mo, d, h, mi, s] = made.map(Number);
  return Date.UTC(y ?? 0, (mo ?? 1) - 1, d, h, mi, s) + seconds * 1_000 < now;
}
