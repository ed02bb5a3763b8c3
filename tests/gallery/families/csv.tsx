import { CsvBlock, CsvImport } from "../../../views/csv/block.tsx";
import { CsvFiles } from "../../../views/csv/files.tsx";
import { CsvRows } from "../../../views/csv/rows.tsx";
import type { CsvFilesModel, CsvModel, CsvRowsModel } from "../../../views/csv/model.ts";
import type { Example, Family } from "../example.ts";
import { csv, csvState, DIFFERING } from "../made_up/csv.ts";
import { HUGE, LONG_ERROR, LONG_NAME, LONG_WORDS } from "../made_up/words.ts";

const LOADED = { settled: ".csv-files" };

const block = (state: string, model: CsvModel): Example => ({
  component: "CsvBlock",
  state,
  view: <CsvBlock block={model} />,
  ...(model.out.why ? {} : LOADED),
});

export const FILES: CsvFilesModel = {
  withoutOwner: true,
  files: [
    { object: "company", name: "01-companies.csv", columns: [], rows: 3, skipped: [] },
    {
      object: "person",
      name: "02-people.csv",
      columns: [],
      rows: HUGE,
      skipped: [["the patient is gone", 1], [LONG_ERROR, 204]],
    },
    { object: "note", name: "05-notes.csv", columns: [], rows: 0, skipped: [] },
  ],
};

const rows = (state: string, model: CsvRowsModel): Example => ({
  component: "CsvRows",
  state,
  view: <CsvRows model={model} />,
});

export const csvs: Family = {
  name: "csv",
  about: "PracticeHub's exports as a second source, and files for Twenty.",
  place: "cell",
  examples: [
    block(
      "none given, nothing to write yet",
      csv([], { out: { why: "There is nothing before the extract.", version: "" } }),
    ),
    block(
      "none given, by a viewer",
      csv([], { out: { why: "There is nothing before the extract.", version: "" }, mayPress: false }),
    ),
    block(
      "before the extract",
      csv([csvState("patients", { waiting: true })], { out: { why: "Not yet.", version: "" } }),
    ),
    block(
      "one matches, one waits, one is not given",
      csv([csvState("patients"), csvState("files", { waiting: true })]),
    ),
    { ...block("rows differ and stand for nothing, unfolded", csv([DIFFERING])), unfolded: true },
    block("rows differ, by a viewer", csv([DIFFERING], { mayPress: false })),
    {
      component: "CsvImport",
      state: "after a file was read",
      view: <CsvImport said="1,191 rows of patients were read." />,
    },
    { component: "CsvFiles", state: "owners are empty", view: <CsvFiles model={FILES} /> },
    {
      component: "CsvFiles",
      state: "every record has an owner",
      view: <CsvFiles model={{ ...FILES, withoutOwner: false }} />,
    },
    { component: "CsvFiles", state: "empty", view: <CsvFiles model={{ files: [], withoutOwner: false }} /> },
    rows("that differ, the first page", {
      kind: "patients",
      list: "differing",
      after: 0,
      next: 50,
      cells: [
        { n: 1, record: 15_302, column: "Email", csv: "zoe@example.test", api: "" },
        { n: 9_999_999, record: HUGE, column: LONG_NAME, csv: LONG_WORDS, api: LONG_NAME.repeat(2) },
      ],
    }),
    rows("that stand for nothing, the last page", {
      kind: "patients",
      list: "unmatched",
      after: 50,
      rows: [{ n: 51, key: "", problem: "it has no number" }, { n: 52, key: LONG_NAME, problem: LONG_ERROR }],
    }),
    rows("that stand for nothing, all on one page", {
      kind: "files",
      list: "unmatched",
      after: 0,
      rows: [{ n: 1, key: "88213", problem: "no file has this number" }],
    }),
    rows("none that differ any more", { kind: "files", list: "differing", after: 0, cells: [] }),
    rows("none", { kind: "files", list: "unmatched", after: 0, rows: [] }),
  ],
};
