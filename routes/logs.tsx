import { type Context, Hono } from "hono";
import { runsOf } from "../db/runs.ts";
import { LogLine } from "../views/log_line.tsx";
import { LogBody, LogPanel, OlderLink } from "../views/log_panel.tsx";
import type { LogModel } from "../views/models.ts";
import { Partial } from "../views/partial.tsx";
import { Sheet } from "../views/sheet.tsx";
import { ASSETS } from "./assets.ts";
import { StepName } from "./cells.ts";
import type { Deps, Env } from "./deps.ts";
import { parse } from "./forms.ts";
import { logModel, LogQuery } from "./gather/log.ts";
import { wantsPieces } from "./refuse.tsx";

/** The log of a cell's newest run, and the journal: filtered here, read back page by page. */
export function logRoutes({ console }: Deps): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/cells/:step/log", async (c) => {
    const id = parse(StepName, c.req.param("step"));
    const [run] = await runsOf(console.ledger, id, 1);
    const query = LogQuery.parse(c.req.query());
    return answer(c, await logModel(console, id, run?.id, query), query);
  });

  app.get("/journal/log", async (c) => {
    const query = LogQuery.parse(c.req.query());
    return answer(c, await logModel(console, "journal", null, query), query);
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
