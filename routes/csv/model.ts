import type { CsvKind } from "../../db/tables.ts";
import { whyNotYet } from "../../steps/csv/write.ts";
import { versionOf } from "../../steps/csv/survey.ts";
import { csvStates, differingCells, unmatchedRows } from "../../steps/staging/csv/report.ts";
import { CSV_KINDS } from "../../steps/practicehub/csv/header.ts";
import type { CsvModel, CsvRowsModel } from "../../views/csv/model.ts";
import type { Deps } from "../deps.ts";
import { momentsIn } from "../http/moment.ts";

/** Rows of one page of a list. */
const PAGE_ROWS = 50;

/** The exports that were read and the files that can be written; there from the start, since a person begins here. */
export async function csvBlock(deps: Deps, mayPress: boolean): Promise<CsvModel> {
  const { ledger } = deps.console;
  const states = await csvStates(ledger);
  const moment = momentsIn(deps.console);
  const why = await whyNotYet(ledger, await extractState(deps));
  return {
    exports: CSV_KINDS.map((kind) => {
      const state = states.find((s) => s.kind === kind);
      return state ? { kind, state: { ...state, readAt: moment(state.file.read_at) } } : { kind };
    }),
    out: { ...(why ? { why } : {}), version: why ? "" : (await versionOf(ledger)).slice(0, 12) },
    mayPress,
  };
}

export async function extractState({ console }: Deps): Promise<string> {
  return (await console.statuses()).find((s) => s.step === "extract")?.state ?? "never";
}

/** @param after lines up to here were on pages before */
export async function csvRowsModel(
  { console: { ledger } }: Deps,
  kind: CsvKind,
  list: CsvRowsModel["list"],
  after: number,
): Promise<CsvRowsModel> {
  if (list === "differing") {
    const cells = await differingCells(ledger, kind, after, PAGE_ROWS);
    return { kind, list, after, cells, ...next(new Set(cells.map((cell) => cell.n))) };
  }
  const rows = await unmatchedRows(ledger, kind, after, PAGE_ROWS);
  return { kind, list, after, rows, ...next(new Set(rows.map((row) => row.n))) };
}

/** A page that is not full is the last. */
function next(lines: ReadonlySet<number>): { next?: number } {
  return lines.size < PAGE_ROWS ? {} : { next: Math.max(...lines) };
}
