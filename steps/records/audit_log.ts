import { pages } from "../../db/rows.ts";
import { type AuditRow, auditRows } from "../../db/history.ts";
import type { Ledger } from "../../db/ledger.ts";
import { csvLines } from "../csv/cells.ts";
import { skipWords } from "../mapping/remarks.ts";

export const AUDIT_LOG_FORMATS = ["csv", "json"] as const;
export type AuditLogFormat = typeof AUDIT_LOG_FORMATS[number];

const AT_ONCE = 1_000;

const COLUMNS = [
  "Number",
  "Time",
  "Cell",
  "Run",
  "By",
  "Object",
  "Source row",
  "Record in Twenty",
  "Change",
  "State",
  "Reason",
  "SHA-256 of what was written",
  "SHA-256 of this line and those before",
] as const;

/**
 * Every state that every effect went through, from the first: which source row, which record, which run, when, and the
 * hashes that chain the lines. No value of a patient.
 *
 * @returns pieces of one text, CSV or a JSON list
 */
export async function* auditLog(ledger: Ledger, format: AuditLogFormat): AsyncGenerator<string> {
  yield format === "csv" ? "\uFEFF" + csvLines([[...COLUMNS]]) : "[";
  let first = true;
  const read = (after: number) => auditRows(ledger, { after, limit: AT_ONCE });
  for await (const rows of pages(0, read, ({ seq }) => seq)) {
    yield format === "csv" ? csvLines(rows.map(cells)) : rows.map((row, i) => {
      const comma = first && i === 0 ? "\n" : ",\n";
      return comma + JSON.stringify(row);
    }).join("");
    first = false;
  }
  if (format === "json") yield "\n]\n";
}

function cells(row: AuditRow): string[] {
  return [
    String(row.seq),
    row.at,
    row.step,
    String(row.run),
    row.who,
    row.object,
    row.source_key,
    row.target_id,
    row.kind,
    row.state,
    skipWords(row.reason ?? ""),
    row.payload_hash,
    row.hash,
  ];
}
