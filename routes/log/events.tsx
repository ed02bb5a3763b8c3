import { Hono } from "hono";
import { findEvent, findEvents } from "../../db/events.ts";
import { findRun } from "../../db/runs.ts";
import { JournalPage } from "../../views/log/line.tsx";
import { ASSETS } from "../http/assets.ts";
import type { Deps, Env } from "../deps.ts";
import { linePage } from "./line_page.ts";
import { zoneOf } from "../http/moment.ts";
import { refuse } from "../http/refuse.tsx";

/** Lines that stand after the one that was asked for. */
const LINES_AFTER = 50;

/** Every line of every log has an address, however far back it lies. */
export function eventRoutes({ console }: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { ledger } = console;

  app.get("/events/:seq{[0-9]{1,15}}", async (c) => {
    const seq = Number(c.req.param("seq"));
    const event = await findEvent(ledger, seq);
    if (!event) return refuse(c, 404, "No such line", "No log has a line of this number.");
    const run = event.run_id === null ? undefined : await findRun(ledger, event.run_id);
    // Lines are numbered through all logs: those of one run lie closer together than their numbers say.
    const after = await findEvents(ledger, {
      run: event.run_id,
      after: seq,
      before: seq + LINES_AFTER,
      limit: 1,
    });
    const before = (after.at(-1)?.seq ?? seq) + 1;
    const path = run ? `/cells/${run.step}/runs/${run.number}` : "/journal";
    return c.redirect(`${path}?before=${before}#e${seq}`, 303);
  });

  app.get("/journal", async (c) => {
    const page = await linePage(console, null, "/journal", c.req.query("before"));
    return c.html(
      <JournalPage
        page={page}
        zone={zoneOf(console)}
        assets={ASSETS}
      />,
    );
  });

  return app;
}
