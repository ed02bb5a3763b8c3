import { newestWholeRun } from "../../db/runs.ts";
import { countFailed, listFailed } from "../../steps/load/transfer/rows_again.ts";
import { skipWords } from "../../steps/mapping/remarks.ts";
import type { FailedRowsModel } from "../../views/cell/failed_rows.tsx";
import type { About } from "./blocks.tsx";
import type { Deps, Env } from "../deps.ts";
import { conflictsCell } from "../conflicts/model.ts";
import { Hono } from "hono";
import { z } from "zod";
import { startRows } from "../../steps/console/rows_again.ts";
import { parse, readForm } from "../http/forms.ts";
import { reply } from "../http/reply.tsx";

const SHOWN_ROWS = 10;

/** Rows in state `failed`, for the cell that moved rows last; others show none. */
export async function failedRowsBlock(
  { deps, cell, mayPress }: About,
): Promise<FailedRowsModel | undefined> {
  const { ledger } = deps.console;
  if (cell !== await conflictsCell(deps) || !await newestWholeRun(ledger, cell)) return undefined;
  const count = await countFailed(ledger);
  if (count === 0) return undefined;
  const rows = await listFailed(ledger, SHOWN_ROWS);
  return {
    cell,
    count,
    rows: rows.map((r) => ({ key: r.source_key, object: r.object, reason: skipWords(r.reason ?? "") })),
    mayPress,
  };
}

const Moving = z.enum(["full-run", "delta"], "Only the full run and the delta move single rows");
const Form = z.object({
  /** Absent: those that failed. */
  row: z.string().regex(/^[a-z_]+\/\d{1,15}$/, "names no row; reload the page").optional(),
});

/** Runs one row again, or those that failed, from where they stand on the page. */
export function rowAgainRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  app.post("/cells/:step/rows", async (c) => {
    const step = parse(Moving, c.req.param("step"));
    const { row } = await readForm(c, Form);
    await startRows(deps.console, step, c.get("session").name, row === undefined ? "failed" : [row]);
    return reply(c, step);
  });
  return app;
}
