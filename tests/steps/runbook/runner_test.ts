import { assert, assertEquals, assertRejects } from "@std/assert";
import { z } from "zod";
import { findEvents } from "../../../db/events.ts";
import { leaseHolder, takeLease } from "../../../db/lease.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { proposeFields } from "../../../db/maps.ts";
import { findRun, insertRun, lastRunIn } from "../../../db/runs.ts";
import { BusyError, NeedsPersonError, UsageError } from "../../../steps/base/errors.ts";
import { currentVersions } from "../../../steps/runbook/versions.ts";
import type { Kit } from "../../../steps/runbook/kit.ts";
import { Runner } from "../../../steps/runbook/runner.ts";
import type { Outcome, Step } from "../../../steps/runbook/step.ts";
import { instant } from "../../../steps/base/world.ts";
import { TempLedger } from "../../db/temp_ledger.ts";
import { FakeWorld } from "../support/fake_world.ts";
import { makeKit } from "../support/make_kit.ts";

const GREEN: Outcome = { state: "green", verdict: "done" };

function stepThat(run: (kit: Kit) => Promise<Outcome>, change: Partial<Step> = {}): Step {
  return {
    id: "audit",
    title: "Audit",
    purpose: "",
    reads: ["settings", "field map"],
    writes: [],
    needs: [],
    input: z.looseObject({}),
    predict: () => Promise.resolve({ sentence: "" }),
    run,
    ...change,
  };
}

function runnerOn(ledger: Ledger, world: FakeWorld, holder: string): Runner {
  world.uuid = () => holder;
  return new Runner(ledger, world, async (parts) => ({ ...await makeKit(ledger, world), ...parts }));
}

async function stage() {
  const temp = await TempLedger.open();
  const world = new FakeWorld();
  const runner = runnerOn(temp.ledger, world, "console-1");
  return {
    temp,
    ledger: temp.ledger,
    world,
    runner,
    [Symbol.asyncDispose]: () => temp[Symbol.asyncDispose](),
  };
}

/** A step that goes on until the test lets it end. */
function held() {
  const gate = Promise.withResolvers<Outcome>();
  const begun = Promise.withResolvers<Kit>();
  const step = stepThat(async (kit) => {
    begun.resolve(kit);
    const outcome = await Promise.race([gate.promise, aborted(kit)]);
    return outcome;
  });
  return { step, begun: begun.promise, end: () => gate.resolve(GREEN) };
}

const aborted = (kit: Kit): Promise<never> =>
  new Promise((_, reject) =>
    kit.control.signal.addEventListener("abort", () => reject(kit.control.signal.reason as Error))
  );

Deno.test("a run ends with its outcome, its time and its events in the ledger, and the lease is free again", async () => {
  await using s = await stage();
  const active = await s.runner.start(
    stepThat((kit) => {
      kit.progress([{ object: "people", done: 1, total: 2 }]);
      s.world.time += 5_000;
      return Promise.resolve(GREEN);
    }),
    { who: "ana" },
  );
  assertEquals(await active.done, GREEN);
  const run = await findRun(s.ledger, active.run.id);
  assertEquals([run?.state, run?.who, run?.number], ["green", "ana", 1]);
  assertEquals(run?.ended_at, instant(s.world));
  assertEquals(JSON.parse(run?.progress ?? ""), [{ object: "people", done: 1, total: 2 }]);
  assertEquals((await findEvents(s.ledger, { limit: 9 })).map((e) => [e.kind, e.level]), [
    ["started", "info"],
    ["ended", "info"],
  ]);
  assertEquals(await leaseHolder(s.ledger, instant(s.world)), undefined);
  assertEquals(s.runner.active, undefined);
});

Deno.test("one cell runs at a time in a console, also when two are pressed at once", async () => {
  await using s = await stage();
  const first = held();
  const started = s.runner.start(first.step, { who: "ana" });
  await assertRejects(
    () => s.runner.start(held().step, { who: "ben" }),
    BusyError,
    "a cell was just being started",
  );
  const active = await started;
  await assertRejects(
    () => s.runner.start(held().step, { who: "ben" }),
    BusyError,
    "ana had just started it",
  );
  first.end();
  await active.done;
  await (await s.runner.start(stepThat(() => Promise.resolve(GREEN)), { who: "ben" })).done;
});

Deno.test("one cell runs at a time on a ledger, whichever console asks", async () => {
  await using s = await stage();
  const other = runnerOn(s.ledger, s.world, "console-2");
  const first = held();
  const active = await s.runner.start(first.step, { who: "ana" });
  await assertRejects(() => other.start(held().step, { who: "ben" }), BusyError, "Another console");
  assertEquals((await findRun(s.ledger, active.run.id))?.state, "running");
  first.end();
  await active.done;
  assertEquals(
    (await (await other.start(stepThat(() => Promise.resolve(GREEN)), { who: "ben" })).done).state,
    "green",
  );
});

Deno.test("a run that was cut off is marked as crashed once its lease has run out, and not before", async () => {
  await using s = await stage();
  await leaveUnfinished(s.ledger, s.world);
  await s.runner.markCrashed();
  assertEquals((await findRun(s.ledger, 1))?.state, "running");
  s.world.time += 30_000;
  await s.runner.markCrashed();
  const run = await findRun(s.ledger, 1);
  assertEquals([run?.state, run?.ended_at], ["crashed", instant(s.world)]);
  assertEquals((await findEvents(s.ledger, { limit: 9 })).map((e) => e.kind), ["crashed"]);
});

Deno.test("a run that was cut off does not stay running when another starts", async () => {
  await using s = await stage();
  await leaveUnfinished(s.ledger, s.world);
  s.world.time += 30_000;
  const active = await s.runner.start(stepThat(() => Promise.resolve(GREEN)), { who: "ana" });
  await active.done;
  assertEquals((await findRun(s.ledger, 1))?.state, "crashed");
  assertEquals(active.run.number, 2);
});

Deno.test("a console that lost its lease stops its run, which says cancelled", async () => {
  await using s = await stage();
  using clock = captureInterval();
  const first = held();
  const active = await s.runner.start(first.step, { who: "ana" });
  await first.begun;
  s.world.time += 31_000;
  assert(await takeLease(s.ledger, "console-2", instant(s.world), "2030-01-01T00:00:00.000Z"));
  const said = Promise.withResolvers<void>();
  s.ledger.onEvents((events) => events.some((e) => e.kind === "lease") && said.resolve());
  clock.tick();
  await said.promise;
  // A run that was not stopped would end well now.
  first.end();
  const outcome = await active.done;
  assertEquals([outcome.state, (await findRun(s.ledger, active.run.id))?.state], ["red", "cancelled"]);
  assertEquals(await leaseHolder(s.ledger, instant(s.world)), "console-2");
});

Deno.test("the lease is renewed while a run goes on", async () => {
  await using s = await stage();
  using clock = captureInterval();
  const first = held();
  const active = await s.runner.start(first.step, { who: "ana" });
  await first.begun;
  for (let i = 0; i < 5; i++) {
    s.world.time += 10_000;
    clock.tick();
    await s.ledger.commit({ events: [] });
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  assertEquals(await leaseHolder(s.ledger, instant(s.world)), "console-1");
  first.end();
  assertEquals((await active.done).state, "green");
});

Deno.test("an error that nobody foresaw ends red and names no message, here or in the ledger", async () => {
  await using s = await stage();
  for (
    const thrown of [new Error("canary-value"), new TypeError("canary-value"), "canary-value", undefined]
  ) {
    const active = await s.runner.start(stepThat(() => Promise.reject(thrown)), { who: "ana" });
    const outcome = await active.done;
    assertEquals(outcome.state, "red");
    assert(outcome.verdict.includes("a fault in Handover"), outcome.verdict);
    assertEquals((await findRun(s.ledger, active.run.id))?.state, "red");
  }
  const rows = [
    ...await s.ledger.db.selectFrom("run").selectAll().execute(),
    ...await s.ledger.db.selectFrom("event").selectAll().execute(),
  ];
  assertEquals(rows.filter((row) => JSON.stringify(row).includes("canary")), []);
});

Deno.test("foreseen errors end as what they are, in their own words", async () => {
  await using s = await stage();
  const end = async (error: Error) =>
    await (await s.runner.start(stepThat(() => Promise.reject(error)), { who: "ana" })).done;
  assertEquals(await end(new NeedsPersonError("Sign first.")), { state: "waiting", verdict: "Sign first." });
  assertEquals(await end(new UsageError("No key.")), { state: "red", verdict: "No key.", usage: true });
  assertEquals((await lastRunIn(s.ledger, "audit", ["waiting"]))?.number, 1);
});

Deno.test("cancel is told with the name of who pressed it, and ends the run as cancelled", async () => {
  await using s = await stage();
  const first = held();
  const active = await s.runner.start(first.step, { who: "ana" });
  await first.begun;
  await s.runner.cancel("ben");
  await active.done;
  assertEquals((await findRun(s.ledger, active.run.id))?.state, "cancelled");
  const events = await findEvents(s.ledger, { limit: 9 });
  assert(events.some((e) => e.kind === "cancel" && e.message.includes("ben")));
});

Deno.test("a cell that has nothing left to send stays paused, and ends when it is resumed", async () => {
  await using s = await stage();
  const first = held();
  const active = await s.runner.start(first.step, { who: "ana" });
  await first.begun;
  await s.runner.pause("ben");
  first.end();
  // Far more turns than a run takes to end.
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals((await findRun(s.ledger, active.run.id))?.state, "paused");
  assertEquals(s.runner.active?.run.id, active.run.id);
  await s.runner.resume("ben");
  assertEquals(await active.done, GREEN);
  assertEquals((await findRun(s.ledger, active.run.id))?.state, "green");
});

Deno.test("a pause that comes while a cell ends is no pause, and leaves no mark on how it ended", async () => {
  await using s = await stage();
  const first = held();
  const active = await s.runner.start(first.step, { who: "ana" });
  await first.begun;
  const commit = s.ledger.commit.bind(s.ledger);
  const pressed = Promise.withResolvers<void>();
  s.ledger.commit = async (work) => {
    s.ledger.commit = commit;
    await s.runner.pause("ben");
    pressed.resolve();
    return await commit(work);
  };
  first.end();
  await pressed.promise;
  assertEquals(await active.done, GREEN);
  assertEquals((await findRun(s.ledger, active.run.id))?.state, "green");
  assertEquals((await findEvents(s.ledger, { limit: 9 })).map((e) => e.kind), ["started", "ended"]);
});

Deno.test("pause and resume are states that everyone sees, with who pressed them", async () => {
  await using s = await stage();
  const first = held();
  const active = await s.runner.start(first.step, { who: "ana" });
  const kit = await first.begun;
  await s.runner.pause("ben");
  assertEquals([kit.control.paused, (await findRun(s.ledger, active.run.id))?.state], [true, "paused"]);
  await s.runner.resume("cleo");
  assertEquals([kit.control.paused, (await findRun(s.ledger, active.run.id))?.state], [false, "running"]);
  first.end();
  await active.done;
  const messages = (await findEvents(s.ledger, { limit: 9 })).map((e) => e.message).join("\n");
  assert(messages.includes("paused by ben") && messages.includes("resumed by cleo"), messages);
});

Deno.test("an input that a step does not take is refused before anything is written, and the next may start", async () => {
  await using s = await stage();
  const strict = stepThat(() => Promise.resolve(GREEN), { input: z.strictObject({}) });
  await assertRejects(() => s.runner.start(strict, { who: "ana", input: { wrong: 1 } }), z.ZodError);
  assertEquals(await findRun(s.ledger, 1), undefined);
  await (await s.runner.start(strict, { who: "ana" })).done;
});

Deno.test("what a run itself writes does not make it stale; what others write while it runs does", async () => {
  await using s = await stage();
  const row = {
    object: "person",
    resource: "patients",
    source: "a",
    target: "b",
    transform: "text",
    state: "proposed" as const,
    creates: null,
    reason: "",
    confidence: 100,
    note: "",
    position: 0,
  };
  for (const [writes, same] of [[["field map"], true], [[], false]] as const) {
    const step = stepThat(async (kit) => {
      await kit.ledger.commit({ writes: proposeFields(kit.ledger, [{ ...row, source: `${same}` }]) });
      return GREEN;
    }, { writes });
    const active = await s.runner.start(step, { who: "ana" });
    await active.done;
    const read = JSON.parse((await findRun(s.ledger, active.run.id))?.inputs ?? "{}");
    assertEquals(read["field map"] === (await currentVersions(s.ledger))["field map"], same);
  }
});

Deno.test("a run whose end cannot be written says so and does not block the next", async () => {
  let broken = false;
  await using temp = await TempLedger.open({
    hook: (write) => (broken ? Promise.reject(new Error("SQLITE_FULL: disk is full")) : write()),
  });
  const world = new FakeWorld();
  const runner = runnerOn(temp.ledger, world, "console-1");
  const active = await runner.start(
    stepThat(() => {
      broken = true;
      return Promise.resolve(GREEN);
    }),
    { who: "ana" },
  );
  const outcome = await active.done;
  assertEquals(outcome.state, "red");
  assert(outcome.verdict.includes("No room left"), outcome.verdict);
  broken = false;
  assertEquals(
    (await (await runner.start(stepThat(() => Promise.resolve(GREEN)), { who: "ana" })).done).state,
    "green",
  );
  assertEquals((await findRun(temp.ledger, active.run.id))?.state, "crashed");
});

async function leaveUnfinished(ledger: Ledger, world: FakeWorld): Promise<void> {
  const expires = new Date(world.time + 30_000).toISOString();
  await takeLease(ledger, "dead console", instant(world), expires);
  await ledger.commit({
    writes: [insertRun(ledger, {
      id: 1,
      step: "audit",
      number: 1,
      state: "running",
      who: "ana",
      started_at: instant(world),
      ended_at: null,
      input: "{}",
      input_hash: "",
      inputs: "{}",
      progress: "[]",
      outcome: null,
    })],
  });
}

/** The runner renews its lease by a timer; here it ticks when the test says so. */
function captureInterval() {
  const real = globalThis.setInterval;
  const callbacks: (() => void)[] = [];
  const captured = (callback: () => void) => {
    callbacks.push(callback);
    return real(() => {}, 3_600_000);
  };
  globalThis.setInterval = captured as typeof setInterval;
  return {
    tick: () => callbacks.forEach((callback) => callback()),
    [Symbol.dispose]: () => void (globalThis.setInterval = real),
  };
}
