import { assertEquals } from "@std/assert";
import { read } from "./tree.ts";

Deno.test("the README justifies every dependency, and none that is not there", async () => {
  const { imports } = JSON.parse(await read("deno.json")) as { imports: Record<string, string> };
  const used = new Set(
    Object.keys(imports).map((name) => name.startsWith("@std/") ? "@std/*" : name.replace(/\/$/, "")),
  );
  const [, part = ""] = (await read("README.md")).split("## What it is built of");
  const named = [...part.matchAll(/^\| ((?:`[^`]+`(?:, )?)+) /gm)]
    .flatMap(([, cell = ""]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
  assertEquals(named.sort(), [...used].sort());
});

Deno.test("a reader needs two commands to try it: the demo and the tests", async () => {
  const [, part = ""] = (await read("README.md")).split("## Try it");
  const [, block = ""] = part.split("```");
  const commands = block.trim().split("\n").slice(1).map((line) => line.replace(/ +#.*$/, ""));
  assertEquals(commands, ["npx -y deno@2.9.6 task demo", "npx -y deno@2.9.6 task test"]);
});

Deno.test("every task that the pages name is there", async () => {
  const { tasks } = JSON.parse(await read("deno.json")) as { tasks: Record<string, unknown> };
  for (const page of ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/cheatsheet.md"]) {
    const named = [...(await read(page)).matchAll(/deno(?:@[\d.]+)? task ([a-z:]+)/g)].map(([, task]) =>
      task!
    );
    assertEquals(named.filter((task) => !(task in tasks)), [], page);
  }
});
