import type { Ledger } from "../../db/ledger.ts";
import type { Mapping } from "../mapping/mapping.ts";
import { cellsOf, csvLines } from "./cells.ts";
import type { FileSurvey } from "./survey.ts";
import { targetsOf } from "./walk.ts";

/** The text of a file, some hundred rows at a time. Rows without a record are left out. */
export async function* csvText(ledger: Ledger, mapping: Mapping, file: FileSurvey): AsyncGenerator<string> {
  yield csvLines([file.columns]);
  for await (const targets of targetsOf(ledger, mapping, file.object)) {
    const rows = targets.filter((target) => !target.skip).map((target) => {
      const cells = cellsOf(target);
      return file.columns.map((column) => cells.get(column) ?? "");
    });
    if (rows.length > 0) yield csvLines(rows);
  }
}
