import { storedOutcome } from "../../steps/runbook/stored_run.ts";
import { isPart, newestWholeRun, type Run, runsOf, throughputOf } from "../../db/runs.ts";
import type { CellStatus } from "../../steps/runbook/runbook.ts";
import type { Step, StepId } from "../../steps/runbook/step.ts";
import { forecastSummary, forecastTables } from "../../steps/load/forecast/words.ts";
import type { CellModel } from "../../views/cell/cell.tsx";
import type { ProgressModel } from "../../views/cell/progress.tsx";
import { STATE_WORDS } from "../../views/ui/words.ts";
import type { Deps } from "../deps.ts";
import type { Predicted } from "./predictions.ts";
import { shownBlocks } from "./blocks.tsx";
import { runModel, withPlaces } from "../runs/model.ts";
import { inputsOf } from "./inputs.ts";
import { zoneOf } from "../http/moment.ts";
import { RECONCILED } from "../papers/routes.tsx";
import { paceModel, readThroughput, throughputModel } from "./throughput.ts";
import { chainModel } from "./chain.ts";
import { changedModel } from "./why_stale.ts";

/** Runs listed in a cell; each older one still has its address. */
const HISTORY_RUNS = 12;

interface Parts {
  status: CellStatus;
  /** Of all cells. */
  statuses: readonly CellStatus[];
  predictions: ReadonlyMap<StepId, Predicted>;
  mayPress: boolean;
}

export async function cellModel(deps: Deps, parts: Parts): Promise<CellModel> {
  const { status, statuses, mayPress } = parts;
  const { console } = deps;
  const step = console.step(status.step);
  const runs = await runsOf(console.ledger, step.id, HISTORY_RUNS);
  const [run] = runs;
  const whole = runs.find((r) => !isPart(r)) ?? await newestWholeRun(console.ledger, step.id);
  const outcome = whole && storedOutcome(whole);
  const active = progressModel(deps, step);
  const points = await throughputOf(console.ledger, runs.map(({ id }) => id));
  const paces = runs.map(({ id }) => readThroughput(points.get(id)));
  const throughput = active ? undefined : throughputModel(step.id, paces[0]);
  const { blocks, rest } = await shownBlocks(
    { deps, cell: step.id, run: whole, outcome, mayPress },
    active !== undefined,
  );
  const { runner, chain } = console;
  const zone = zoneOf(console);
  const beside = (at: number) => ({ zone, before: wholeBefore(runs, at) });
  const other = active ? undefined : runner.active?.run.step ?? chain.current?.cells[chain.current.at];
  return {
    id: step.id,
    number: console.steps.indexOf(step) + 1,
    title: step.title,
    purpose: step.purpose,
    zone,
    state: status.state,
    changed: status.state === "stale" ? await changedModel(deps, status) : [],
    first: firstOf(step, statuses),
    ...chainModel(deps, parts),
    prediction: predictionModel(step, parts.predictions.get(step.id)),
    inputs: step.id === "rollback" ? [] : inputsOf(step),
    busyWith: statuses.find((s) => s.step === other)?.title ?? other,
    active,
    run: run && runModel(step, run, beside(0)),
    throughput,
    part: run && whole && isPart(run) && !active
      ? { run: runModel(step, run, { zone }), of: whole.number }
      : undefined,
    outcome: rest && !active ? withPlaces(rest) : undefined,
    paper: !active && outcome?.reconciliation && RECONCILED.some((id) => id === step.id)
      ? `/print/${step.id}`
      : undefined,
    history: runs.map((r, i) => runModel(step, r, { ...beside(i), pace: paceModel(paces[i]) })),
    blocks,
    mayPress,
  };
}

function predictionModel(step: Step, predicted: Predicted | undefined): CellModel["prediction"] {
  const { forecast, ...prediction } = predicted ?? { sentence: "" };
  if (!step.forecasts) return prediction;
  const why = forecast
    ? { summary: forecastSummary(forecast), tables: forecastTables(forecast) }
    : { summary: "", tables: [] };
  return { ...prediction, why };
}

/** The run that the one at this place is compared with: the whole run before it. */
const wholeBefore = (runs: readonly Run[], at: number): Run | undefined =>
  runs.slice(at + 1).find((run) => !isPart(run));

/** How far the step is, if it is the one that runs. */
export function progressModel({ console, feed, now, pace }: Deps, step: Step): ProgressModel | undefined {
  const { active } = console.runner;
  if (active?.run.step !== step.id) return undefined;
  const throughput = throughputModel(step.id, active.recorder.read());
  return {
    paused: active.control.paused,
    rows: active.progress,
    elapsedMs: now() - active.startedAt,
    rate: feed.meter.rate(),
    leftMs: active.control.paused ? undefined : feed.meter.leftMs(),
    throughput,
    sourceIntervalMs: ["audit", "extract", "delta"].includes(step.id)
      ? pace.sourceIntervalMs ?? console.settings?.sourceIntervalMs
      : undefined,
  };
}

/** Stale or unfinished cells that this one builds on: they are offered before it is run. */
function firstOf(step: Step, statuses: readonly CellStatus[]): CellModel["first"] {
  return statuses.filter((s) => step.needs.includes(s.step) && s.state !== "green")
    .map((s) => ({ id: s.step, title: s.title, word: STATE_WORDS[s.state] }));
}
