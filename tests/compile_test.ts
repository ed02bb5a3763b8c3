import { assertEquals } from "@std/assert";

/** `deno compile` embeds the module graph and nothing else; what is read from disk at run time would be missing. */
Deno.test("everything the program serves or runs is part of its module graph", async () => {
  const root = new URL("../", import.meta.url);
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "main.ts"],
    cwd: root,
    stdout: "piped",
    stderr: "null",
  }).output();
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as { modules: { specifier: string }[] };
  const embedded = new Set(modules.map((m) => m.specifier.replace(root.href, "")));
  const needed: string[] = [];
  for (const folder of ["views", "db/migrations"]) {
    for await (const { name } of Deno.readDir(new URL(`${folder}/`, root))) {
      if (/\.(css|js|svg|sql)$/.test(name)) needed.push(`${folder}/${name}`);
    }
  }
  assertEquals(needed.filter((file) => !embedded.has(file)), []);
  assertEquals([...embedded].filter((s) => s.includes("htmx.org")).length, 2);
});
