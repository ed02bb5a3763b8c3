import type { LaneModel, ThroughputModel } from "../../../views/throughput/chart.tsx";

const REQUESTS: LaneModel = {
  title: "requests a minute to Twenty",
  steps: [
    { at: 0, value: 92 },
    { at: 0.1, value: 92, limit: 100 },
    { at: 0.3, value: 0, limit: 100 },
    { at: 0.4, value: 58, limit: 60 },
    { at: 0.8, value: 60 },
    { at: 0.9, value: 60, limit: 60 },
  ],
  top: 100,
  average: 61.5,
  most: 92,
  limit: 60,
  waitedMs: 8_000,
  waiting: [{ from: 0.4, to: 0.44 }, { from: 0.9, to: 0.9001 }],
};

const ROWS: LaneModel = {
  title: "rows a second",
  steps: [{ at: 0, value: 81 }, { at: 0.3, value: 0 }, { at: 0.4, value: 120 }],
  top: 100,
  average: 74,
  most: 120,
  waitedMs: 0,
  waiting: [],
};

export const THROUGHPUT: ThroughputModel = {
  spanMs: 192_000,
  pausedMs: 19_000,
  paused: [{ from: 0.3, to: 0.4 }],
  lanes: [REQUESTS, ROWS],
  summary: "61.5 requests a minute of 60 allowed",
};

/** At its start: the limit is not known, nothing is held up. */
export const BEGUN: ThroughputModel = {
  spanMs: 900,
  pausedMs: 0,
  paused: [],
  lanes: [{
    ...REQUESTS,
    steps: [{ at: 0, value: 0 }, { at: 0.5, value: 12, limit: 60 }],
    waitedMs: 0,
    waiting: [],
  }, {
    ...ROWS,
    most: 12,
  }],
  summary: "just begun",
};
