import { FailedRows, type FailedRowsModel } from "../../../views/cell/failed_rows.tsx";
import { RollbackView } from "../../../views/rollback/plan.tsx";
import { Cell, type CellModel } from "../../../views/cell/cell.tsx";
import type { LogModel } from "../../../views/log/panel.tsx";
import type { Example, Family } from "../example.ts";
import { cell, ended, run } from "../made_up/cell.ts";
import { log } from "../made_up/log.ts";
import { FAILED_OUTCOME, GREEN_OUTCOME } from "../made_up/outcome.ts";
import { PLAN } from "../made_up/plan.ts";
import { HALF_WAY } from "../made_up/progress.ts";
import { CHANGED, MANY_CHANGED } from "../made_up/stale.ts";
import { THROUGHPUT } from "../made_up/throughput.ts";
import { AT, LONG_WORDS } from "../made_up/words.ts";

const of = (state: string, other: Partial<CellModel> = {}, lines?: LogModel): Example => ({
  component: "Cell",
  state,
  view: <Cell cell={cell(other)} log={lines} />,
});

/** Three runs, the newest first. */
const HISTORY = [
  run({
    number: 4,
    difference: "3 fewer conflicts, 12 more created than run 3",
    pace: { values: [12, 64, 70, 71, 66], average: 61 },
  }),
  run({
    number: 3,
    state: "red",
    who: "Dr Priya Raman",
    verdict: FAILED_OUTCOME.verdict,
    tookMs: 3_672_000,
    pace: { values: [1], average: 1 },
  }),
  run({ number: 2, state: "cancelled", verdict: LONG_WORDS, tookMs: undefined }),
];

const ROLLBACK: Partial<CellModel> = {
  ...ended("waiting", ""),
  id: "rollback",
  number: 8,
  title: "Rollback",
  outcome: { state: "waiting", verdict: "13,914 rows would be taken back and 3 kept." },
};

const FAILED_ROWS: FailedRowsModel = {
  cell: "full-run",
  count: 1,
  rows: [{ key: "patients/15341", object: "person", reason: "Twenty: Invalid calling code" }],
  mayPress: true,
};

export const cells: Family = {
  name: "cells",
  about: "A cell from top to bottom, in every state, for who may press and who may look.",
  place: "main",
  examples: [
    of("never run"),
    of("never run, with the figures behind what it would do", {
      prediction: {
        sentence: "Would create 1,204 records, update 3, leave 11,000 as they are and skip 12.",
        why: {
          summary: "By object, and why 12 are skipped",
          tables: [{
            id: "would",
            title: "By object",
            columns: [{ label: "Object" }, { label: "Create", numeric: true }],
            rows: [["people", 1_204]],
          }],
        },
      },
    }),
    of("never run, its figures being counted", {
      prediction: {
        sentence: "Would compare what was extracted at 2026-11-23T14:01:12Z.",
        counting: true,
        why: { summary: "By object", tables: [] },
      },
    }),
    of("never run, by a viewer", { mayPress: false }),
    of("never run, blocked", {
      prediction: { sentence: "", blocked: "a full run needs a signed sample." },
      first: [{ id: "sample", title: "Sample", word: "not run" }],
    }),
    of(
      "running",
      { state: "running", active: HALF_WAY, run: run({ state: "running", tookMs: undefined }) },
      log(),
    ),
    of("running, by a viewer", { state: "running", active: HALF_WAY, mayPress: false }, log()),
    of("paused", { state: "paused", active: { ...HALF_WAY, paused: true, leftMs: undefined } }),
    of("waits for a person", {
      ...ended("waiting", ""),
      outcome: {
        state: "waiting",
        verdict: "18 fields and 6 values are proposed; confirm or change them, then run again.",
      },
    }),
    of("green, with its history", {
      ...ended("green", GREEN_OUTCOME.verdict),
      run: HISTORY[0],
      outcome: GREEN_OUTCOME,
      paper: "/print/full-run",
      throughput: THROUGHPUT,
      history: HISTORY,
    }, log()),
    of("failed", {
      ...ended("red", FAILED_OUTCOME.verdict),
      outcome: FAILED_OUTCOME,
      blocks: [{ view: <FailedRows model={FAILED_ROWS} />, isUrgent: true }],
    }),
    of("stale, one cause", {
      ...ended("green", GREEN_OUTCOME.verdict),
      state: "stale",
      changed: [CHANGED],
      outcome: GREEN_OUTCOME,
    }),
    of("stale, many causes, with a chain", {
      ...ended("green", GREEN_OUTCOME.verdict),
      state: "stale",
      changed: MANY_CHANGED,
      chain: {
        cells: [
          { id: "schema", title: "Schema", maybe: false },
          { id: "full-run", title: "Full run", maybe: false },
        ],
      },
      outcome: GREEN_OUTCOME,
    }),
    of("cut off", { state: "crashed", run: run({ state: "crashed", tookMs: undefined }) }),
    of("cut off, by a viewer", { state: "crashed", run: run({ state: "crashed" }), mayPress: false }),
    of("cancelled", {
      ...ended("cancelled", ""),
      outcome: {
        state: "red",
        verdict: "Cancelled by Ana at 4,700 of 7,587 appointments; what was confirmed stays.",
      },
    }),
    of("some rows were run again", {
      ...ended("red", FAILED_OUTCOME.verdict),
      part: { run: run({ number: 5, verdict: "Only 1 row: it is in the workspace and equal." }), of: 4 },
      outcome: FAILED_OUTCOME,
    }),
    of("rollback, the count is to be typed", {
      ...ROLLBACK,
      blocks: [{
        view: <RollbackView model={{ plan: PLAN, mayPress: true, asked: true }} />,
        hasNotices: true,
      }],
    }),
    of("another cell runs", { busyWith: "Extract" }),
    of("waits for its turn", { queued: { who: "Ana", after: "Sample" } }),
    of("everything of it is long", {
      title: LONG_WORDS,
      purpose: `${LONG_WORDS}. ${LONG_WORDS}.`,
      prediction: { sentence: `Would create 10,000,000 records of ${LONG_WORDS}.` },
      run: run({ who: LONG_WORDS.slice(0, 40), number: 1_204, startedAt: AT, difference: LONG_WORDS }),
    }),
  ],
};
