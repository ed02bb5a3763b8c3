import { Hono } from "hono";
import type { Console } from "../steps/console.ts";
import { Scheduler } from "../steps/schedule.ts";
import { elapsed } from "../steps/engine/world.ts";
import { forecast } from "../steps/forecast.ts";
import { auditRoutes } from "./audit.tsx";
import { cellRoutes } from "./cells.ts";
import { conflictRoutes } from "./conflicts.tsx";
import { csvRoutes } from "./csv.tsx";
import type { Decisions } from "./decisions.ts";
import { stepDecisions } from "./step_decisions.ts";
import type { Deps, Env } from "./deps.ts";
import { eventRoutes } from "./events.tsx";
import { extraRoutes } from "./extras.ts";
import { onError } from "./failure.ts";
import { Feed } from "./feed.ts";
import { type Count, Forecasts } from "./gather/forecasts.ts";
import { Predictions } from "./gather/predictions.ts";
import { downloadRoutes } from "./downloads.ts";
import { enter, hostGuard, sessionGuard } from "./guard.tsx";
import { safetyHeaders } from "./headers.ts";
import { logRoutes } from "./logs.tsx";
import { mapFileRoutes } from "./map_files.tsx";
import { mapViewRoutes } from "./map_views.tsx";
import { mapRoutes } from "./maps.tsx";
import { memberRoutes } from "./members.tsx";
import { pageRoutes } from "./page.tsx";
import { paperRoutes } from "./papers.tsx";
import { placeRoutes } from "./places.tsx";
import { recordRoutes } from "./records.tsx";
import { refuse } from "./refuse.tsx";
import { rollbackRoutes } from "./rollback.ts";
import { rowAgainRoutes } from "./rows.ts";
import { rowRoutes } from "./row_files.ts";
import { runRoutes } from "./runs.tsx";
import { sampleRoutes } from "./sample.tsx";
import { scheduleRoutes } from "./schedule.ts";
import { Sessions } from "./session.ts";
import { settingsRoutes } from "./settings.tsx";
import { sizeLimit } from "./size_limit.ts";
import { staticRoutes } from "./static.ts";
import { streamRoutes } from "./stream.ts";
import { workflowRoutes } from "./workflows.tsx";

export interface AppOptions {
  /** Opens the page as operator, once, from the link printed at start. */
  token: string;
  /** Opens it as viewer: may look and not press. Absent: there is no such link. */
  viewerToken?: string;
  /** Epoch ms. Default: the console's world. */
  now?: () => number;
  /** What a sign-off or a choice of member does. Default: the steps' own. */
  decisions?: Decisions;
  /** How what a run would write is counted. Default: row by row, from the ledger. */
  count?: Count;
  /** What runs cells by the clock. Default: one of the console's own, which nobody keeps going. */
  scheduler?: Scheduler;
}

/** The page of one console. Serve it on 127.0.0.1 only. */
export function createApp(console: Console, options: AppOptions): Hono<Env> {
  const now = options.now ?? (() => console.world.now());
  const { token, viewerToken } = options;
  const feed = new Feed(console, options.now ?? (() => elapsed(console.world)));
  const forecasts = new Forecasts(console, options.count ?? forecast, () => feed.changed());
  const deps: Deps = {
    console,
    now,
    sessions: new Sessions({ operator: token, ...(viewerToken ? { viewer: viewerToken } : {}) }),
    feed,
    predictions: new Predictions(console, forecasts),
    pace: {},
    decisions: options.decisions ?? stepDecisions,
    scheduler: options.scheduler ?? new Scheduler(console),
  };

  const app = new Hono<Env>();
  app.onError(onError(deps));
  app.notFound((c) =>
    refuse(c, 404, "Nothing here", "This address leads nowhere; go back to the page of the eight cells.")
  );
  app.use(safetyHeaders, hostGuard);
  app.route("/", staticRoutes());
  app.use(enter(deps), sessionGuard(deps), sizeLimit);
  for (
    const routes of [
      pageRoutes,
      streamRoutes,
      auditRoutes,
      cellRoutes,
      logRoutes,
      eventRoutes,
      downloadRoutes,
      runRoutes,
      rowRoutes,
      rowAgainRoutes,
      settingsRoutes,
      placeRoutes,
      workflowRoutes,
      extraRoutes,
      csvRoutes,
      mapFileRoutes,
      mapRoutes,
      mapViewRoutes,
      memberRoutes,
      sampleRoutes,
      paperRoutes,
      conflictRoutes,
      recordRoutes,
      rollbackRoutes,
      scheduleRoutes,
    ]
  ) app.route("/", routes(deps));
  return app;
}
