import pLimit from "p-limit";
import { dropChunks, findBlobs, putBlob } from "../../../db/blobs.ts";
import { recordPages, type SourceRecord } from "../../../db/source_records.ts";
import type { Kit } from "../../runbook/kit.ts";
import { growing, retry, type RetryPolicy } from "../../base/retry.ts";
import { instant } from "../../base/world.ts";
import { idOf, textOf } from "../../mapping/transform.ts";
import { FileError } from "../../practicehub/files.ts";
import { download } from "./download.ts";

/** Downloads under way at once; the store is not limited as the API is (contracts/practicehub 4). */
const AT_ONCE = 4;
const FILES_AT_ONCE = 100;
/** Attempts in a row that got no further than those before. */
const ATTEMPTS = 4;

export interface FetchedFiles {
  stored: number;
  absent: number;
}

/** Brings the bytes of every patient's file into the ledger; those it has already are not asked for again. */
export async function fetchFiles(kit: Kit, onFile: (done: number) => void): Promise<FetchedFiles> {
  const result: FetchedFiles = { stored: 0, absent: 0 };
  const limit = pLimit(AT_ONCE);
  let done = 0;
  for await (const records of recordPages(kit.ledger, "files", FILES_AT_ONCE)) {
    const have = await findBlobs(kit.ledger, records.map((r) => r.id));
    await Promise.all(records.map((record) =>
      limit(async () => {
        const state = have.get(record.id)?.state === "stored" ? "stored" : await fetchOne(kit, record);
        if (state) result[state]++;
        onFile(++done);
      })
    ));
  }
  return result;
}

async function fetchOne(kit: Kit, record: SourceRecord): Promise<"stored" | "absent" | undefined> {
  if (textOf(record.row["entity_type"]) !== "patient") return undefined;
  const { id } = record;
  let link = textOf(record.row["url"]);
  if (link === "") return await absent(kit, id, "no download link");
  let [furthest, hasMoved, isFresh] = [0, false, false];
  const broken: RetryPolicy<FileError> = {
    isPassing: (error) => isA(error, "broken"),
    attempts: ATTEMPTS,
    hasProgressed: () => hasMoved,
    delayMs: growing,
    async onFailure() {
      await kit.control.pass();
      [hasMoved, isFresh] = [false, false];
    },
  };
  const expired: RetryPolicy<FileError> = {
    isPassing: (error): error is FileError => !isFresh && isA(error, "expired"),
    attempts: Infinity,
    async onFailure() {
      await kit.control.pass();
      [link, isFresh] = [await freshLink(kit, id), true];
      if (link === "") {
        throw new FileError("expired", "the link has expired, and PracticeHub gives no other");
      }
    },
  };
  try {
    const size = await retry(
      kit,
      [broken, expired],
      () =>
        download(kit, id, link, isPage(record), (received) => {
          if (received > furthest) [furthest, hasMoved] = [received, true];
        }),
    );
    await compareSize(kit, record, size);
    return "stored";
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await kit.control.pass();
    return await absent(kit, id, error.message, error.kind);
  }
}

const isA = (error: unknown, kind: FileError["kind"]): error is FileError =>
  error instanceof FileError && error.kind === kind;

const isPage = ({ row }: SourceRecord): boolean =>
  /^text\/html\b/.test(textOf(row["mime_type"])) || /\.html?$/i.test(textOf(row["file_name"]));

/** Pieces of a download that broke off stay: another run goes on from them. */
async function absent(
  kit: Kit,
  id: number,
  reason: string,
  kind: FileError["kind"] = "refused",
): Promise<"absent"> {
  const row = {
    file_id: id,
    state: "absent" as const,
    reason,
    size: 0,
    sha256: null,
    fetched_at: instant(kit.world),
  };
  await kit.ledger.commit({
    writes: [...(kind === "refused" ? dropChunks(kit.ledger, id) : []), putBlob(kit.ledger, row)],
    events: [warning(kit, id, reason)],
  });
  return "absent";
}

/** The list may state no size or a wrong one (contracts/practicehub 4): the bytes that came count. */
async function compareSize(kit: Kit, { id, row }: SourceRecord, size: number): Promise<void> {
  const listed = idOf(row["size"]);
  if (listed === undefined || listed === size) return;
  await kit.ledger.commit({
    events: [warning(kit, id, `the file has ${size} bytes, PracticeHub lists ${listed}; taken as it came`)],
  });
}

const warning = (kit: Kit, id: number, reason: string) =>
  kit.log.entry({ level: "warning", kind: "file", object: "files", message: `files/${id}: ${reason}` });

/** Listing a file again gives a fresh link (contracts/practicehub 4). */
async function freshLink(kit: Kit, id: number): Promise<string> {
  const page = await kit.source.page("files", 1, { id: `eq:${id}` });
  return textOf(page?.rows.find((r) => r.id === id)?.["url"]);
}
