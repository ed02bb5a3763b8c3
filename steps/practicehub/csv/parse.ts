import { CsvParseStream } from "@std/csv";
import { UsageError } from "../../base/errors.ts";

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
