import type { Ledger } from "../../db/ledger.ts";
import { UsageError } from "../base/errors.ts";
import { many } from "../base/words.ts";
import type { World } from "../base/world.ts";
import { exportMap, mapText, readMapFile } from "./map_file.ts";
import { importMap } from "./import_map.ts";

/** What to do with the maps without a browser. */
export type MapCommand = { verb: "export" } | { verb: "import"; file: string; anyway: boolean };

/**
 * The map's text, or what an import did.
 *
 * @throws {UsageError} the file cannot be read, or is no map
 * @throws {NeedsPersonError} no audit yet, or options in use would go and nobody said `--anyway`
 */
export async function runMapCommand(ledger: Ledger, world: World, command: MapCommand): Promise<string> {
  if (command.verb === "export") return mapText(await exportMap(ledger));
  const file = readMapFile(await textOf(command.file));
  const by = { ledger, world, who: "command line", anyway: command.anyway };
  const { decided, added, left } = await importMap(by, file);
  const first = `${many(decided, "row")} decided as in the file, ${many(added, "row")} added, ${
    left.length === 0 ? "nothing" : many(left.length, "thing")
  } left out.`;
  return [first, ...left, ""].join("\n");
}

async function textOf(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (cause) {
    throw new UsageError(`The file ${path} cannot be read.`, { cause });
  }
}
