import type { LaneModel, TimeMark } from "./chart.tsx";

const WIDTH = 1000;
const HEIGHT = 100;
/** A shorter stretch is drawn this wide. */
const LEAST_MARK = 3;

/** A value over time as steps, what was allowed as a broken line, and the stretches in which nothing could be done. */
export function Lane({ lane, paused, label }: { lane: LaneModel; paused: TimeMark[]; label: string }) {
  return (
    <svg
      class="lane-picture"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      width="100%"
      height="56"
      role="img"
      aria-label={label}
    >
      {paused.map((mark) => <Mark mark={mark} kind="paused" y={0} />)}
      <path class="lane-area" d={area(lane)} />
      <path class="lane-line" d={line(lane)} />
      {lane.limit === undefined ? null : <path class="lane-limit" d={limit(lane)} />}
      {lane.waiting.map((mark) => <Mark mark={mark} kind="waiting" y={HEIGHT - 9} />)}
    </svg>
  );
}

function Mark({ mark: { from, to }, kind, y }: { mark: TimeMark; kind: "paused" | "waiting"; y: number }) {
  const width = Math.max(LEAST_MARK, (to - from) * WIDTH);
  const x = Math.min(from * WIDTH, WIDTH - width);
  return <rect class={`lane-${kind}`} x={place(x)} width={place(width)} y={y} height={HEIGHT - y} />;
}

const area = ({ steps, top }: LaneModel): string =>
  `M0 ${HEIGHT}${steps.map(({ at, value }) => `H${place(at * WIDTH)}V${height(value, top)}`).join("")}` +
  `H${WIDTH}V${HEIGHT}Z`;

/** Along the tops of the steps; no line where the value is 0. */
function line({ steps, top }: LaneModel): string {
  return steps.map(({ at, value }, i) => {
    const end = place((steps[i + 1]?.at ?? 1) * WIDTH);
    if (value === 0) return "";
    const isGap = (steps[i - 1]?.value ?? 0) === 0;
    return `${isGap ? `M${place(at * WIDTH)} ` : "V"}${height(value, top)}H${end}`;
  }).join("");
}

/** A new stroke only where the limit changes. */
function limit({ steps, top }: LaneModel): string {
  const ends = steps.filter((step, i) => step.limit !== steps[i - 1]?.limit);
  return ends.map((step, i) =>
    step.limit === undefined
      ? ""
      : `M${place(step.at * WIDTH)} ${height(step.limit, top)}H${place((ends[i + 1]?.at ?? 1) * WIDTH)}`
  ).join("");
}

const height = (value: number, top: number): string => place(HEIGHT - Math.min(1, value / top) * HEIGHT);

const place = (n: number): string => String(Math.round(n * 10) / 10);

/** Rows a second of a run as a line as high as a line of text; the figure beside it says the average. */
export function Sparkline({ values }: { values: number[] }) {
  const top = Math.max(...values, 0);
  if (values.length < 2 || top === 0) return null;
  const points = values.map((v, i) =>
    `${((i / (values.length - 1)) * 118 + 1).toFixed(1)},${(19 - (v / top) * 18).toFixed(1)}`
  );
  return (
    <svg
      class="sparkline"
      viewBox="0 0 120 20"
      width="120"
      height="20"
      aria-hidden="true"
    >
      <polyline points={points.join(" ")} />
    </svg>
  );
}
