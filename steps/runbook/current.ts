import { storedOutcome } from "./stored_run.ts";
import { versionsIn } from "../../db/stored.ts";
import type { Ledger } from "../../db/ledger.ts";
import { type Run, runsSinceWhole, unfinishedRuns } from "../../db/runs.ts";
import type { RunState } from "../../db/tables.ts";
import { BusyError, NeedsPersonError } from "../base/errors.ts";
import type { Kit } from "./kit.ts";
import type { StepId } from "./step.ts";
import { currentVersions } from "./versions.ts";

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
  const runs = await currentRuns(kit.ledger);
  for (const step of steps) {
    const name = step.replace("-", " ");
    const run = runs.get(step);
    if (!run || !ended.includes(run.state) || !wentThrough(run)) {
      throw new NeedsPersonError(`Run ${name} until it is green first.`);
    }
    const read = versionsIn(run);
    const changed = Object.keys(read).filter((input) => read[input] !== versions[input]);
    if (changed.length > 0) {
      throw new NeedsPersonError(
        `The ${changed.join(" and the ")} changed since ${name} ran; run ${name} again first.`,
      );
    }
  }
}

/**
 * What a person decides waits while a cell runs, here or in another console: a run reads it piece by piece, so half of
 * what it writes would differ from the other half.
 *
 * @param then what the person wanted to do
 * @throws {BusyError} a cell is running
 */
export async function mustRest(ledger: Ledger, then: string): Promise<void> {
  if ((await unfinishedRuns(ledger)).length === 0) return;
  throw new BusyError(`A cell is running; wait for it or cancel it, then ${then}.`);
}

/** Each step's current run: its newest run of everything, with what the runs of single rows since made of its state. */
export async function currentRuns(ledger: Ledger): Promise<Map<string, Run>> {
  const runs = Map.groupBy(await runsSinceWhole(ledger), (run) => run.step);
  return new Map(
    [...runs].flatMap(([step, [whole, ...parts]]) => whole ? [[step, combined(whole, parts)]] : []),
  );
}

/**
 * A run of single rows proves nothing about the others: it never makes the cell better than the run of everything
 * before it, nor less stale. What it met can make it worse, until everything is run again.
 */
export function combined(whole: Run, parts: readonly Run[]): Run {
  const state = parts.reduce(
    (worst, part) => rank(part.state) > rank(worst) ? part.state : worst,
    whole.state,
  );
  return { ...whole, state };
}

/**
 * A run that waits has either gone through everything and left something to decide, or was refused before it began and
 * wrote nothing: only the first has counted any rows.
 */
export function wentThrough({ state, outcome }: Pick<Run, "state" | "outcome">): boolean {
  if (state !== "waiting") return state === "green" || state === "red";
  return storedOutcome({ outcome })?.reconciliation !== undefined;
}

const RANKS: RunState[][] = [["green"], ["waiting"], ["red", "cancelled", "crashed"], ["running", "paused"]];
const rank = (state: RunState): number => RANKS.findIndex((states) => states.includes(state));
