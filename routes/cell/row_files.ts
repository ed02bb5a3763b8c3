import { Hono } from "hono";
import { stream } from "hono/streaming";
import { AUDIT_LOG_FORMATS, auditLog } from "../../steps/records/audit_log.ts";
import { csvLines } from "../../steps/csv/cells.ts";
import { REMARK_COLUMNS, remarkRows } from "../../steps/records/remark_rows.ts";
import { ROLLBACK_COLUMNS, rollbackRows } from "../../steps/rollback/rows.ts";
import type { Deps, Env } from "../deps.ts";

/** Tables with a line a record, whole: the page shows the first of each kind. Sent as they are read. */
export function rowRoutes({ console: { ledger } }: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const tables = {
    // Every row that was not written or holds less than its source, with the reason.
    remarks: { columns: REMARK_COLUMNS, rows: () => remarkRows(ledger) },
    // What became, or would become, of every record of ours.
    rollback: { columns: ROLLBACK_COLUMNS, rows: () => rollbackRows(ledger) },
  };
  for (const [name, { columns, rows }] of Object.entries(tables)) {
    app.get(`/${name}.csv`, (c) => {
      c.header("Content-Type", "text/csv; charset=utf-8");
      c.header("Content-Disposition", `attachment; filename="${name}.csv"`);
      return stream(c, async (out) => {
        await out.write(csvLines([[...columns]]));
        for await (const some of rows()) await out.write(csvLines(some));
      });
    });
  }
  for (const format of AUDIT_LOG_FORMATS) {
    app.get(`/audit-log.${format}`, (c) => {
      c.header("Content-Type", format === "csv" ? "text/csv; charset=utf-8" : "application/json");
      c.header("Content-Disposition", `attachment; filename="audit-log.${format}"`);
      return stream(c, async (out) => {
        for await (const piece of auditLog(ledger, format)) await out.write(piece);
      });
    });
  }
  return app;
}
