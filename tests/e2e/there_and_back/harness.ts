import { assertEquals } from "@std/assert";
import type { StepId } from "../../../steps/runbook/step.ts";
import { differing } from "../../crash/differing.ts";
import { type EndState, endState } from "../../crash/end_state.ts";
import { whatThePlanSays } from "../../crash/journeys.ts";
import { type Image, InProcessStage } from "../../support/in_process.ts";
import { type Ran, TO_FULL_RUN, told } from "../../support/stage.ts";
import { green } from "../review/ground.ts";

/** Every step that moves something, in the order of the runbook; a rollback is what the harness adds. */
export const RUNBOOK: readonly StepId[] = [...TO_FULL_RUN, "delta"];

export interface There {
  /** The workspace before anything was written, and the ledger before any step. */
  before: Image;
  /** Where the whole runbook leads that was walked once. */
  plain: EndState;
}

/**
 * What every step has to stand: it is run, taken back, run again, and the runbook completed. Taken back, the workspace
 * is what it was before the first write; completed, everything is as after a runbook that was walked once.
 */
export async function thereAndBack({ before, plain }: There, step: StepId): Promise<void> {
  await using stage = await InProcessStage.from(before);
  const untouched = JSON.parse(await stage.simulators.dump());
  await start(stage, step);
  await takeBack(stage);
  assertEquals(differing(JSON.parse(await stage.simulators.dump()), untouched), [], "taken back");
  await start(stage, step);
  if (step === "rollback") {
    assertEquals(differing(JSON.parse(await stage.simulators.dump()), untouched), [], "taken back twice");
  }
  await green(stage.run(RUNBOOK));
  assertEquals(differing(await endState(stage), plain), [], "completed");
}

/** The step, after those that it needs. */
async function start(stage: InProcessStage, step: StepId): Promise<void> {
  if (step === "rollback") {
    await green(stage.run(RUNBOOK));
    await takeBack(stage);
  } else {
    await green(stage.run(RUNBOOK.slice(0, RUNBOOK.indexOf(step) + 1)));
  }
}

/** A rollback of whatever there is by now. */
async function takeBack(stage: InProcessStage): Promise<Ran> {
  const ran = await stage.run(["rollback"], await whatThePlanSays(stage));
  assertEquals(ran.code, 0, told(ran));
  return ran;
}

/** Walks the runbook once from `before`. */
export async function walkedOnce(before: Image): Promise<There> {
  await using stage = await InProcessStage.from(before);
  await green(stage.run(RUNBOOK));
  return { before, plain: await endState(stage) };
}
