import { assertEquals } from "@std/assert";
import fc from "./fast_check.ts";

Deno.test("random tests draw the same for everyone", () => {
  const draw = () => {
    const drawn: number[] = [];
    fc.assert(fc.property(fc.nat(), (n) => void drawn.push(n)));
    return drawn;
  };
  assertEquals(draw(), draw());
});

Deno.test("no test draws otherwise", async () => {
  assertEquals(await importers("tests"), ["tests/support/fast_check.ts"]);
});

/** Files that import fast-check itself. */
async function importers(dir: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(dir)) {
    const path = `${dir}/${name}`;
    if (isDirectory) found.push(...await importers(path));
    else if (/^import .* from "fast-check"/m.test(await Deno.readTextFile(path))) found.push(path);
  }
  return found;
}
