import { newestWholeRun } from "../../db/runs.ts";
import { NeedsPersonError, UsageError } from "../base/errors.ts";
import { type MovingStep, mustBeReady } from "../load/gates.ts";
import { countFailed, type Only } from "../load/transfer/rows_again.ts";
import { currentVersions } from "../runbook/versions.ts";
import { changedInputs } from "../runbook/runbook.ts";
import type { Active } from "../runbook/runner.ts";
import { wentThrough } from "../runbook/current.ts";
import type { Console } from "./console.ts";

/**
 * Starts the step on some rows only. What stands in the way is said before a run is begun, so that it leaves no mark on
 * the cell.
 *
 * @throws {NeedsPersonError} everything has to be run first, or again. @throws {BusyError} @throws {UsageError}
 */
export async function startRows(console: Console, id: MovingStep, who: string, only: Only): Promise<Active> {
  const kit = await console.kit(who);
  await mustBeReady[id](kit);
  await mustStandOnWhole(console, id);
  if (only === "failed" && await countFailed(console.ledger) === 0) {
    throw new UsageError("No row stands as failed, so nothing was run.");
  }
  return await console.runner.start(console.step(id), { who, input: { only } });
}

/** Single rows complete a run of everything; by other maps they would be other records than the rest. */
async function mustStandOnWhole(console: Console, id: MovingStep): Promise<void> {
  const step = console.step(id);
  const title = step.title.toLowerCase();
  const whole = await newestWholeRun(console.ledger, id);
  if (!whole || !wentThrough(whole)) {
    throw new NeedsPersonError(
      `Let the ${title} go through everything first; then single rows can be run again.`,
    );
  }
  const changed = changedInputs(step, whole, await currentVersions(console.ledger));
  if (changed.length > 0) {
    throw new NeedsPersonError(
      `The ${
        changed.join(" and the ")
      } changed since the ${title} ran; run all of it again, not single rows.`,
    );
  }
}
