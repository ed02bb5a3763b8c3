import { UsageError } from "../../base/errors.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

const SLICE_BYTES = 64 * 1024;
const LF = 0x0a;
const CR = 0x0d;

/**
 * By the byte order mark, else UTF-8 if the bytes are, else what Excel on Windows writes in Western Europe.
 *
 * @throws {UsageError} a workbook or an archive
 */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    throw new UsageError("This is a workbook or a zip archive; give the CSV file as PracticeHub exports it.");
  }
  if (startsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  return isUtf8(bytes) ? "utf-8" : "windows-1252";
}

/** The text without byte order mark, piece by piece. Line ends of old Macs become LF. */
export function textOf(bytes: Uint8Array, encoding: Encoding): ReadableStream<string> {
  const decoder = new TextDecoder(encoding);
  const onlyCr = bytes.includes(CR) && !bytes.includes(LF);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      const slice = bytes.subarray(at, at + SLICE_BYTES);
      at += slice.length;
      const text = decoder.decode(slice, { stream: at < bytes.length });
      controller.enqueue(onlyCr ? text.replaceAll("\r", "\n") : text);
      if (at >= bytes.length) controller.close();
    },
  });
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
      decoder.decode(bytes.subarray(at, at + SLICE_BYTES), { stream: true });
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((b, i) => bytes[i] === b);
