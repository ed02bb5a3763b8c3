import type { CellModel } from "./cell.tsx";
import { type PaceModel, ThroughputView } from "../throughput/chart.tsx";
import { Time } from "../ui/time.tsx";
import { duration, type Moment } from "../ui/times.ts";
import { StateIcon } from "../ui/icon.tsx";
import { plural, rate } from "../ui/numbers.ts";
import { Sparkline } from "../throughput/lane.tsx";
import { STATE_WORDS } from "../ui/words.ts";
import type { RunState } from "../../db/tables.ts";
import type { StepId } from "../../steps/runbook/step.ts";

/** Which run the page speaks of, who started it, and the runs before it. */
export function CellFoot({ cell }: { cell: CellModel }) {
  const { run } = cell;
  if (!run) return null;
  return (
    <div class="foot">
      <p class="quiet">
        <a href={`/cells/${cell.id}/runs/${run.number}`}>
          run <span class="num">{run.number}</span>
        </a>
        {" · "}
        <Time of={run.startedAt} as="day" /> by {run.who}
        {run.tookMs === undefined ? null : (
          <>
            {" · "}
            <span class="num">{duration(run.tookMs)}</span>
          </>
        )}
        {run.difference ? ` · ${run.difference}` : null}
      </p>
      {cell.throughput && (
        <details class="fold" id={`throughput-${cell.id}`}>
          <summary>
            How fast it went <span class="quiet">{cell.throughput.summary}</span>
          </summary>
          <ThroughputView throughput={cell.throughput} />
        </details>
      )}
      {cell.history.length > 1 ? <HistoryList runs={cell.history} id={cell.id} /> : null}
    </div>
  );
}

export interface RunModel {
  step: StepId;
  title: string;
  number: number;
  state: RunState;
  who: string;
  startedAt: Moment;
  tookMs?: number;
  verdict: string;
  /** What differs in counts from the run before. */
  difference?: string;
  /** Rows a second, where it was long enough to tell. */
  pace?: PaceModel;
}

/** The runs of a cell, newest first, each with an address of its own. */
function HistoryList({ runs, id }: { runs: RunModel[]; id: string }) {
  return (
    <details class="fold" id={`history-${id}`}>
      <summary>
        History <span class="quiet">{plural(runs.length, "run")}</span>
      </summary>
      <ol class="history">
        {runs.map((run) => (
          <li>
            <a href={`/cells/${run.step}/runs/${run.number}`} class="num">run {run.number}</a>
            <span class={`state is-${run.state}`}>
              <StateIcon state={run.state} /> {STATE_WORDS[run.state]}
            </span>
            <span class="quiet">
              <Time of={run.startedAt} as="day" /> by {run.who}
              {run.tookMs === undefined ? "" : ` · ${duration(run.tookMs)}`}
              {run.pace && (
                <span class="history-pace">
                  {" "}
                  <Sparkline values={run.pace.values} /> {rate(run.pace.average)} rows/s
                </span>
              )}
            </span>
            <span class="history-verdict">{run.verdict}{run.difference ? ` (${run.difference})` : ""}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
