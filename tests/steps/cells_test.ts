import { assertEquals } from "@std/assert";
import { STEPS } from "../../steps/cells.ts";
import { STEP_IDS } from "../../steps/runbook/step.ts";

Deno.test("every step of the runbook has its cell, in the runbook's order", () => {
  assertEquals(STEPS.map(({ id }) => id), [...STEP_IDS]);
});
