import { FailedRows, type FailedRowsModel } from "../../../views/cell/failed_rows.tsx";
import { PartNote } from "../../../views/cell/cell.tsx";
import type { Example, Family } from "../example.ts";
import { run } from "../made_up/cell.ts";
import { LONG_ERROR, LONG_NAME } from "../made_up/words.ts";

type Row = FailedRowsModel["rows"][number];

const ROWS: Row[] = [
  { key: "patients/15341", object: "person", reason: "Twenty: Invalid calling code" },
  { key: "clinical_notes/88213", object: "note", reason: LONG_ERROR },
  { key: `custom_form_responses/${LONG_NAME}`, object: "customFormResponse", reason: LONG_NAME.repeat(2) },
];

const failed = (state: string, rows: Row[], count = rows.length, mayPress = true): Example => ({
  component: "FailedRows",
  state,
  view: <FailedRows model={{ cell: "full-run", count, rows, mayPress }} />,
});

export const rowsAgain: Family = {
  name: "rows-again",
  about: "Rows that failed, each with the way to run it again, and what came of that.",
  place: "cell",
  examples: [
    failed("one", ROWS.slice(0, 1)),
    failed("some, with long reasons", ROWS),
    failed("the first of 10,000,000", ROWS, 10_000_000),
    failed("by a viewer", ROWS, 3, false),
    {
      component: "PartNote",
      state: "green",
      view: <PartNote part={run({ number: 5, verdict: "Only 1 row: it is in the workspace." })} of={4} />,
    },
    {
      component: "PartNote",
      state: "failed again, with a long error",
      view: <PartNote part={run({ number: 1_205, state: "red", verdict: LONG_ERROR })} of={1_204} />,
    },
  ],
};
