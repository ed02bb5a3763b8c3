import { createHash } from "node:crypto";
import type { Row } from "../../../fixtures/practice/practice.ts";
import { categoriesOf } from "./file_categories.ts";
import { linkTo, type Reading, rowsOf } from "./context.ts";
import { send } from "./ask.ts";
import { keyIn, millis, momentIn, textIn } from "./source_values.ts";
import type { Found, Target } from "./workspace.ts";

const NO_BYTES = "without bytes";

/**
 * Files of patients as attachments, with their bytes where the source had them. Attachments have no field of ours: one
 * belongs to a file when patient, time and bytes are the file's.
 */
export async function checkFiles(reading: Reading): Promise<void> {
  const { practice, workspace, out } = reading;
  const there = new Map<string, Found[]>();
  for (const attachment of workspace.attachments) {
    const person = String(attachment["targetPersonId"] ?? "");
    if (!isOurs(reading, person)) continue;
    const print = fingerprint(
      person,
      millis(attachment["createdAt"]),
      await hashBehind(reading.target, attachment),
    );
    there.set(print, [...there.get(print) ?? [], attachment]);
  }
  for (const row of rowsOf(practice, "files")) {
    const person = linkTo(reading, "patients", keyIn(row, "patient_id"));
    if (textIn(row, "entity_type") !== "patient" || person === undefined) continue;
    const print = fingerprint(person, momentIn(row, "created", reading.timeZone), expectedHash(reading, row));
    const candidates = there.get(print) ?? [];
    if (candidates.length === 0) {
      out.add("attachments", `files/${row.id}`, "file", "is missing or has other bytes");
    }
    const named = candidates.findIndex((found) => isNamed(row, found));
    if (candidates.length > 0 && named < 0) {
      out.add("attachments", `files/${row.id}`, "name", "is not as in the source");
    }
    const [taken] = candidates.splice(Math.max(named, 0), 1);
    if (taken && !categoriesOf(row).includes(String(taken["fileCategory"]))) {
      out.add("attachments", `files/${row.id}`, "fileCategory", "is another kind than the file's");
    }
  }
  for (const attachment of [...there.values()].flat()) {
    out.add("attachments", attachment.id, "id", "has no row in the source");
  }
}

function isOurs({ workspace }: Reading, person: string): boolean {
  return workspace.people.some(({ id, practiceHubId }) => id === person && practiceHubId);
}

const fingerprint = (person: string, createdMs: number | undefined, hash: string): string =>
  [person, createdMs, hash].join(" ");

/** Everything before the extension, which Twenty may change (contracts/twenty f), as far as a folder takes so long a name. */
function isNamed(row: Row, found: Found): boolean {
  const stem = (name: string) => name.replace(/[/\\]/g, "_").replace(/\.\w{1,10}$/, "");
  const [given, name] = [textIn(row, "file_name"), String(found["name"] ?? "")];
  const bytes = new TextEncoder().encode(name).length;
  if (bytes > 250 && given.length > name.length) return bytes <= 255 && stem(given).startsWith(stem(name));
  return name.startsWith(stem(given));
}

function expectedHash({ bytesOf }: Reading, row: Row): string {
  const bytes = textIn(row, "url") === "" ? undefined : bytesOf(row);
  return bytes ? sha256(bytes) : NO_BYTES;
}

async function hashBehind(target: Target, attachment: Found): Promise<string> {
  const [file] = Array.isArray(attachment["file"]) ? attachment["file"] as { url?: string }[] : [];
  if (!file?.url) return NO_BYTES;
  const { pathname, search } = new URL(file.url, target.url);
  const response = await send(target, new Request(new URL(pathname + search, target.url)));
  return sha256(new Uint8Array(await response.arrayBuffer()));
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
