import { lastRunIn } from "../../db/runs.ts";
import { NeedsPersonError } from "./errors.ts";
import type { Kit } from "./kit.ts";
import type { StepId } from "./step.ts";

/**
 * @throws {NeedsPersonError} one of the steps has never ended green
 */
export async function mustBeGreen(kit: Kit, ...steps: StepId[]): Promise<void> {
  for (const step of steps) {
    if (!await lastRunIn(kit.ledger, step, ["green"])) {
      throw new NeedsPersonError(`Run ${step.replace("-", " ")} until it is green first.`);
    }
  }
}
