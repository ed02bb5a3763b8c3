import type { ProgressModel } from "../../../views/cell/progress.tsx";

export const HALF_WAY: ProgressModel = {
  paused: false,
  rows: [
    { object: "company", done: 3, total: 3 },
    { object: "person", done: 1191, total: 1191 },
    { object: "appointment", done: 4700, total: 7587 },
    { object: "note", done: 0, total: 5312 },
  ],
  elapsedMs: 72_000,
  rate: 81.9,
  leftMs: 101_000,
};
