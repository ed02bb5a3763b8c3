import { assert, assertEquals, assertNotEquals } from "@std/assert";

const PROGRAM = new URL("main.ts", import.meta.url).pathname;

async function scenes(...args: string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "-A", PROGRAM, ...args],
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test("with every sentence reworded, conflicts, edits, rollbacks and forecasts come to the same", async () => {
  const [plain, reworded] = await Promise.all([scenes(), scenes("--reworded")]);
  assertNotEquals(Object.keys(plain).length, 0);
  assertEquals(reworded, plain);
});
