import type { Console } from "../steps/console/console.ts";
import type { Scheduler } from "../steps/console/schedule.ts";
import { currentSample } from "../steps/load/gates.ts";
import { assignMember } from "../steps/members/assign.ts";
import { signOff } from "../steps/sample/sign_off.ts";
import type { Feed } from "./live/feed.ts";
import type { Predictions } from "./cell/predictions.ts";
import type { Session, Sessions } from "./http/session.ts";

/** What a person decides about the sample and the members. Tests of the page bring their own. */
export const DECISIONS = { currentSample, signOff, assignMember };
export type Decisions = typeof DECISIONS;

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
