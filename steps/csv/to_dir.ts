import type { Ledger } from "../../db/ledger.ts";
import { UsageError } from "../base/errors.ts";
import { many } from "../base/words.ts";
import { fileNameOf } from "./files.ts";
import { readyToWrite } from "./ready.ts";
import { type FileSurvey, surveyOf } from "./survey.ts";
import { objectsWithFile } from "./surveys.ts";
import { csvText } from "./write.ts";
import { TARGET_OBJECTS } from "../mapping/objects.ts";

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
