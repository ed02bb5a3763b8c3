import { newestWholeRun } from "../../db/runs.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import { countFailed, listFailed } from "../../steps/load/transfer/rows_again.ts";
import { skipWords } from "../../steps/load/transfer/transfer_tables.ts";
import type { FailedRowsModel } from "../../views/cell/failed_rows.tsx";
import type { Deps } from "../deps.ts";
import { conflictsCell } from "../conflicts/model.ts";

const SHOWN_ROWS = 10;

/** Rows that stand as failed, for the cell that moved rows last; others show none. */
export async function failedRowsBlock(
  deps: Deps,
  cell: StepId,
  mayPress: boolean,
): Promise<FailedRowsModel | undefined> {
  const { ledger } = deps.console;
  if (cell !== await conflictsCell(deps) || !await newestWholeRun(ledger, cell)) return undefined;
  const count = await countFailed(ledger);
  if (count === 0) return undefined;
  const rows = await listFailed(ledger, SHOWN_ROWS);
  return {
    kind: "failed-rows",
    cell,
    count,
    rows: rows.map((r) => ({ key: r.source_key, object: r.object, reason: skipWords(r.reason ?? "") })),
    mayPress,
  };
}
