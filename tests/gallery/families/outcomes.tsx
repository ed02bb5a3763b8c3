import { FindingList, type FindingModel } from "../../../views/findings/list.tsx";
import { OutcomeTableView, OutcomeView } from "../../../views/cell/outcome.tsx";
import { ReconciliationView } from "../../../views/reconciliation/table.tsx";
import type { Finding, OutcomeTable, Reconciliation } from "../../../steps/runbook/step.ts";
import type { Example, Family } from "../example.ts";
import {
  ADDS_UP,
  counted,
  FAILED_OUTCOME,
  finding,
  GREEN_OUTCOME,
  HUGE_COUNTS,
  keys,
  LONG_FINDING,
  TABLE,
  WITH_FAILED,
} from "../made_up/outcome.ts";
import { HUGE, LONG_ERROR, LONG_FIELD, LONG_NAME, LONG_WORDS, ZONE } from "../made_up/words.ts";

const reconciliation = (state: string, rows: Reconciliation[]): Example => ({
  component: "ReconciliationView",
  state,
  view: <ReconciliationView rows={rows} id="full-run" />,
});

const table = (state: string, other: Partial<OutcomeTable>): Example => ({
  component: "OutcomeTableView",
  state,
  view: <OutcomeTableView table={{ ...TABLE, ...other }} id="audit" />,
});

const findings = (state: string, list: FindingModel[], unfolded?: true, run?: number): Example => ({
  component: "FindingList",
  state,
  view: <FindingList zone={ZONE} findings={list} id="audit" run={run} />,
  unfolded,
});

const aboutRows = (id: string, n: number, other: Partial<Finding> = {}): Finding =>
  finding(id, "warning", { rows: [{ field: "emails", keys: keys("patients", n) }], ...other });

const EIGHT_WARNINGS = Array.from({ length: 8 }, (_, i) => aboutRows(`w${i}`, 3 + i));

export const reconciliations: Family = {
  name: "reconciliation",
  about: "The bar must fill; what is missing is told in red.",
  place: "cell",
  examples: [
    reconciliation("adds up", ADDS_UP),
    reconciliation("rows failed", WITH_FAILED),
    reconciliation("rows are missing", [...ADDS_UP, counted("file", 842, { created: 800 })]),
    reconciliation("huge numbers, a long object", HUGE_COUNTS),
    reconciliation("nothing to move", [counted("company", 0, {})]),
  ],
};

export const outcomes: Family = {
  name: "outcomes",
  about: "What a run found: a sentence, then tables.",
  place: "cell",
  examples: [
    {
      component: "OutcomeView",
      state: "green",
      view: <OutcomeView zone={ZONE} outcome={GREEN_OUTCOME} id="full-run" />,
    },
    {
      component: "OutcomeView",
      state: "failed, before a change",
      view: <OutcomeView zone={ZONE} outcome={FAILED_OUTCOME} id="full-run" before />,
    },
    {
      component: "OutcomeView",
      state: "an error of a paragraph",
      view: <OutcomeView zone={ZONE} outcome={{ state: "red", verdict: LONG_ERROR }} id="full-run" />,
    },
    table("short", {}),
    table("empty", { rows: [] }),
    table("its rows stand for others", { figure: "8,778 rows for 3 reasons" }),
    table("long: folded, cut, with a file", {
      title: "Every field and where it goes",
      rows: Array.from({ length: 40 }, (_, i) => [`resource_${i}`, i, "person", 1, `patients/${i}`]),
      total: HUGE,
      rowsAt: "/cells/audit/rows.csv",
    }),
    table("huge numbers, long words", {
      rows: [[LONG_NAME, 123_456_789, "person", HUGE, keys("patients", 12).join(", ")], [
        LONG_WORDS,
        0,
        LONG_NAME,
        0.5,
        LONG_WORDS,
      ]],
    }),
  ],
};

export const findingLists: Family = {
  name: "findings",
  about: "What has to be decided stands open; what is about single rows is one line with its counts.",
  place: "cell",
  examples: [
    findings("one that stops", [LONG_FINDING]),
    findings("one of each severity", [
      finding("gap", "stop", { action: "Set the currency." }),
      finding("currency", "warning", { action: "Say the currency in the settings." }),
      finding("zone", "info", { title: "The clocks change on 29 March" }),
    ]),
    findings("notes alone", [finding("zone", "info")]),
    findings("many: warnings about rows and notes are folded", [
      {
        ...finding("automation-1", "warning", { action: "Read which automations would start." }),
        place: "/#automations",
      },
      ...EIGHT_WARNINGS,
      ...Array.from({ length: 6 }, (_, i) => finding(`n${i}`, "info", { title: `Good to know, ${i + 1}` })),
    ]),
    findings("many of an old run, unfolded", [...EIGHT_WARNINGS.slice(0, 4), finding("n", "info")], true, 3),
    findings("the rows behind one, by field, more than are listed", [
      finding("fields", "warning", {
        title: `10,001,204 rows of ${LONG_NAME}`,
        rows: [
          { field: "emails", keys: keys("patients", 150) },
          { field: LONG_FIELD, keys: keys("contacts", 1_004) },
          { field: "phones", keys: keys("patients", 50) },
        ],
        unlisted: HUGE,
      }),
    ], true),
  ],
};
