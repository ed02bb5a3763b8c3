import { assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { runsOf } from "../../../db/runs.ts";
import { currentSample } from "../../../steps/load/gates.ts";
import { TINY } from "../../crash/tiny_practice.ts";
import { InProcessStage } from "../../support/in_process.ts";
import { type Ran, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { green } from "./ground.ts";

const TO_SAMPLE = TO_FULL_RUN.slice(0, -1);

/** A step that a person has to do something for first, and did not change anything. */
async function waits(stage: Stage, running: () => Promise<Ran>, says: string): Promise<void> {
  const before = await stage.simulators.dump();
  const ran = await running();
  assertEquals(ran.code, 3, told(ran));
  assertStringIncludes(ran.last.verdict, says);
  assertEquals(await stage.simulators.dump(), before);
}

Deno.test("nothing runs on what is stale: the step says what changed, and what to run", async () => {
  await using stage = await InProcessStage.open(TINY);
  await green(stage.run(["audit"]));
  const { ledger } = await stage.console({ settings: { country: "IE" } });
  await ledger.close();
  await waits(
    stage,
    () => stage.run(["extract"]),
    "The settings changed since audit ran; run audit again first.",
  );
});

Deno.test("a full run waits until the sample is signed", async () => {
  await using stage = await InProcessStage.open(TINY);
  const sample = await stage.run(TO_SAMPLE, { signOff: false });
  assertEquals(sample.code, 3, told(sample));
  await waits(stage, () => stage.run(["full-run"], { signOff: false }), "has to be signed off first");
});

Deno.test("a signature holds for a later run that came to the same diff, and names the run that was signed", async () => {
  await using stage = await InProcessStage.open(TINY);
  await green(stage.run(TO_SAMPLE));
  await green(stage.run(["sample"], { signOff: false }));
  const { ledger } = await stage.console();
  const [newest, signed] = await runsOf(ledger, "sample");
  const sample = await currentSample(ledger);
  await ledger.close();
  assertEquals([sample?.runId, sample?.signedRunId], [newest?.id, signed?.id]);
  assertNotEquals(newest?.id, signed?.id);
});

Deno.test("a full run waits where other rows were extracted since the sample was signed", async () => {
  await using stage = await InProcessStage.open(TINY);
  await green(stage.run(TO_SAMPLE));
  await stage.simulators.putRow("patients", { ...TINY.patients?.[1], first_name: "Changed" });
  await green(stage.run(["extract"]));
  await waits(stage, () => stage.run(["full-run"]), "run the sample again");
});
