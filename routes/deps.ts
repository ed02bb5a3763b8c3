import type { Console } from "../steps/console/console.ts";
import type { Scheduler } from "../steps/console/schedule.ts";
import type { Decisions } from "./cell/decisions.ts";
import type { Feed } from "./live/feed.ts";
import type { Predictions } from "./cell/predictions.ts";
import type { Session, Sessions } from "./http/session.ts";

/** What the routes share for the life of the server. */
export interface Deps {
  console: Console;
  sessions: Sessions;
  feed: Feed;
  predictions: Predictions;
  decisions: Decisions;
  scheduler: Scheduler;
  /** Epoch ms. */
  now: () => number;
  /** The pace as last changed on the page; the settings' own until then. */
  pace: { sourceIntervalMs?: number };
}

/** What a request carries through the middleware. */
export interface Env {
  Variables: { session: Session };
}
