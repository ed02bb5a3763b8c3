import { assertEquals } from "@std/assert";

const ROOT = new URL("../", import.meta.url);

/**
 * What comes from outside is parsed where it comes in; what the ledger holds, by the readers of `db/stored.ts`. JSON that a
 * text of the source holds is read by the mapping, by its notes, and by the accountant, who shares no code with them.
 */
const PARSERS = [
  "db/stored.ts",
  "steps/accounting/leaves.ts",
  "steps/map_editor/map_file.ts",
  "steps/mapping/rich_text/packed.ts",
  "steps/mapping/shapes.ts",
  "steps/practicehub/envelope.ts",
  "steps/twenty/answers.ts",
  "steps/workflows/file.ts",
  "views/ui/value.tsx",
];
/** A reader of its own for each: what a run ended with, and what later steps take from the audit. */
const TYPED = ["steps/profile/audit_detail.ts", "steps/runbook/stored_run.ts"];

Deno.test("JSON is parsed in one place for each kind", async () => {
  const found = await sourcesWith(/JSON\.parse\(/);
  assertEquals(found, PARSERS);
});

Deno.test("stored JSON gets its type from a schema or its one reader", async () => {
  const cast = /(storedJson|valueIn|fieldsIn|factsIn|inputIn|storedOutcome)\(.*\)[\w.?!]* as (?!const)/;
  assertEquals(await sourcesWith(cast), TYPED);
});

async function sourcesWith(pattern: RegExp): Promise<string[]> {
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(new URL(folder, ROOT))) {
      const path = `${folder}${name}`;
      if (isDirectory) await visit(`${path}/`);
      else if (/\.tsx?$/.test(name) && pattern.test(await Deno.readTextFile(new URL(path, ROOT)))) {
        found.push(path);
      }
    }
  };
  for (const folder of ["db/", "steps/", "routes/", "views/"]) await visit(folder);
  return found.sort();
}
