import { StateIcon } from "../ui/icon.tsx";
import type { RunModel } from "../page/models.ts";
import { plural, rate } from "../ui/numbers.ts";
import { Sparkline } from "./sparkline.tsx";
import { Time } from "../ui/time.tsx";
import { duration } from "../ui/times.ts";
import { STATE_WORDS } from "../ui/words.ts";

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
