import { NeedsPersonError } from "../base/errors.ts";
import { currentVersions } from "./inputs.ts";
import type { Kit } from "./kit.ts";
import { standingRuns, wentThrough } from "./standing.ts";
import type { StepId } from "./step.ts";

/**
 * Nothing runs on what is red, unfinished or stale.
 *
 * @throws {NeedsPersonError} the newest run of one of these steps is not green, or what it read has changed since
 */
export async function mustBeCurrent(
  kit: Kit,
  steps: readonly StepId[],
  ended: readonly string[] = ["green"],
): Promise<void> {
  const versions: Record<string, string> = await currentVersions(kit.ledger);
  const runs = await standingRuns(kit.ledger);
  for (const step of steps) {
    const name = step.replace("-", " ");
    const run = runs.get(step);
    if (!run || !ended.includes(run.state) || !wentThrough(run)) {
      throw new NeedsPersonError(`Run ${name} until it is green first.`);
    }
    const read = JSON.parse(run.inputs) as Record<string, string>;
    const changed = Object.keys(read).filter((input) => read[input] !== versions[input]);
    if (changed.length > 0) {
      throw new NeedsPersonError(
        `The ${changed.join(" and the ")} changed since ${name} ran; run ${name} again first.`,
      );
    }
  }
}
