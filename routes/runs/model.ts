import { isPart, type Run } from "../../db/runs.ts";
import type { RunState } from "../../db/tables.ts";
import type { Outcome, Step } from "../../steps/runbook/step.ts";
import type { RunModel } from "../../views/cell/foot.tsx";
import type { PaceModel } from "../../views/throughput/chart.tsx";
import { difference } from "./difference.ts";

/** Runs that came to an end of their own: the counts of the others say nothing about a difference. */
const COMPARED: RunState[] = ["green", "red", "waiting"];

interface Beside {
  /** The practice's. */
  zone: string;
  /** The run of the same step that it is compared with. */
  before?: Run;
  /** How fast it went, where the page shows that. */
  pace?: PaceModel;
}

/** A run as the page shows it. */
export function runModel(
  step: Pick<Step, "id" | "title">,
  run: Run,
  { zone, before, pace }: Beside,
): RunModel {
  const outcome = outcomeOf(run);
  const earlier = before && !isPart(run) && !isPart(before) && COMPARED.includes(before.state) &&
      COMPARED.includes(run.state)
    ? outcomeOf(before)
    : undefined;
  const changed = outcome && earlier ? difference(outcome, earlier) : "";
  return {
    step: step.id,
    title: step.title,
    number: run.number,
    state: run.state,
    who: run.who,
    startedAt: { at: run.started_at, zone },
    ...(run.ended_at ? { tookMs: Date.parse(run.ended_at) - Date.parse(run.started_at) } : {}),
    verdict: outcome?.verdict ?? "",
    ...(pace ? { pace } : {}),
    ...(before && changed ? { difference: `${changed} than run ${before.number}` } : {}),
  };
}

export function outcomeOf(run: Run): Outcome | undefined {
  return run.outcome ? JSON.parse(run.outcome) as Outcome : undefined;
}
