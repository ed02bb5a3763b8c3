import type { Practice } from "../../fixtures/practice/practice.ts";
import { makeApp } from "../../fixtures/practicehub/app.ts";
import { FaultList } from "../../fixtures/practicehub/fault_list.ts";
import { FileLinks } from "../../fixtures/practicehub/file_links.ts";
import { localTime } from "../../fixtures/practicehub/local_time.ts";
import { parseQuirks, type QuirkSettings } from "../../fixtures/practicehub/quirks.ts";
import { Stats } from "../../fixtures/practicehub/stats.ts";
import { Store } from "../../fixtures/practicehub/store.ts";
import { app } from "../../fixtures/twenty/app.ts";
import { Simulator } from "../../fixtures/twenty/simulator.ts";
import { Simulators } from "../support/simulators.ts";
import type { StillWorld } from "./still_world.ts";

const SOURCE = "http://practicehub.test";
const TARGET = "http://twenty.test";
const SOURCE_KEY = "the practice's key";

type Answer = (request: Request) => Promise<Response>;

/**
 * Both simulators in this process, without a network between: they answer at addresses that are always the same, so
 * that a model run has the same ids each time, and they read the world's clock.
 */
export function systemsIn(world: StillWorld, practice: Practice, quirks: QuirkSettings): Simulators {
  const source = practiceHub(world, practice, quirks);
  const target = twenty(world);
  const answer: Answer = (request) => (request.url.startsWith(SOURCE) ? source : target.answer)(request);
  world.answer = answer;
  const close = () => Promise.resolve();
  return new Simulators(
    { url: SOURCE, key: SOURCE_KEY, close },
    { url: TARGET, key: target.key, close, fetch: answer },
    answer,
  );
}

function practiceHub(world: StillWorld, practice: Practice, settings: QuirkSettings): Answer {
  const quirks = parseQuirks(settings);
  const now = () => world.now();
  const hub = makeApp({
    store: new Store(practice),
    quirks,
    stats: new Stats(),
    faults: new FaultList(),
    links: new FileLinks(() => SOURCE, SOURCE_KEY, quirks, now),
    key: SOURCE_KEY,
    intervalMs: 0,
    now,
    sleep: (ms) => world.sleep(ms),
    nowLocal: () => localTime(now(), quirks["time-zone"]),
  });
  return async (request) => await hub.fetch(request, { ending: "whole" });
}

function twenty(world: StillWorld): { answer: Answer; key: string } {
  const simulator = new Simulator({ requestsPerMinute: 0, store: undefined, now: () => world.now() });
  simulator.baseUrl = TARGET;
  return { answer: app(simulator), key: simulator.workspace.key };
}
