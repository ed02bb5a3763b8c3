import { grouped, rate } from "../ui/numbers.ts";
import { Lane } from "./lane.tsx";
import { duration } from "../ui/times.ts";

/** How fast a run went: pictures one above the other, over one axis of time. */
export interface ThroughputModel {
  /** What the axis of time ends with. */
  spanMs: number;
  pausedMs: number;
  paused: TimeMark[];
  lanes: LaneModel[];
  /** The same in one line. */
  summary: string;
}

/** One picture: a value over time. Places on the axis of time are shares of its length. */
export interface LaneModel {
  /** What is drawn, with its unit. */
  title: string;
  /** `at` is where the stretch with this value begins; it ends where the next begins. */
  steps: { at: number; value: number; limit?: number }[];
  /** Where the axis of values ends; what is more is cut. */
  top: number;
  average: number;
  most: number;
  /** What is allowed, as known last. */
  limit?: number;
  waitedMs: number;
  waiting: TimeMark[];
}

export interface TimeMark {
  from: number;
  to: number;
}

/** How fast the runs of a list went, one beside the other. */
export interface PaceModel {
  /** Rows a second, oldest first. */
  values: number[];
  average: number;
}

/** How fast a run went over time, with what was allowed, and when it stood still. */
export function ThroughputView({ throughput }: { throughput: ThroughputModel }) {
  const { spanMs, lanes, paused, pausedMs } = throughput;
  return (
    <div class="throughput">
      {lanes.map((lane) => (
        <figure class="lane">
          <figcaption>
            <span class="lane-title">{lane.title}</span>
            <span>
              <b class="num">{rate(lane.average)}</b> on average
            </span>
            <span>
              <b class="num">{rate(lane.most)}</b> at most{lane.most > lane.top ? ", cut in the picture" : ""}
            </span>
            {lane.limit === undefined ? null : (
              <span>
                <Key kind="limit" /> <b class="num">{rate(lane.limit)}</b> allowed
              </span>
            )}
            {pausedMs > 0 && (
              <span>
                <Key kind="paused" /> paused <span class="num">{duration(pausedMs)}</span>
              </span>
            )}
            {lane.waitedMs > 0 && (
              <span>
                <Key kind="waiting" /> told to wait <span class="num">{duration(lane.waitedMs)}</span>
              </span>
            )}
          </figcaption>
          <div class="lane-plot">
            <div class="lane-axis num" aria-hidden="true">
              <span>{grouped(lane.top)}</span>
              <span>0</span>
            </div>
            <Lane lane={lane} paused={paused} label={spoken(lane, throughput)} />
          </div>
        </figure>
      ))}
      <div class="lane-times num" aria-hidden="true">
        <span>0 s</span>
        <span>{duration(spanMs / 2)}</span>
        <span>{duration(spanMs)}</span>
      </div>
    </div>
  );
}

/** What the picture shows, for a screen reader. */
function spoken(lane: LaneModel, { spanMs, pausedMs }: ThroughputModel): string {
  return [
    `${lane.title} over ${duration(spanMs)}: ${rate(lane.average)} on average, ${rate(lane.most)} at most`,
    ...(lane.limit === undefined ? [] : [`, ${rate(lane.limit)} allowed`]),
    ...(pausedMs > 0 ? [`; paused for ${duration(pausedMs)}`] : []),
    ...(lane.waitedMs > 0 ? [`; told to wait for ${duration(lane.waitedMs)}`] : []),
  ].join("");
}

/** The sign of a line or an area beside its words. */
function Key({ kind }: { kind: "limit" | "paused" | "waiting" }) {
  return (
    <svg class="lane-key" viewBox="0 0 20 10" width="20" height="10" aria-hidden="true">
      {kind === "limit"
        ? <path class="lane-limit" d="M0 5H20" />
        : kind === "paused"
        ? <rect class="lane-paused" width="20" height="10" />
        : <rect class="lane-waiting" y="5" width="20" height="5" />}
    </svg>
  );
}
