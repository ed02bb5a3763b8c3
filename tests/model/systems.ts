import type { Practice } from "../../fixtures/practice/practice.ts";
import { practiceHubInProcess } from "../../fixtures/practicehub/in_process.ts";
import type { QuirkSettings } from "../../fixtures/practicehub/quirks.ts";
import { twentyInProcess } from "../../fixtures/twenty/in_process.ts";
import { Simulators } from "../support/simulators.ts";
import type { StillWorld } from "./still_world.ts";

const SOURCE = "http://practicehub.test";
const TARGET = "http://twenty.test";

/**
 * Both simulators in this process, without a network between: they answer at addresses that are always the same, so
 * that a model run has the same ids each time, and they read the world's clock.
 */
export function systemsIn(world: StillWorld, practice: Practice, quirks: QuirkSettings): Simulators {
  const now = () => world.now();
  const sleep = (ms: number) => world.sleep(ms);
  const key = "the practice's key";
  const source = practiceHubInProcess({ url: SOURCE, key, practice, quirks, intervalMs: 0, now, sleep });
  const target = twentyInProcess({ url: TARGET, now });
  world.answer = (request) => (request.url.startsWith(SOURCE) ? source : target).fetch(request);
  const close = () => Promise.resolve();
  return new Simulators({ ...source, close }, { ...target, close });
}
