import { lastRunIn } from "../db/runs.ts";
import type { Console } from "./console.ts";
import type { Outcome, Reconciliation } from "./engine/step.ts";

export interface StatusReport {
  cells: {
    step: string;
    state: string;
    changed: string[];
    missing: string[];
    run: number | null;
    verdict: string | null;
  }[];
  /** Of the last full run. */
  reconciliation: Reconciliation[];
}

/** Each cell's state, why it is stale, and how the last full run adds up. */
export async function statusReport(console: Console): Promise<StatusReport> {
  const full = await lastRunIn(console.ledger, "full-run", ["green", "red", "waiting"]);
  return {
    cells: (await console.statuses()).map(({ step, state, changed, missing, run }) => ({
      step,
      state,
      changed,
      missing,
      run: run?.number ?? null,
      verdict: run?.outcome ? (JSON.parse(run.outcome) as Outcome).verdict : null,
    })),
    reconciliation: full?.outcome ? (JSON.parse(full.outcome) as Outcome).reconciliation ?? [] : [],
  };
}

export function statusText(report: StatusReport): string {
  const lines = report.cells.map((c) => {
    const why = c.changed.length > 0 ? ` (changed: ${c.changed.join(", ")})` : "";
    return `${c.step.padEnd(10)} ${c.state}${why}${c.verdict ? `  ${c.verdict}` : ""}`;
  });
  return lines.join("\n");
}
