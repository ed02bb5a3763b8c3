import { assertEquals } from "@std/assert";
import { STEP_IDS } from "../../../steps/runbook/step.ts";
import { OPTIONAL } from "../../crash/journeys.ts";
import { TINY } from "../../crash/tiny_practice.ts";
import { dropImage, InProcessStage } from "../../support/in_process.ts";
import { type There, thereAndBack, walkedOnce } from "./harness.ts";

/** A workspace with somebody's own rows, field and option in it, and every optional object ticked. */
async function there(): Promise<There> {
  await using stage = await InProcessStage.open(TINY);
  await OPTIONAL.prepare(stage);
  return await walkedOnce(await stage.image());
}

Deno.test("each step is run, taken back, run again and completed, and nobody can tell", async (t) => {
  const { before, plain } = await there();
  assertEquals(plain.reader, [], "the reader finds nothing missing after a runbook that was walked once");
  for (const step of STEP_IDS) {
    await t.step(step, () => thereAndBack({ before, plain }, step));
  }
  await dropImage(before);
});
