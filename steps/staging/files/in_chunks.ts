import { CHUNK_BYTES } from "../../../db/blobs.ts";

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
