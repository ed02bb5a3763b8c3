import { assert, assertEquals } from "@std/assert";
import type { StepId } from "../../../steps/runbook/step.ts";
import { type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { endedSaying, ENDLESS, evidenceHolds, finishes, openEffects, openScene, struck } from "./scene.ts";

/** What does not end, and what the cell says of it. */
const LASTING: readonly [kind: string, says: string][] = [
  ["429", "still refused by the limiter"],
  ["429-retry-after", "still refused by the limiter"],
  ["500", "status 500"],
  ["502", "status 502"],
  ["timeout-before-commit", "the connection failed"],
  ["html", "the answer was not JSON"],
];

const WRITING: readonly StepId[] = ["sample", "full-run"];

/** Everything is ready, and nothing but the schema is written. */
async function extracted(): Promise<Stage> {
  const stage = await openScene(true);
  await stage.run(TO_FULL_RUN.slice(0, -2));
  return stage;
}

for (const [kind, says] of LASTING) {
  for (
    const [what, match, skip] of [["writes", "POST /rest/batch/*", 2], [
      "reads",
      "GET /rest/people",
      0,
    ]] as const
  ) {
    Deno.test(`target: ${kind} on ${what} that does not end makes the cell red, says what to do, and running again finishes`, async () => {
      await using stage = await extracted();
      const ran = await struck(stage, "target", [{ match, kind, skip, times: ENDLESS }], WRITING);
      assertEquals(ran.code, 1, told(ran));
      endedSaying(ran, says, match.replace("*", ""), "Run the cell again");
      assert(await openEffects(stage) > 0, "what was under way waits to be settled");
      await evidenceHolds(stage);
      await finishes(stage, TO_FULL_RUN);
    });
  }
}

for (const kind of ["timeout-after-commit", "reset-mid-body", "truncated", "malformed"]) {
  Deno.test(`target: ${kind} on every write there is needs no second run: what arrived is found by reading`, async () => {
    await using stage = await openScene(true);
    const ran = await struck(
      stage,
      "target",
      [{ match: "POST /rest/batch/*", kind, times: ENDLESS }],
      TO_FULL_RUN,
    );
    assertEquals(ran.code, 0, told(ran));
    await finishes(stage, TO_FULL_RUN);
  });

  Deno.test(`target: ${kind} on every read makes the cell red, and running again finishes`, async () => {
    await using stage = await extracted();
    const ran = await struck(stage, "target", [{ match: "GET /rest/people", kind, times: ENDLESS }], WRITING);
    endedSaying(ran, "GET /rest/people", "Run the cell again");
    assert(await openEffects(stage) > 0, "what was under way waits to be settled");
    await evidenceHolds(stage);
    await finishes(stage, TO_FULL_RUN);
  });
}
