import { assertEquals } from "@std/assert";
import { REMAINING } from "./retired_names.ts";
import { files, read } from "./tree.ts";

/** Words that stood for several things each; docs/glossary.md has the one for each. */
const RETIRED = ["standing", "seen", "held", "told", "given", "stays"];
const PRODUCT = /^(main\.ts|(db|steps|routes|views)\/.*\.(ts|tsx|js))$/;

Deno.test("no name in the product is made of a word that was retired", async () => {
  const found = new Map<string, Set<string>>();
  for (const file of (await files()).filter((f) => PRODUCT.test(f))) {
    for (const name of [...namesIn(await read(file)), file.replace(/^.*\//, "")]) {
      if (isRetired(name)) found.set(name, (found.get(name) ?? new Set()).add(file));
    }
  }
  for (const name of REMAINING) found.delete(name);
  assertEquals(Object.fromEntries([...found].map(([name, where]) => [name, [...where]])), {});
});

Deno.test("a retired word is found in a name and passed over in a text", () => {
  const code =
    'const heldOf = (a: Given) => `told ${b.seenAt}`; // given\nconst x = "stays";\n/* held */ sheld();';
  assertEquals(namesIn(code).filter(isRetired).sort(), ["Given", "heldOf", "seenAt"]);
  assertEquals(["standing_rows.ts", "made_again.ts", "understanding"].filter(isRetired), [
    "standing_rows.ts",
    "made_again.ts",
  ]);
});

Deno.test("the page says Optional objects", async () => {
  const wrong: string[] = [];
  for (const file of (await files()).filter((f) => PRODUCT.test(f) || f.startsWith("docs/"))) {
    if (/beyond the brief/i.test(await read(file))) wrong.push(file);
  }
  assertEquals(wrong, []);
});

function isRetired(name: string): boolean {
  const words = name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
  return words.some((word) => RETIRED.includes(word)) || /made_?again/i.test(name);
}

/** Identifiers of a source file: comments and texts are no names, what a template computes is. */
function namesIn(source: string): string[] {
  const code = source
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "");
  const outside = code.replace(
    /`((?:[^`\\]|\\[\s\S])*)`/g,
    (_, text: string) => [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, inner]) => inner).join(" "),
  );
  // Between the tags of a view there is text.
  const names = outside.replace(/>[^<>{}=;()]*</g, "><").match(/[A-Za-z_$][\w$]*/g) ?? [];
  return [...new Set(names)];
}
