import { csvRowsOf } from "../../db/csv.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { SourceRecord } from "../../db/source_records.ts";
import type { CsvKind } from "../../db/tables.ts";
import type { Mapping } from "./mapping.ts";

/** How a column of an export is named as a source attribute. */
export const CSV_PREFIX = "csv:";

const KINDS: Record<string, CsvKind> = { patients: "patients", appointments: "appointments", files: "files" };

/** Rows with the columns of their CSV export beside them, where the field map reads any. */
export async function withExports(
  ledger: Ledger,
  mapping: Pick<Mapping, "exports">,
  records: readonly SourceRecord[],
): Promise<SourceRecord[]> {
  const resource = records[0]?.resource ?? "";
  const kind = KINDS[resource];
  if (!kind || !mapping.exports.has(resource)) return [...records];
  const exported = await csvRowsOf(ledger, kind, records.map((r) => r.id));
  return records.map((record) => {
    const columns = exported.get(record.id);
    if (!columns) return record;
    const named = Object.fromEntries(Object.entries(columns).map(([name, v]) => [CSV_PREFIX + name, v]));
    return { ...record, row: { ...record.row, ...named } };
  });
}
