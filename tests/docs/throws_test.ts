import { assert, assertEquals } from "@std/assert";
import { files, read } from "./tree.ts";

Deno.test("an exported function that throws says so, and what", async () => {
  const silent: string[] = [];
  let count = 0;
  for (const file of (await files()).filter((f) => /^(db|steps)\/.*\.ts$/.test(f))) {
    for (const { name, doc, body } of functionsOf(await read(file))) {
      if (!/\bthrow\b/.test(body)) continue;
      count++;
      if (!doc.includes("@throws")) silent.push(`${file}: ${name}`);
    }
  }
  assertEquals(silent, []);
  assert(count > 40, `only ${count} functions throw`);
});

Deno.test("a function that throws and is silent about it is found", () => {
  const source = "/** Says so. @throws {E} always */\nexport function a(): never {\n  throw new E();\n}\n" +
    "/** Does not. */\nexport async function b() {\n  if (x) throw new E();\n}\n";
  assertEquals(functionsOf(source).map(({ name, doc }) => [name, doc.includes("@throws")]), [
    ["a", true],
    ["b", false],
  ]);
});

interface Exported {
  name: string;
  doc: string;
  body: string;
}

/** Exported functions of a formatted file, each with the comment before it; a body ends at the first bare brace. */
const functionsOf = (source: string): Exported[] =>
  [...source.matchAll(
    /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export (?:async )?function\*? (\w+)([\s\S]*?)\n}\n/g,
  )].map(
    ([, doc = "", name = "", body = ""]) => ({ name, doc, body }),
  );
