import { storedOutcome } from "../runbook/stored_run.ts";
import { lastRunIn } from "../../db/runs.ts";
import type { Console } from "./console.ts";
import type { Forecast, Prediction, Reconciliation, Scope, ValueTotals } from "../runbook/step.ts";
import type { CellStatus } from "../runbook/runbook.ts";
import { forecast } from "../load/forecast/forecast.ts";

export interface StatusReport {
  cells: {
    step: string;
    state: string;
    changed: string[];
    missing: string[];
    run: number | null;
    verdict: string | null;
    /** What a run would do now, with the numbers that the page shows. */
    prediction: Prediction;
  }[];
  /** Of the last full run. */
  reconciliation: Reconciliation[];
  /** What became of every value of the source rows, by the last full run; null before one. */
  values: ValueTotals | null;
}

/**
 * Each cell's state, why it is stale, what running it would do, and how the last full run adds up. Waits for what takes
 * a while to count; while a cell runs nothing is counted.
 */
export async function statusReport(console: Console): Promise<StatusReport> {
  const full = await lastRunIn(console.ledger, "full-run", ["green", "red", "waiting"]);
  const statuses = await console.statuses();
  const forecasts = statuses.some(isUnderWay) ? new Map() : await counted(console);
  const cells = statuses.map(async ({ step, state, changed, missing, run }) => ({
    step,
    state,
    changed,
    missing,
    run: run?.number ?? null,
    verdict: run && storedOutcome(run)?.verdict || null,
    prediction: await console.predict(step, forecasts.get(console.step(step).forecasts)),
  }));
  const outcome = full && storedOutcome(full);
  return {
    cells: await Promise.all(cells),
    reconciliation: outcome?.reconciliation ?? [],
    values: outcome?.values ?? null,
  };
}

const isUnderWay = ({ state }: CellStatus): boolean => state === "running" || state === "paused";

async function counted(console: Console): Promise<Map<Scope | undefined, Forecast>> {
  const found = new Map<Scope | undefined, Forecast>();
  const desk = console.desk();
  for (const scope of new Set(console.steps.flatMap((step) => step.forecasts ?? []))) {
    const made = desk && await forecast(desk, scope);
    if (made) found.set(scope, made);
  }
  return found;
}

export function statusText(report: StatusReport): string {
  const lines = report.cells.flatMap(({ step, state, changed, verdict, prediction }) => {
    const why = changed.length > 0 ? ` (changed: ${changed.join(", ")})` : "";
    const { sentence, blocked } = prediction;
    return [
      `${step.padEnd(10)} ${state}${why}${verdict ? `  ${verdict}` : ""}`,
      ...[sentence, blocked ? `Not yet: ${blocked}` : ""].filter(Boolean).map((line) =>
        `${" ".repeat(11)}${line}`
      ),
    ];
  });
  return lines.join("\n");
}
