import { Hono } from "hono";
import { z } from "zod";
import { startRows } from "../../steps/console/rows_again.ts";
import type { Deps, Env } from "../deps.ts";
import { parse, readForm } from "../http/forms.ts";
import { reply } from "../http/reply.tsx";

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
