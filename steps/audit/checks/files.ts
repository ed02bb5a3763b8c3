import { idOf, textOf } from "../../mapping/transform.ts";
import type { Row } from "../../practicehub/envelope.ts";
import { checkOf, type MakeCheck } from "./check.ts";

/** Twenty refuses a larger body; such a file goes by a signed link (twenty/CONTRACT f, j15). */
const LARGE_BYTES = 10_000_000;

/** Files whose bytes or name need something (practicehub/CONTRACT 4). */
export const files: MakeCheck = ({ add, seen, now }) => {
  const note = (rule: string, field: string, id: number) => add(rule, "files", `files.${field}`, id);
  return checkOf("files", (row) => {
    if (textOf(row["entity_type"]) !== "patient" || idOf(row["patient_id"]) === undefined) {
      return note("file-not-of-a-patient", "entity_type", row.id);
    }
    if (seen.dangles("patients", row["patient_id"])) note("patient-missing", "patient_id", row.id);
    const url = textOf(row["url"]);
    if (url === "") note("file-absent", "url", row.id);
    else if (hasExpired(url, now)) note("file-link-expired", "url", row.id);
    if (!/\.[A-Za-z0-9]{1,10}$/.test(textOf(row["file_name"]))) note("file-extension", "file_name", row.id);
    const size = sizeOf(row);
    if (size !== undefined && size > LARGE_BYTES) note("file-large", "size", row.id);
    if (size === 0) note("file-empty", "size", row.id);
  });
};

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
