import { Hono } from "hono";
import type { Console } from "../steps/console/console.ts";
import { Scheduler } from "../steps/console/schedule.ts";
import { elapsed } from "../steps/base/world.ts";
import { forecast } from "../steps/load/forecast/forecast.ts";
import { BLOCKS } from "./cell/blocks.tsx";
import { cellRoutes } from "./cell/routes.ts";
import { DECISIONS, type Decisions, type Deps, type Env } from "./deps.ts";
import { logRoutes } from "./log/routes.tsx";
import { onError } from "./http/failure.ts";
import { Feed } from "./live/feed.ts";
import { type Count, Forecasts, Predictions } from "./cell/predictions.ts";
import { downloadRoutes } from "./log/downloads.ts";
import { enter, hostGuard, safetyHeaders, sessionGuard, sizeLimit } from "./http/guard.tsx";
import { pageRoutes } from "./page/routes.tsx";
import { paperRoutes } from "./papers/routes.tsx";
import { recordRoutes } from "./records/routes.tsx";
import { refuse } from "./http/reply.tsx";
import { runRoutes } from "./runs/routes.tsx";
import { Sessions } from "./http/session.ts";
import { settingsRoutes } from "./settings/routes.tsx";
import { staticRoutes } from "./http/assets.ts";
import { streamRoutes } from "./live/stream.tsx";

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
    decisions: options.decisions ?? DECISIONS,
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
      cellRoutes,
      logRoutes,
      downloadRoutes,
      runRoutes,
      settingsRoutes,
      paperRoutes,
      recordRoutes,
      ...BLOCKS.flatMap(({ routes }) => routes),
    ]
  ) app.route("/", routes(deps));
  return app;
}
