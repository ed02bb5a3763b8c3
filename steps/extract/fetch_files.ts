import { createHash } from "node:crypto";
import pLimit from "p-limit";
import { CHUNK_BYTES, findBlobs, finishBlob, insertChunk } from "../../db/blobs.ts";
import { findRecords, type SourceRecord } from "../../db/source_records.ts";
import type { Kit } from "../engine/kit.ts";
import { instant } from "../engine/world.ts";
import { textOf } from "../mapping/transform.ts";
import { FileError, openFile } from "../practicehub/files.ts";

/** Downloads under way at once; the store is not limited as the API is (practicehub/CONTRACT 4). */
const AT_ONCE = 4;
const ATTEMPTS = 4;
const BACKOFF_MS = 1_000;

export interface FetchedFiles {
  stored: number;
  absent: number;
}

/** Brings the bytes of every patient's file into the ledger, chunk by chunk; those it has already are not asked for again. */
export async function fetchFiles(kit: Kit, onFile: (done: number) => void): Promise<FetchedFiles> {
  const result: FetchedFiles = { stored: 0, absent: 0 };
  const limit = pLimit(AT_ONCE);
  let done = 0;
  for (let after = -1;;) {
    const records = await findRecords(kit.ledger, { resource: "files", after, limit: 100 });
    const last = records.at(-1);
    if (!last) return result;
    const have = await findBlobs(kit.ledger, records.map((r) => r.id));
    await Promise.all(records.map((record) =>
      limit(async () => {
        const state = have.get(record.id)?.state === "stored" ? "stored" : await fetchOne(kit, record);
        if (state) result[state]++;
        onFile(++done);
      })
    ));
    after = last.id;
  }
}

async function fetchOne(kit: Kit, record: SourceRecord): Promise<"stored" | "absent" | undefined> {
  if (textOf(record.row["entity_type"]) !== "patient") return undefined;
  let link = textOf(record.row["url"]);
  if (link === "") return await absent(kit, record.id, "no download link");
  for (let attempt = 1;; attempt++) {
    try {
      await store(kit, record.id, link);
      return "stored";
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      if (error.kind === "refused" || attempt >= ATTEMPTS) return await absent(kit, record.id, error.message);
      if (error.kind === "expired") link = await freshLink(kit, record.id) || link;
      else await kit.world.sleep(BACKOFF_MS * attempt, kit.control.signal);
    }
  }
}

async function store(kit: Kit, id: number, link: string): Promise<void> {
  const hash = createHash("sha256");
  let size = 0;
  let chunks = 0;
  for await (const bytes of inChunks(await openFile(link, kit.settings.sourceUrl, kit.world, kit.control))) {
    hash.update(bytes);
    size += bytes.length;
    await kit.ledger.commit({ writes: [insertChunk(kit.ledger, id, chunks++, bytes)] });
  }
  const row = {
    file_id: id,
    state: "stored" as const,
    reason: null,
    size,
    sha256: hash.digest("hex"),
    fetched_at: instant(kit.world),
  };
  await kit.ledger.commit({ writes: finishBlob(kit.ledger, row, chunks) });
}

async function absent(kit: Kit, id: number, reason: string): Promise<"absent"> {
  const row = {
    file_id: id,
    state: "absent" as const,
    reason,
    size: 0,
    sha256: null,
    fetched_at: instant(kit.world),
  };
  await kit.ledger.commit({
    writes: finishBlob(kit.ledger, row, 0),
    events: [
      kit.log.entry({ level: "warning", kind: "file", object: "files", message: `files/${id}: ${reason}` }),
    ],
  });
  return "absent";
}

/** Listing a file again gives a fresh link (practicehub/CONTRACT 4). */
async function freshLink(kit: Kit, id: number): Promise<string> {
  const page = await kit.source.page("files", 1, { id: `eq:${id}` });
  return textOf(page?.rows.find((r) => r.id === id)?.["url"]);
}

/** Cuts a stream into pieces of the size that the ledger keeps. A stream that breaks off is a file to ask for again. */
async function* inChunks(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let held: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for await (const piece of stream) {
      held.push(piece);
      size += piece.length;
      if (size < CHUNK_BYTES) continue;
      yield joined(held, size);
      [held, size] = [[], 0];
    }
  } catch (cause) {
    if (cause instanceof Error && /LedgerError|CancelledError/.test(cause.name)) throw cause;
    throw new FileError("broken", "the file broke off", { cause });
  }
  yield joined(held, size);
}

function joined(pieces: readonly Uint8Array<ArrayBuffer>[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
