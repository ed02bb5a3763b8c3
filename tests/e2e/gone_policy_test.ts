import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Settings } from "../../steps/base/settings.ts";
import { openStage, type Ran, runOn, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";
import { last, must, read } from "./review/ground.ts";
import { type Found, readWorkspace } from "./reader/workspace.ts";

type Policy = Settings["gonePolicy"];

/** A moved practice whose last appointment is then deleted. */
async function deleted(gonePolicy: Policy): Promise<{ stage: Stage; key: string; run: Run }> {
  const stage = await openStage({ patients: 5 });
  const run: Run = async (...steps) => {
    const console = await stage.console({ settings: { gonePolicy } });
    try {
      return await runOn(console, steps);
    } finally {
      await console.ledger.close();
    }
  };
  const moved = await run(...TO_FULL_RUN);
  assertEquals(moved.code, 0, told(moved));
  const { id } = last((await stage.simulators.practice()).appointments);
  await stage.simulators.deleteRow("appointments", id);
  return { stage, key: `appointments/${id}`, run };
}

type Run = (...steps: Parameters<Stage["run"]>[0]) => Promise<Ran>;

async function visit({ simulators }: Stage, key: string): Promise<Found | undefined> {
  const { appointments } = await readWorkspace(simulators.target);
  return appointments.find((found) => found.practiceHubId === key);
}

Deno.test("soft-delete: a record whose row is gone is in the trash after the delta", async () => {
  const { stage, key, run } = await deleted("soft-delete");
  await using _ = stage;
  const done = await run("delta");
  assertStringIncludes(done.last.verdict, "put in the trash: gone in PracticeHub");
  assertEquals(await visit(stage, key), undefined);
  assertEquals(await read(stage), []);
});

Deno.test("flag: it stays, with the time it was found gone, and the flag goes when the row is back", async () => {
  const { stage, key, run } = await deleted("flag");
  await using _ = stage;
  const before = must(await visit(stage, key));
  assertEquals(before["goneInPracticeHubSince"], null);
  const done = await run("delta");
  assertEquals(done.code, 0, told(done));
  assertStringIncludes(done.last.verdict, "1 record flagged: gone in PracticeHub");
  const flagged = must(await visit(stage, key));
  assert(!Number.isNaN(Date.parse(String(flagged["goneInPracticeHubSince"]))), "no time");
  assertEquals([flagged.id, flagged["startsAt"]], [before.id, before["startsAt"]]);

  const dump = await stage.simulators.dump();
  const again = await run("delta");
  assertStringIncludes(again.last.verdict, "Nothing is left");
  assertEquals(await stage.simulators.dump(), dump);

  const [, id = ""] = key.split("/");
  const row = must((await openedPractice()).appointments?.find((a) => a.id === Number(id)));
  await stage.simulators.putRow("appointments", row);
  const back = await run("delta");
  assertEquals(back.code, 0, told(back));
  assertEquals((await visit(stage, key))?.["goneInPracticeHubSince"], null);
  assertEquals(await read(stage), []);
});

/** The same practice before anything was deleted. */
async function openedPractice() {
  await using stage = await openStage({ patients: 5 });
  return await stage.simulators.practice();
}

Deno.test("keep: nothing is done about it, and then nothing is left", async () => {
  const { stage, key, run } = await deleted("keep");
  await using _ = stage;
  const before = must(await visit(stage, key));
  const done = await run("delta");
  assertEquals(done.code, 0, told(done));
  assertEquals(await visit(stage, key), before);
  assertStringIncludes((await run("delta")).last.verdict, "Nothing is left");
});
