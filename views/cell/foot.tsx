import { HistoryList } from "./history.tsx";
import type { CellModel } from "./cell.tsx";
import { ThroughputView } from "../throughput/chart.tsx";
import { Time } from "../ui/time.tsx";
import { duration } from "../ui/times.ts";

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
      {cell.throughput
        ? (
          <details class="fold" id={`throughput-${cell.id}`}>
            <summary>
              How fast it went <span class="quiet">{cell.throughput.summary}</span>
            </summary>
            <ThroughputView throughput={cell.throughput} />
          </details>
        )
        : null}
      {cell.history.length > 1 ? <HistoryList runs={cell.history} id={cell.id} /> : null}
    </div>
  );
}
