import { UsageError } from "../../base/errors.ts";
import { CsvParseStream } from "@std/csv";

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

/**
 * The records of a CSV text, the header too. Blank lines are no records.
 *
 * @throws {UsageError} a quote that does not belong or is missing: line and column, never what stands there
 */
export async function* parseRecords(
  text: ReadableStream<string>,
  separator: string,
): AsyncGenerator<string[]> {
  // The library counts a record as one line, however many it has.
  let within = 0;
  const records: ReadableStream<string[]> = text.pipeThrough(new CsvParseStream({ separator }));
  try {
    for await (const cells of records) {
      for (const cell of cells) within += cell.split("\n").length - 1;
      yield cells;
    }
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(sentence(error.message, within));
    throw error;
  }
}

function sentence(message: string, within: number): string {
  const [, line = "", column = ""] = /parse error on line (\d+), column (\d+)/.exec(message) ?? [];
  const place = line === "" ? "somewhere" : `on line ${Number(line) + within}, column ${column}`;
  return message.includes("bare")
    ? `The file has a quotation mark in the middle of a cell that is not quoted, ${place}.`
    : `The file has a quoted cell that does not end as it should, ${place}.`;
}
