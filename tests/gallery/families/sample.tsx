import { type DiffModel, SampleDiff } from "../../../views/sample/diff.tsx";
import type { Example, Family } from "../example.ts";
import { COUNTED, DIFF, diffRow, ON_PURPOSE_ROWS, UNEQUAL_ROWS } from "../made_up/diff.ts";

const diff = (state: string, other: Partial<DiffModel> = {}): Example => ({
  component: "SampleDiff",
  state,
  view: <SampleDiff diff={{ ...DIFF, ...other }} />,
});

const SAMPLE = { diffHash: "4f0c2ab81d9e77aa", unequal: 0, unexplained: 0, stale: false };
const EQUAL_COUNTS = DIFF.counts.map((count) => ({ ...count, ...COUNTED }));
const ON_PURPOSE_COUNTS = DIFF.counts.map((count) => ({ ...count, unequal: 0 }));

export const samples: Family = {
  name: "sample",
  about: "What landed, field by field, and the approval of exactly this.",
  place: "cell",
  examples: [
    diff("all equal, to be signed", { counts: EQUAL_COUNTS, sample: SAMPLE, rows: [], total: 0 }),
    diff("all equal, by a viewer", {
      counts: EQUAL_COUNTS,
      sample: SAMPLE,
      rows: [],
      total: 0,
      mayPress: false,
    }),
    diff("signed", {
      counts: EQUAL_COUNTS,
      sample: { ...SAMPLE, signedBy: "Dr Priya Raman" },
      rows: [],
      total: 0,
    }),
    diff("signed on an earlier run that came to the same diff", {
      counts: EQUAL_COUNTS,
      sample: { ...SAMPLE, signedBy: "Dr Priya Raman", sameAs: { signed: 1, newest: 2 } },
      rows: [],
      total: 0,
    }),
    diff("one field differs", {
      sample: { ...SAMPLE, unequal: 1 },
      rows: UNEQUAL_ROWS.slice(0, 1),
      total: 1,
    }),
    diff("fields of every shape differ", { sample: { ...SAMPLE, unequal: 3 } }),
    diff("more fields differ than are shown", { sample: { ...SAMPLE, unequal: 10_000 }, total: 10_000 }),
    diff("changed and left on purpose", {
      counts: ON_PURPOSE_COUNTS,
      sample: SAMPLE,
      show: "changed",
      rows: ON_PURPOSE_ROWS,
      total: 3,
    }),
    diff("only left", {
      counts: [{ ...COUNTED, object: "person", records: 1, fields: 2, left: 1 }],
      sample: SAMPLE,
      show: "changed",
      rows: [],
      total: 0,
    }),
    diff("one value is unexplained", { counts: EQUAL_COUNTS, sample: { ...SAMPLE, unexplained: 1 } }),
    diff("values are unexplained", { counts: EQUAL_COUNTS, sample: { ...SAMPLE, unexplained: 12 } }),
    diff("a map has changed since", { sample: { ...SAMPLE, stale: true } }),
    diff("every field, the second page of many", {
      show: "all",
      object: "person",
      offset: 50,
      total: 10_000_000,
      rows: Array.from({ length: 50 }, (_, i) => diffRow(i, { field: i % 2 ? "city" : "name.firstName" })),
    }),
    diff("nothing was compared", { counts: [], rows: [], total: 0, show: "all" }),
  ],
};
