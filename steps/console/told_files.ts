import type { Console } from "./console.ts";
import { UsageError } from "../base/errors.ts";
import { changePlaces } from "../staging/places/change.ts";
import { readPlaces } from "../staging/places/csv.ts";
import { readFile } from "../workflows/file.ts";
import { mergeWorkflows } from "../workflows/keep.ts";

/** What no endpoint tells, as files that a script names. */
export interface ToldFiles {
  /** JSON of workflows (docs/workflows.md). */
  workflows?: string;
  /** CSV of names and addresses (docs/companies.md). */
  companies?: string;
}

/**
 * Reads them into the ledger; both are read before either is kept.
 *
 * @throws {UsageError} a file cannot be read, or what is wrong in it.
 */
export async function takeToldFiles(console: Console, files: ToldFiles, who: string): Promise<void> {
  const { ledger, world } = console;
  const workflows = files.workflows ? readFile(await textOf(files.workflows)) : undefined;
  const companies = files.companies ? readPlaces(await textOf(files.companies)) : undefined;
  if (workflows) await mergeWorkflows({ ledger, world, who }, workflows);
  if (companies) await changePlaces(console, who, companies);
}

async function textOf(path: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await Deno.readFile(path));
  } catch (cause) {
    const why = cause instanceof TypeError ? "is not text in UTF-8" : "cannot be read";
    throw new UsageError(`The file ${path} ${why}.`, { cause });
  }
}
