import type { Ledger } from "../../db/ledger.ts";
import { countProposed, FALLBACK_ID, fieldMap, memberMap } from "../../db/maps.ts";
import { readMigration } from "../../db/migration.ts";
import { NeedsPersonError, UsageError } from "../base/errors.ts";
import { Settings } from "../base/settings.ts";
import { many } from "../base/words.ts";
import { loadMapping, type Mapping } from "../mapping/mapping.ts";
import { TARGET_OBJECTS } from "../mapping/objects.ts";
import { cellsOf, csvLines } from "./cells.ts";
import { fileNameOf, type FileSurvey, objectsWithFile, surveyOf, targetsOf } from "./survey.ts";

/** Nobody but the owner may read what holds patients' data in the clear. */
const FILE_MODE = 0o600;
const DIR_MODE = 0o700;

/**
 * Before anything is run: nothing in the folder would be overwritten.
 *
 * @throws {UsageError} which file is there already
 */
export async function mustBeFree(dir: string): Promise<void> {
  for (const object of TARGET_OBJECTS) {
    const name = fileNameOf(object);
    if (await isThere(`${dir}/${name}`)) {
      throw new UsageError(`${dir} holds ${name} already, and nothing is overwritten; name another folder.`);
    }
  }
}

/**
 * Writes the files, each under its name only when it is whole.
 *
 * @param tell is given a line for each file, and for what is to be known of them
 * @throws {NeedsPersonError} why they cannot be made yet. @throws {UsageError} the folder cannot be written
 */
export async function writeCsvDir(
  ledger: Ledger,
  extractState: string,
  dir: string,
  tell: (line: string) => Promise<void>,
): Promise<void> {
  const { mapping, withoutOwner } = await readyToWrite(ledger, extractState);
  await mustBeFree(dir);
  try {
    await Deno.mkdir(dir, { recursive: true, mode: DIR_MODE });
    for (const object of objectsWithFile(mapping)) {
      const survey = await surveyOf(ledger, mapping, object);
      const part = `${dir}/${survey.name}.part`;
      await Deno.writeTextFile(part, ReadableStream.from(csvText(ledger, mapping, survey)), {
        mode: FILE_MODE,
      });
      await Deno.rename(part, `${dir}/${survey.name}`);
      await tell(lineOf(survey));
    }
  } catch (cause) {
    if (!Object.values(Deno.errors).some((kind) => cause instanceof kind)) throw cause;
    throw new UsageError(`${dir} cannot be written to.`, { cause });
  }
  if (withoutOwner) await tell("no fallback owner was chosen in the members cell: owners are empty");
}

function lineOf({ name, rows, skipped }: FileSurvey): string {
  const left = skipped.map(([reason, n]) => `${n.toLocaleString("en")} left out (${reason})`);
  return [`${name}: ${many(rows, "row")}`, ...left].join(", ");
}

async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** The text of a file, some hundred rows at a time. Rows without a record are left out. */
export async function* csvText(ledger: Ledger, mapping: Mapping, file: FileSurvey): AsyncGenerator<string> {
  yield csvLines([file.columns]);
  for await (const targets of targetsOf(ledger, mapping, file.object)) {
    const rows = targets.filter((target) => !target.skip).map((target) => {
      const cells = cellsOf(target);
      return file.columns.map((column) => cells.get(column) ?? "");
    });
    if (rows.length > 0) yield csvLines(rows);
  }
}

/** What the files are made from. */
export interface Ready {
  mapping: Mapping;
  /** Nobody was chosen to own what no practitioner's member owns; owners are left empty. */
  withoutOwner: boolean;
}

/** Why the files cannot be made yet, in a sentence; undefined where they can. @param extractState of the cell */
export async function whyNotYet(ledger: Ledger, extractState: string): Promise<string | undefined> {
  if (extractState === "stale") return "The extract is stale; run it again, then the files can be written.";
  if (extractState !== "green") return "They can be written when the extract is green.";
  const fields = await fieldMap(ledger);
  if (fields.length === 0) return "They can be written when there is a map; run the schema cell.";
  const open = await countProposed(ledger);
  return open > 0 ? `They can be written when the maps are decided; ${many(open, "row")} to go.` : undefined;
}

/** @throws {NeedsPersonError} why the files cannot be made yet */
export async function readyToWrite(ledger: Ledger, extractState: string): Promise<Ready> {
  const why = await whyNotYet(ledger, extractState);
  if (why) throw new NeedsPersonError(why);
  const migration = await readMigration(ledger);
  const settings = Settings.parse(migration?.settings);
  const fallback = (await memberMap(ledger)).find((m) => m.practitioner_id === FALLBACK_ID)?.member_id;
  return {
    mapping: await loadMapping(ledger, settings, migration?.id ?? "", fallback ?? undefined),
    withoutOwner: !fallback,
  };
}
