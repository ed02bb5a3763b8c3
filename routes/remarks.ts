import { Hono } from "hono";
import { stream } from "hono/streaming";
import { csvLines } from "../steps/csv_out/cells.ts";
import { REMARK_COLUMNS, remarkRows } from "../steps/remark_rows.ts";
import type { Deps, Env } from "./deps.ts";

/** Every row that was not written or holds less than its source, with the reason; the page shows five of each kind. */
export function remarkRoutes({ console }: Deps): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/remarks.csv", (c) => {
    c.header("Content-Type", "text/csv; charset=utf-8");
    c.header("Content-Disposition", 'attachment; filename="remarks.csv"');
    return stream(c, async (out) => {
      await out.write(csvLines([[...REMARK_COLUMNS]]));
      for await (const rows of remarkRows(console.ledger)) await out.write(csvLines(rows));
    });
  });
  return app;
}
