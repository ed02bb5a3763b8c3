import { FigureTable } from "../ui/table.tsx";
import { Action } from "../ui/action.tsx";
import { Bar } from "../ui/bar.tsx";
import { grouped, percent, rate } from "../ui/numbers.ts";
import { type ThroughputModel, ThroughputView } from "../throughput/chart.tsx";
import { duration } from "../ui/times.ts";
import { label } from "../ui/words.ts";

export interface ProgressModel {
  paused: boolean;
  rows: { object: string; done: number; total: number }[];
  elapsedMs: number;
  /** Rows a second over the last half minute. */
  rate: number | undefined;
  leftMs: number | undefined;
  /** The picture of how fast it goes, once there is enough of it. */
  throughput?: ThroughputModel;
  /** Least time between two requests to the source, if this cell can change it. */
  sourceIntervalMs?: number;
}

/** How far a run is, object by object, how fast it goes and when it ends. */
export function ProgressView(
  { progress, id, mayPress }: { progress: ProgressModel; id: string; mayPress: boolean },
) {
  const { rows } = progress;
  return (
    <div class="progress">
      {rows.length > 0 ? <ByObject rows={rows} /> : <p class="quiet">Nothing is counted yet.</p>}
      <p class="pace">
        <span>
          <b class="num">{duration(progress.elapsedMs)}</b> {progress.paused ? "so far, paused" : "so far"}
        </span>
        {progress.rate === undefined ? null : (
          <span>
            <b class="num">{rate(progress.rate)}</b> rows/s
          </span>
        )}
        {progress.leftMs === undefined ? null : (
          <span>
            <b class="num">{duration(progress.leftMs)}</b> left
          </span>
        )}
      </p>
      {progress.throughput ? <ThroughputView throughput={progress.throughput} /> : null}
      {mayPress && progress.sourceIntervalMs !== undefined && (
        <Action path="/pace" name="pace" values={{ cell: id }}>
          <label>
            At least{" "}
            <input
              type="number"
              name="ms"
              id={`pace-${id}`}
              min="0"
              max="60000"
              step="1"
              value={progress.sourceIntervalMs}
            />{" "}
            ms between two requests to PracticeHub
          </label>
          <button type="submit" class="button small">Change pace</button>
        </Action>
      )}
      {!mayPress && progress.sourceIntervalMs !== undefined && (
        <p class="quiet">
          At least <span class="num">{grouped(progress.sourceIntervalMs)}</span>{" "}
          ms between two requests to PracticeHub
        </p>
      )}
    </div>
  );
}

function ByObject({ rows }: { rows: ProgressModel["rows"] }) {
  return (
    <FigureTable
      label="Progress by object"
      caption={<caption class="visually-hidden">Progress by object</caption>}
    >
      <tbody>
        {rows.map(({ object, done, total }) => (
          <tr class={done >= total && total > 0 ? "done" : ""}>
            <th scope="row">{label(object)}</th>
            <td class="bar-cell">
              <Bar parts={[{ kind: "done", value: done }]} total={Math.max(total, done)} />
            </td>
            <td class="num">{grouped(done)}</td>
            <td class="num quiet">of {grouped(total)}</td>
            <td class="num">{percent(done, total)} %</td>
          </tr>
        ))}
      </tbody>
    </FigureTable>
  );
}
