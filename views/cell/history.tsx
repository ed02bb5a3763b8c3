import { StateIcon } from "../ui/icon.tsx";
import { plural, rate } from "../ui/numbers.ts";
import { Sparkline } from "./sparkline.tsx";
import { Time } from "../ui/time.tsx";
import { duration } from "../ui/times.ts";
import { STATE_WORDS } from "../ui/words.ts";
import type { RunState } from "../../db/tables.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import type { Moment } from "../ui/moment.ts";
import type { PaceModel } from "../throughput/model.ts";

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
export function HistoryList({ runs, id }: { runs: RunModel[]; id: string }) {
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
              {run.pace
                ? (
                  <span class="history-pace">
                    {" "}
                    <Sparkline values={run.pace.values} /> {rate(run.pace.average)} rows/s
                  </span>
                )
                : null}
            </span>
            <span class="history-verdict">{run.verdict}{run.difference ? ` (${run.difference})` : ""}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
