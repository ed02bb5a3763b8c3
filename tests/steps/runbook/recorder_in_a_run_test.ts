import { assertEquals } from "@std/assert";
import { throughputOf } from "../../../db/runs.ts";
import { openLedger } from "../../../db/open.ts";
import { Console } from "../../../steps/console/console.ts";
import { Throughput } from "../../../steps/runbook/throughput.ts";
import type { StepId } from "../../../steps/runbook/step.ts";
import { TempLedger } from "../../db/temp_ledger.ts";
import { type Act, fakeSteps } from "../../routes/support/fake_steps.ts";
import { type Answer, FakeWorld, json } from "../support/fake_world.ts";
import { refusal } from "../support/fake_twenty.ts";
import { SETTINGS } from "../support/make_kit.ts";

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const PAGE = () => json({ data: [{ id: 1 }], links: { next: null }, total_entries: 1 });
const PEOPLE = () => json({ data: { people: [] } });
const LIMIT = "Limit reached (100 tokens per 60000 ms)";

/** A console over steps that do as the test says, and systems that answer as it says. */
async function stage(acts: Partial<Record<StepId, Act>>, answer: Answer) {
  const temp = await TempLedger.open();
  const world = new FakeWorld(answer);
  const keys = { source: "a", target: "b" };
  const console = await Console.open(temp.ledger, world, keys, SETTINGS, fakeSteps(acts));
  return {
    temp,
    world,
    console,
    async run(step: StepId) {
      const { run, done } = await console.runner.start(console.step(step), { who: "ana" });
      await done;
      return run.id;
    },
    async kept(run: number) {
      return Throughput.parse(JSON.parse((await throughputOf(temp.ledger, [run])).get(run) ?? "null"));
    },
    [Symbol.asyncDispose]: () => temp[Symbol.asyncDispose](),
  };
}

Deno.test("of a run is kept what it asked of PracticeHub, at which limit, how long it was told to wait, and its rows", async () => {
  let asked = 0;
  await using s = await stage({
    extract: async (kit) => {
      kit.progress([{ object: "patients", done: 0, total: 4 }]);
      for (let n = 1; n <= 4; n++) {
        await kit.source.page("patients", n);
        kit.progress([{ object: "patients", done: n, total: 4 }]);
      }
      return { state: "green", verdict: "done" };
    },
  }, () => ++asked === 2 ? json({}, 429, { "retry-after": "7" }) : PAGE());
  const kept = await s.kept(await s.run("extract"));
  assertEquals([kept.source.sent, kept.target.sent, sum(kept.source.held)], [5, 0, 7_000]);
  assertEquals([Math.round(sum(kept.rows)), new Set(kept.source.limits)], [4, new Set([57.143])]);
});

Deno.test("of Twenty only requests that take a token count, and the limit is the one that it names when it refuses", async () => {
  let asked = 0;
  await using s = await stage({
    "full-run": async (kit) => {
      await kit.target.metadata("GET", "objects");
      for (let n = 0; n < 5; n++) await kit.target.get("people");
      return { state: "green", verdict: "done" };
    },
  }, (request) => {
    if (request.url.includes("metadata")) return json({ data: { objects: [] } });
    return ++asked === 3 ? refusal(429, LIMIT) : PEOPLE();
  });
  const kept = await s.kept(await s.run("full-run"));
  assertEquals([kept.target.sent, kept.source.sent], [6, 0]);
  assertEquals([new Set(kept.target.limits), sum(kept.target.held)], [new Set([100]), 618]);
});

Deno.test("each run begins anew, and what was kept is there for a console that is started later", async () => {
  await using s = await stage({
    extract: async (kit) => {
      await kit.source.page("patients", 1);
      return { state: "green", verdict: "done" };
    },
  }, PAGE);
  const runs = [await s.run("extract"), await s.run("extract")];
  const again = await openLedger({ url: s.temp.path, mode: "read" });
  const kept = await throughputOf(again, runs);
  await again.close();
  assertEquals(runs.map((run) => Throughput.parse(JSON.parse(kept.get(run) ?? "null")).source.sent), [1, 1]);
});

Deno.test("a run that is cut off leaves what was saved with its progress", async () => {
  const saved = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  await using s = await stage({
    extract: async (kit) => {
      await kit.source.page("patients", 1);
      kit.progress([{ object: "patients", done: 1, total: 4 }]);
      // The save is queued by now: a commit after it comes when it is done.
      await kit.log.write({ kind: "page", message: "one page" });
      saved.resolve();
      await end.promise;
      return { state: "green", verdict: "done" };
    },
  }, PAGE);
  const { run, done } = await s.console.runner.start(s.console.step("extract"), { who: "ana" });
  await saved.promise;
  assertEquals((await s.kept(run.id)).source.sent, 1);
  end.resolve();
  await done;
});
