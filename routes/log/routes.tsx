import { type Context, Hono } from "hono";
import { findRun, runsOf } from "../../db/runs.ts";
import { JournalPage, LogLine } from "../../views/log/line.tsx";
import { LogBody, type LogModel, LogPanel, OlderLink } from "../../views/log/panel.tsx";
import { Partial } from "../../views/ui/partial.tsx";
import { Sheet } from "../../views/page/layout.tsx";
import { ASSETS } from "../http/assets.ts";
import { StepName } from "../cell/routes.ts";
import type { Deps, Env } from "../deps.ts";
import { parse } from "../http/forms.ts";
import { linePage, logModel, LogQuery } from "./model.ts";
import { refuse, wantsPieces } from "../http/reply.tsx";
import { findEvent, findEvents } from "../../db/events.ts";
import { zoneOf } from "../http/moment.ts";

/** Lines that stand after the one that was asked for. */
const LINES_AFTER = 50;

/**
 * The log of a cell's newest run, and the journal: filtered, and read back page by page. Every line of every log has an
 * address, however far back it lies.
 */
export function logRoutes({ console }: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { ledger } = console;

  app.get("/cells/:step/log", async (c) => {
    const id = parse(StepName, c.req.param("step"));
    const [run] = await runsOf(ledger, id, 1);
    const query = LogQuery.parse(c.req.query());
    return answer(c, await logModel(console, id, run?.id, query), query);
  });

  app.get("/journal/log", async (c) => {
    const query = LogQuery.parse(c.req.query());
    return answer(c, await logModel(console, "journal", null, query), query);
  });

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

/** A changed filter redraws the lines; "older" puts its lines before the ones that are there. */
function answer(c: Context, log: LogModel, query: LogQuery) {
  if (query.before === undefined) {
    if (wantsPieces(c)) return c.html(<LogBody log={log} />);
    return c.html(
      <Sheet title={`Log: ${log.name}`} back="/" assets={ASSETS}>
        <LogPanel log={log} />
      </Sheet>,
    );
  }
  return c.html(
    <>
      <Partial target={`log-lines-${log.name}`} swap="afterbegin">
        {log.lines.map((line) => <LogLine line={line} />)}
      </Partial>
      <Partial target={`log-older-${log.name}`} swap="innerHTML">
        {log.older ? <OlderLink log={log} /> : <span class="quiet">this is the first line</span>}
      </Partial>
    </>,
  );
}
