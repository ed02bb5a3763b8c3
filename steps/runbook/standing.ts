import type { Ledger } from "../../db/ledger.ts";
import { type Run, runsSinceWhole } from "../../db/runs.ts";
import type { RunState } from "../../db/tables.ts";
import type { Outcome } from "./step.ts";

/** How each step stands, by its newest run of everything and the runs of single rows since. */
export async function standingRuns(ledger: Ledger): Promise<Map<string, Run>> {
  const runs = Map.groupBy(await runsSinceWhole(ledger), (run) => run.step);
  return new Map(
    [...runs].flatMap(([step, [whole, ...parts]]) => whole ? [[step, standing(whole, parts)]] : []),
  );
}

/**
 * A run of single rows proves nothing about the others: it never makes the cell better than the run of everything
 * before it, nor less stale. What it met can make it worse, until everything is run again.
 */
export function standing(whole: Run, parts: readonly Run[]): Run {
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
  return (JSON.parse(outcome ?? "{}") as Partial<Outcome>).reconciliation !== undefined;
}

const RANKS: RunState[][] = [["green"], ["waiting"], ["red", "cancelled", "crashed"], ["running", "paused"]];
const rank = (state: RunState): number => RANKS.findIndex((states) => states.includes(state));
