import { storedJson } from "../../db/stored.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import { type System, Throughput, type Traffic } from "../../steps/runbook/throughput.ts";
import { plural, rate } from "../../views/ui/numbers.ts";
import type { LaneModel, PaceModel, ThroughputModel, TimeMark } from "../../views/throughput/chart.tsx";

/** Whose limit a cell runs into; schema's requests count against none. */
const LIMITING: Record<StepId, System[]> = {
  audit: ["source"],
  schema: [],
  members: ["source"],
  extract: ["source"],
  sample: ["target"],
  "full-run": ["target"],
  delta: ["source", "target"],
  rollback: ["target"],
};
const NAMES: Record<System, string> = { source: "PracticeHub", target: "Twenty" };

/** Fewer bins than this make no picture: the run was over at once. */
const LEAST_BINS = 4;
/** A burst goes many times above the limit: the axis ends at this multiple of it, so that the rest stays readable. */
const MOST_OF_LIMIT = 2;
/** The same for rows, as a multiple of their average: unchanged rows are counted in no time. */
const MOST_OF_AVERAGE = 4;

/** How fast a run of this step went; undefined where it was too short to draw. */
export function throughputModel(step: StepId, kept: Throughput | undefined): ThroughputModel | undefined {
  if (!kept || kept.rows.length < LEAST_BINS) return undefined;
  const systems = LIMITING[step].filter((system) => kept[system].sent > 0);
  const lanes = systems.map((system) => requestLane(kept, system));
  if (total(kept.rows) > 0) lanes.push(rowLane(kept));
  if (lanes.length === 0) return undefined;
  const summary = [
    ...systems.map((system, i) =>
      `${plural(kept[system].sent, "request")} to ${NAMES[system]}, ${rate(lanes[i]?.average ?? 0)} a minute`
    ),
    ...total(kept.rows) > 0 ? [`${rate(averageRows(kept))} rows a second`] : [],
  ].join("; ");
  const paused = marks(kept.paused, kept);
  return { spanMs: kept.spanMs, pausedMs: total(kept.paused), paused, lanes, summary };
}

/** As the ledger keeps it. */
export const readThroughput = (points: string | undefined): Throughput | undefined =>
  points === undefined ? undefined : Throughput.parse(storedJson(points));

/** Rows a second of a finished run, for the list of runs. */
export function paceModel(kept: Throughput | undefined): PaceModel | undefined {
  if (!kept || kept.rows.length < LEAST_BINS || total(kept.rows) === 0) return undefined;
  return { values: perBin(kept.rows, kept, 1_000), average: averageRows(kept) };
}

function requestLane(kept: Throughput, system: System): LaneModel {
  const { sent, requests, limits, held }: Traffic = kept[system];
  const values = perBin(requests, kept, 60_000);
  const limit = limits.at(-1) || undefined;
  const most = Math.max(...values);
  const highest = Math.max(...limits);
  return {
    title: `Requests a minute to ${NAMES[system]}`,
    steps: values.map((value, i) => ({
      at: i * kept.binMs / kept.spanMs,
      value,
      limit: limits[i] || undefined,
    })),
    top: axisTop(Math.max(highest, highest > 0 ? Math.min(most, MOST_OF_LIMIT * highest) : most)),
    average: sent * 60_000 / Math.max(1, kept.spanMs - total(kept.paused)),
    most,
    limit,
    waitedMs: total(held),
    waiting: marks(held, kept),
  };
}

function rowLane(kept: Throughput): LaneModel {
  const values = perBin(kept.rows, kept, 1_000);
  const most = Math.max(...values);
  const average = averageRows(kept);
  return {
    title: "Rows a second",
    steps: values.map((value, i) => ({ at: i * kept.binMs / kept.spanMs, value })),
    top: axisTop(Math.min(most, MOST_OF_AVERAGE * average)),
    average,
    most,
    waitedMs: 0,
    waiting: [],
  };
}

const averageRows = (kept: Throughput): number =>
  total(kept.rows) * 1_000 / Math.max(1, kept.spanMs - total(kept.paused));

/** Amounts as rates; a last bin that has hardly begun is taken together with the one before. */
function perBin(amounts: readonly number[], { binMs, spanMs }: Throughput, perMs: number): number[] {
  const rates = amounts.map((amount) => amount * perMs / binMs);
  const lastMs = spanMs - (amounts.length - 1) * binMs;
  const [before = 0, last = 0] = amounts.slice(-2);
  if (lastMs >= binMs / 2) return [...rates.slice(0, -1), last * perMs / lastMs];
  const both = (before + last) * perMs / (binMs + lastMs);
  return [...rates.slice(0, -2), both, both];
}

/** Stretches of time without work, of the milliseconds of each bin: those of neighbours touch. */
function marks(idle: readonly number[], { binMs, spanMs }: Throughput): TimeMark[] {
  const found: { first: number; last: number }[] = [];
  for (const [i, ms] of idle.entries()) {
    if (ms === 0) continue;
    const open = found.at(-1);
    if (open?.last === i - 1) open.last = i;
    else found.push({ first: i, last: i });
  }
  return found.map(({ first, last }) => {
    const from = first === last ? first * binMs : (first + 1) * binMs - (idle[first] ?? 0);
    return { from: from / spanMs, to: Math.min(1, (last * binMs + (idle[last] ?? 0)) / spanMs) };
  });
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The next round figure that is not less. */
function axisTop(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return (ROUND.find((step) => step * power >= most) ?? 10) * power;
}
