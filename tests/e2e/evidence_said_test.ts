import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { tamper } from "../db/temp_ledger.ts";
import { CONSENTING, environment, handover } from "../support/child.ts";
import { openStage } from "../support/stage.ts";

/** Everything that opens a ledger. */
const COMMANDS: readonly string[][] = [
  ["run", "audit", ...CONSENTING],
  ["run", "audit", ...CONSENTING, "--json"],
  ["serve", "--port", "0"],
  ["status"],
  ["status", "--json"],
  ["report"],
  ["checklist"],
  ["workflows"],
  ["map", "export"],
  ["map", "import", "map.json"],
];

/** What somebody did to the file, and how it is named. */
const DEEDS: readonly [sql: string, names: string][] = [
  ["update event set message = 'nicer' where seq = 2", "event 2 was edited"],
  ["delete from event where seq = 1", "event 1 was removed"],
  ["delete from event where seq > 3", "event should end at"],
  ["update effect_transition set state = 'failed' where seq = 2", "effect_transition 2 was edited"],
  ["delete from effect_transition where seq = 3", "effect_transition 3 was removed"],
  ["delete from effect_transition where seq > 4", "effect_transition should end at"],
  ["update effect set state = 'reverted' where id = 1", "effect 1 says reverted"],
  ["delete from effect where id = 1", "effect 1 was removed"],
];

Deno.test("evidence that does not hold is said by whatever opens the ledger, in one line that names it, and nothing is sent", async () => {
  await using stage = await openStage({ patients: 2 });
  assertEquals((await stage.run(["audit", "schema"])).code, 0);
  const env = environment(stage.simulators, stage.ledgerPath);
  const whole = await Deno.readFile(stage.ledgerPath);
  const asked = (await stage.simulators.sourceStats()).total;
  for (const [n, [sql, names]] of DEEDS.entries()) {
    await Deno.writeFile(stage.ledgerPath, whole);
    await tamper(stage.ledgerPath, sql);
    // Every command once, and each deed by several.
    for (const args of COMMANDS.filter((_, i) => n === 0 || i % DEEDS.length === n || i === 3)) {
      const { code, stdout, stderr } = await handover(args, env);
      assertEquals([code, stdout], [2, ""], `${args.join(" ")}: ${stdout}`);
      assertEquals(stderr.trim().split("\n").length, 1, stderr);
      for (const words of ["does not hold", names, stage.ledgerPath, "Open an untouched copy"]) {
        assertStringIncludes(stderr, words);
      }
    }
  }
  assert(asked > 0);
  assertEquals((await stage.simulators.sourceStats()).total, asked);
});
