import { createHash, type Hash } from "node:crypto";
import {
  CHUNK_BYTES,
  dropChunks,
  findPart,
  finishBlob,
  insertChunk,
  insertPart,
  readBlob,
} from "../../../db/blobs.ts";
import type { Write } from "../../../db/ledger.ts";
import { Stall } from "../../base/control.ts";
import { instant } from "../../base/world.ts";
import { FileError, type OpenedFile, openFile } from "../../practicehub/files.ts";
import type { Kit } from "../../runbook/kit.ts";

/** The beginning of a file, as far as the ledger has it. */
interface Received {
  bytes: number;
  chunks: number;
  hash: Hash;
}

const nothing = (): Received => ({ bytes: 0, chunks: 0, hash: createHash("sha256") });

/**
 * Brings a file into the ledger, piece by piece; goes on where an attempt before broke off, as long as the store still
 * has the same version.
 *
 * @param isPage whether the file is listed as a web page; another that comes as one is a proxy's answer
 * @param onBytes called with the bytes that are on disk, after each piece
 * @returns the file's bytes
 * @throws {FileError}
 */
export async function download(
  kit: Kit,
  id: number,
  link: string,
  isPage: boolean,
  onBytes: (received: number) => void,
): Promise<number> {
  const part = await findPart(kit.ledger, id);
  let received = part ? await receivedOf(kit, id) : nothing();
  if (part && received.bytes > part.size) received = nothing();
  if (!part || received.bytes < part.size) {
    using stall = new Stall();
    const rest = part && received.bytes > 0
      ? { from: received.bytes, whole: part.size, etag: part.etag }
      : undefined;
    const { sourceUrl } = kit.settings;
    const opened = await openFile(link, sourceUrl, kit.world, kit.control, stall.signal, rest);
    if (opened.type === "text/html" && !isPage) {
      await opened.stream.cancel();
      throw new FileError("broken", "a web page came instead of the file");
    }
    if (opened.from === 0) received = nothing();
    await store(kit, id, opened, received, stall, onBytes);
  }
  await kit.ledger.commit({
    writes: finishBlob(kit.ledger, {
      file_id: id,
      state: "stored",
      reason: null,
      size: received.bytes,
      sha256: received.hash.digest("hex"),
      fetched_at: instant(kit.world),
    }, received.chunks),
  });
  return received.bytes;
}

/** Reads back what is stored, a piece at a time, for the hash over the whole. */
async function receivedOf(kit: Kit, id: number): Promise<Received> {
  const received = nothing();
  for await (const bytes of readBlob(kit.ledger, id)) add(received, bytes);
  return received;
}

async function store(
  kit: Kit,
  id: number,
  opened: OpenedFile,
  received: Received,
  stall: Stall,
  onBytes: (received: number) => void,
): Promise<void> {
  for await (const bytes of inChunks(unbroken(opened.stream, stall, kit))) {
    await kit.ledger.commit({
      writes: [
        ...(received.chunks === 0 ? beginning(kit, id, opened) : []),
        insertChunk(kit.ledger, id, received.chunks, bytes),
      ],
    });
    add(received, bytes);
    onBytes(received.bytes);
  }
  if (opened.whole === undefined || opened.whole === received.bytes) return;
  throw new FileError("broken", `${received.bytes} bytes came of ${opened.whole}`);
}

/** Only with an ETag and a length can a later attempt know that what it adds belongs to what is here. */
function beginning({ ledger }: Kit, file_id: number, { etag, whole }: OpenedFile): Write[] {
  const part = etag !== undefined && whole !== undefined
    ? [insertPart(ledger, { file_id, etag, size: whole })]
    : [];
  return [...dropChunks(ledger, file_id), ...part];
}

/** A stream that breaks off is a file to ask for again; what goes wrong at the ledger's end is not. */
async function* unbroken(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  stall: Stall,
  { control }: Kit,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  try {
    while (true) {
      // What comes of a file stands still too while the run is paused.
      await control.pass();
      const piece = await reader.read().catch((cause) => {
        throw new FileError("broken", "the file broke off", { cause });
      });
      if (piece.done) return;
      stall.moved();
      yield piece.value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function add(received: Received, bytes: Uint8Array): void {
  received.hash.update(bytes);
  received.bytes += bytes.length;
  received.chunks++;
}

/**
 * Cuts a stream into pieces of the size that the ledger keeps; the last one is what is left. What a broken stream gave
 * since the last whole piece is lost with it.
 */
export async function* inChunks(
  stream: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let chunk = new Uint8Array(CHUNK_BYTES);
  let size = 0;
  for await (let piece of stream) {
    while (piece.length > 0) {
      const taken = piece.subarray(0, CHUNK_BYTES - size);
      chunk.set(taken, size);
      size += taken.length;
      piece = piece.subarray(taken.length);
      if (size < CHUNK_BYTES) continue;
      yield chunk;
      [chunk, size] = [new Uint8Array(CHUNK_BYTES), 0];
    }
  }
  if (size > 0) yield chunk.slice(0, size);
}
