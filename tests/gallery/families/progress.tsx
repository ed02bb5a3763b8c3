import { type ProgressModel, ProgressView } from "../../../views/cell/progress.tsx";
import type { Example, Family } from "../example.ts";
import { BEGUN, THROUGHPUT } from "../made_up/throughput.ts";
import { HALF_WAY } from "../made_up/progress.ts";
import { HUGE } from "../made_up/words.ts";

const progress = (state: string, other: Partial<ProgressModel> = {}, mayPress = true): Example => ({
  component: "ProgressView",
  state,
  view: <ProgressView progress={{ ...HALF_WAY, ...other }} id="extract" mayPress={mayPress} />,
});

export const progresses: Family = {
  name: "progress",
  about: "How far, how fast, how long still; never a spinner.",
  place: "cell",
  examples: [
    progress("at its start: nothing is counted", {
      rows: [],
      elapsedMs: 432,
      rate: undefined,
      leftMs: undefined,
    }),
    progress("at its start: nothing is done", {
      rows: [{ object: "company", done: 0, total: 3 }, { object: "person", done: 0, total: 0 }],
      elapsedMs: 1_200,
      rate: 0,
      leftMs: undefined,
    }),
    progress("half way"),
    progress("just begun, the limit not known", { throughput: BEGUN }),
    progress("how fast it goes, over pauses and waits", { throughput: THROUGHPUT }),
    progress("half way, by a viewer", { sourceIntervalMs: 1050 }, false),
    progress("paused", { paused: true, leftMs: undefined }),
    progress("its pace can be changed", { sourceIntervalMs: 1050 }),
    progress("huge numbers", {
      rows: [
        { object: "person", done: HUGE, total: HUGE },
        { object: "customFormResponsesOfThePracticeAndItsLocations", done: 9_999_999, total: HUGE },
        { object: "noteTarget", done: 0, total: 123_456_789 },
      ],
      rate: 12_345,
      elapsedMs: 97_000_000,
      leftMs: 360_000_000,
    }),
    progress("more done than was announced", { rows: [{ object: "note", done: 120, total: 100 }] }),
    progress("all done", { rows: [{ object: "note", done: 100, total: 100 }], leftMs: 0, rate: 0.4 }),
  ],
};
