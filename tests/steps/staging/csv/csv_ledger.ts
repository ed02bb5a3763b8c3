import { csvRows } from "../../../../db/csv.ts";
import type { Ledger } from "../../../../db/ledger.ts";
import { type RawRow, upsertRecords } from "../../../../db/source_records.ts";
import type { CsvKind } from "../../../../db/tables.ts";
import { takeCsv } from "../../../../steps/staging/csv/take.ts";
import { AT } from "../../../db/temp_ledger.ts";
import { FakeWorld } from "../../support/fake_world.ts";

/** Gives the ledger rows as an extract does. */
export const extracted = (ledger: Ledger, resource: string, ...rows: RawRow[]): Promise<void> =>
  ledger.commit({ writes: upsertRecords(ledger, resource, rows, 1, AT) });

/** Gives the ledger a CSV as a person does: lines of the file, the header first. */
export const given = (ledger: Ledger, ...lines: string[]): Promise<CsvKind> =>
  takeCsv(
    { ledger, world: new FakeWorld() },
    { name: "export.csv", bytes: new TextEncoder().encode(lines.join("\r\n")) },
    "ana",
  );

export interface Matched {
  record: number | null;
  problem: string | null;
  differs: string[];
}

/** What became of each row, in file order. */
export async function matchesIn(ledger: Ledger, kind: CsvKind): Promise<Matched[]> {
  const rows = await csvRows(ledger, { kind, after: 0, limit: 1_000 });
  return rows.map((r) => ({
    record: r.record_id,
    problem: r.problem,
    differs: JSON.parse(r.differs ?? "[]"),
  }));
}
