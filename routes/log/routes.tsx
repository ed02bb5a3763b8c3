import { type Context, Hono } from "hono";
import { runsOf } from "../../db/runs.ts";
import { LogLine } from "../../views/log/line.tsx";
import { LogBody, type LogModel, LogPanel, OlderLink } from "../../views/log/panel.tsx";
import { Partial } from "../../views/ui/partial.tsx";
import { Sheet } from "../../views/page/layout.tsx";
import { ASSETS } from "../http/assets.ts";
import { StepName } from "../cell/routes.ts";
import type { Deps, Env } from "../deps.ts";
import { parse } from "../http/forms.ts";
import { logModel, LogQuery } from "./model.ts";
import { wantsPieces } from "../http/refuse.tsx";

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
