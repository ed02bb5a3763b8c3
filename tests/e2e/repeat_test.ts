import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { openStage, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";
import type { Outcome } from "../../steps/runbook/step.ts";
import { last, read } from "./review/ground.ts";

/** One delta that goes on until nothing is left; staff change a row while its first pass goes on. */
async function repeated(stage: Stage, meanwhile: () => Promise<unknown>): Promise<Outcome> {
  const console = await stage.console();
  let struck = false;
  const stop = console.ledger.onEvents((events) => {
    // The first pass is through with its reading when it says what became of the people.
    if (struck || !events.some((e) => e.kind === "object" && e.object === "person")) return;
    struck = true;
    void meanwhile();
  });
  const active = await console.runner.start(console.step("delta"), { who: "ana", input: { repeat: true } });
  const outcome = await active.done;
  stop();
  await console.ledger.close();
  return outcome;
}

Deno.test("a delta that goes on until nothing is left also brings what was changed and deleted while it went on", async () => {
  await using stage = await openStage({ patients: 5 });
  const moved = await stage.run(TO_FULL_RUN);
  assertEquals(moved.code, 0, told(moved));
  const { simulators } = stage;
  const { patients = [], appointments = [] } = await simulators.practice();
  await simulators.putRow("patients", { ...patients[0], first_name: "Before" });
  const done = await repeated(stage, async () => {
    await simulators.putRow("patients", { ...last(patients), first_name: "Meanwhile" });
    await simulators.deleteRow("appointments", last(appointments).id);
  });
  assertEquals(done.state, "green", done.verdict);
  assertMatch(done.verdict, /^1: .* 2: .* 3: Nothing is left/);
  assertStringIncludes(JSON.stringify(done.findings), "Finished");
  assertEquals(await read(stage), []);

  await simulators.deleteRow("appointments", appointments[0]?.id ?? 0);
  const later = await stage.run(["delta"]);
  assertStringIncludes(later.last.verdict, "put in the trash");
  assertEquals(await read(stage), []);
});
