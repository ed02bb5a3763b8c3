import { type CsvCells, csvExports, csvRows } from "../../db/csv.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { FieldMapTable } from "../../db/tables.ts";
import { fieldRowOf } from "../mapping/mapping.ts";
import type { DryRun } from "./dry_run.ts";
import type { Issue } from "./issues.ts";

const ROWS_AT_ONCE = 500;

/**
 * What a dry run has to say when every row of the API was read.
 *
 * @param map the field map as it is, and what would be proposed besides: what fields and questions become that nobody
 *   foresaw, and which columns of the CSV exports go along
 */
export async function foretold(
  ledger: Ledger,
  dryRun: DryRun,
  map: readonly FieldMapTable[],
): Promise<Issue[]> {
  const proposed = map.filter((row) => row.state !== "ignored").map(fieldRowOf);
  for (const { kind } of await csvExports(ledger)) {
    for (let after = 0;;) {
      const rows = await csvRows(ledger, { kind, after, limit: ROWS_AT_ONCE });
      const last = rows.at(-1);
      if (!last) break;
      dryRun.addExport(kind, rows.map(({ raw }) => JSON.parse(raw) as CsvCells), proposed);
      after = last.n;
    }
  }
  return dryRun.finish(proposed);
}
