import { assert, assertEquals } from "@std/assert";
import { documented } from "./document.ts";
import { GUARDS, THEMES } from "./list.ts";
import { occurrences } from "./tree.ts";

const ROOT = new URL("../../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, ROOT));

Deno.test("every guard stands exactly once where the list says, and is changed by its removal", async () => {
  const lost: string[] = [];
  for (const { name, file, find, replace } of GUARDS) {
    const times = occurrences(await read(file), find);
    if (times !== 1 || find === replace) lost.push(`${name}: ${times} times in ${file}`);
  }
  assertEquals(lost, []);
});

Deno.test("every guard has a name of its own and tests that are there", async () => {
  assertEquals(new Set(GUARDS.map((guard) => guard.name)).size, GUARDS.length);
  for (const test of new Set(GUARDS.flatMap((guard) => guard.tests))) {
    assert(test.startsWith("tests/") && test.endsWith("_test.ts"), test);
    assert((await Deno.stat(new URL(test, ROOT))).isFile, test);
  }
});

/** Where the lines break is the formatter's. */
const words = (text: string): string[] => text.split(/\s+/);

Deno.test("the page in the docs lists the guards as they are", async () => {
  assertEquals(words(await read("docs/guards.md")), words(documented(THEMES)), "deno task guards --document");
});
