import { basename } from "@std/path";
import pLimit from "p-limit";
import { clearStaged, csvExports, publishStaged, removeCsv, stageRows } from "../../../db/csv.ts";
import { sha256 } from "../../../db/hash.ts";
import type { Ledger } from "../../../db/ledger.ts";
import type { CsvKind } from "../../../db/tables.ts";
import { UsageError } from "../../base/errors.ts";
import { Log } from "../../base/log.ts";
import { instant, type World } from "../../base/world.ts";
import { many } from "../../base/words.ts";
import { MAX_CSV_BYTES, readCsv, tooLarge } from "../../practicehub/csv/read.ts";
import { matchCsv } from "./match.ts";

const ROWS_A_COMMIT = 2_000;

export interface UploadedCsv {
  /** As the person's file is called; shown on the page and nowhere else. */
  name: string;
  bytes: Uint8Array;
}

interface Place {
  ledger: Ledger;
  world: World;
}

/** Two files at once would mix their rows while they are read. */
const oneAtATime = pLimit(1);

/**
 * Takes an export of PracticeHub in the place of an earlier one of its kind, and matches it with what the extract has
 * brought. Nothing changes unless the whole file can be read.
 *
 * @param who the person's name, for the journal
 * @throws {UsageError} the file cannot be read: where, and what to do
 */
export const takeCsv = (place: Place, upload: UploadedCsv, who: string): Promise<CsvKind> =>
  oneAtATime(() => take(place, upload, who));

/** @throws {UsageError} as above, with the file's path before it */
export async function takeCsvFile(place: Place, path: string, who: string): Promise<CsvKind> {
  const bytes = await bytesOf(path);
  try {
    return await takeCsv(place, { name: basename(path), bytes }, who);
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const { size, isFile } = await Deno.stat(path);
    if (!isFile) throw new UsageError(`${path} is no file.`);
    if (size > MAX_CSV_BYTES) throw tooLarge(MAX_CSV_BYTES);
    return await Deno.readFile(path);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`${path} cannot be read.`, { cause });
  }
}

async function take({ ledger, world }: Place, { name, bytes }: UploadedCsv, who: string): Promise<CsvKind> {
  const file = await readCsv(bytes);
  const { kind } = file;
  await ledger.commit({ writes: [clearStaged(ledger, kind)] });
  let buffer: Record<string, string>[] = [];
  let kept = 0;
  const keep = async () => {
    await ledger.commit({ writes: stageRows(ledger, kind, kept + 1, buffer) });
    kept += buffer.length;
    buffer = [];
  };
  for await (const row of file.rows()) {
    if (buffer.push(row) === ROWS_A_COMMIT) await keep();
  }
  await keep();
  await ledger.commit({
    writes: publishStaged(ledger, {
      kind,
      name: name.slice(0, 200),
      columns: JSON.stringify(file.columns),
      rows: kept,
      sha256: sha256(bytes),
      read_at: instant(world),
      who,
      notes: JSON.stringify(file.notes),
    }),
    events: [
      new Log(ledger, world, null).entry({
        kind: "csv",
        object: kind,
        message: `the CSV export of ${kind} was read by ${who}: ${many(kept, "row")}`,
        fields: { rows: kept },
      }),
    ],
  });
  await matchCsv(ledger);
  return kind;
}

/** @throws {UsageError} there is none of this kind */
export const dropCsv = (place: Place, kind: CsvKind, who: string): Promise<void> =>
  oneAtATime(() => drop(place, kind, who));

async function drop({ ledger, world }: Place, kind: CsvKind, who: string): Promise<void> {
  if (!(await csvExports(ledger)).some((e) => e.kind === kind)) {
    throw new UsageError(`There is no CSV export of ${kind}; reload the page.`);
  }
  const event = new Log(ledger, world, null).entry({
    kind: "csv",
    object: kind,
    message: `the CSV export of ${kind} was removed by ${who}`,
  });
  await ledger.commit({ writes: removeCsv(ledger, kind), events: [event] });
}
