import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { findEvents } from "../../../db/events.ts";
import { findRun, insertRun, runsOf } from "../../../db/runs.ts";
import { readSchedule } from "../../../db/schedule.ts";
import { takeLease } from "../../../db/lease.ts";
import { Console } from "../../../steps/console/console.ts";
import { UsageError } from "../../../steps/base/errors.ts";
import type { Outcome } from "../../../steps/runbook/step.ts";
import { type Order, Scheduler } from "../../../steps/console/schedule.ts";
import { TempLedger } from "../../db/temp_ledger.ts";
import { fakeSteps } from "../../routes/support/fake_steps.ts";
import { SETTINGS } from "../../routes/support/open_page.ts";
import { FakeWorld } from "../support/fake_world.ts";

const HOUR = 3_600_000;
const GREEN: Outcome = { state: "green", verdict: "done", reconciliation: [] };
const KEYS = { source: "a", target: "b" };

class Stage implements AsyncDisposable {
  readonly inputs: unknown[] = [];
  outcome: Outcome = GREEN;

  private constructor(readonly temp: TempLedger, readonly world: FakeWorld) {}
  console!: Console;
  scheduler!: Scheduler;

  static async make(keys = KEYS): Promise<Stage> {
    const stage = new Stage(await TempLedger.open(), new FakeWorld());
    const acts = {
      delta: (_: unknown, input: unknown) => {
        stage.inputs.push(input);
        return stage.outcome;
      },
    };
    stage.console = await Console.open(stage.temp.ledger, stage.world, keys, SETTINGS, fakeSteps(acts));
    stage.scheduler = new Scheduler(stage.console);
    return stage;
  }

  order(change: Partial<Order> = {}): Promise<void> {
    const until = "2026-03-02T18:00";
    return this.scheduler.order({
      step: "delta",
      everyMs: HOUR,
      until,
      input: { sweep: true },
      who: "ana",
      ...change,
    });
  }

  /** Looks every quarter of an hour, for so many hours. */
  async pass(hours: number): Promise<void> {
    for (let quarter = 0; quarter < hours * 4; quarter++) {
      await this.scheduler.tick();
      this.world.time += HOUR / 4;
    }
  }

  async ended(): Promise<string | null | undefined> {
    return (await readSchedule(this.temp.ledger))?.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.temp[Symbol.asyncDispose]();
  }
}

Deno.test("a schedule runs at once, then each time the interval is over, until its time is over, with its input", async () => {
  await using stage = await Stage.make();
  await stage.order();
  await stage.pass(3);
  assertEquals(stage.inputs, [{ sweep: true }, { sweep: true }, { sweep: true }]);
  await stage.pass(10);
  // 09:00 … 17:00 at the clinic; at 18:00 it is over.
  assertEquals([stage.inputs.length, await stage.ended()], [9, "its time is over"]);
  const [run] = await runsOf(stage.temp.ledger, "delta", 1);
  assertEquals(run?.who, "the schedule of ana");
});

Deno.test("the time is the clinic's", async () => {
  await using stage = await Stage.make();
  await stage.console.configure({ timeZone: "America/New_York" });
  await stage.order({ until: "2026-03-02T06:00" });
  assertEquals((await readSchedule(stage.temp.ledger))?.until, "2026-03-02T11:00:00.000Z");
});

Deno.test("an order that makes no sense is refused in a sentence and leaves the one before", async () => {
  await using stage = await Stage.make();
  await stage.order();
  const wrong: [Partial<Order>, string][] = [
    [{ everyMs: 30_000 }, "once a minute at most"],
    [{ everyMs: 25 * HOUR }, "once a day at least"],
    [{ until: "2026-03-02T08:59" }, "over at the clinic"],
    [{ until: "2026-03-10T09:00" }, "a week at most"],
    [{ until: "tomorrow" }, "must read like"],
  ];
  for (const [change, sentence] of wrong) {
    const error = await assertRejects(() => stage.order(change), UsageError);
    assertStringIncludes(error.message, sentence);
  }
  assertEquals((await readSchedule(stage.temp.ledger))?.every_ms, HOUR);
});

Deno.test("what is red or has conflicts is met again; what could not begin ends the schedule with the reason", async () => {
  await using stage = await Stage.make();
  await stage.order();
  stage.outcome = { state: "red", verdict: "no answer" };
  await stage.pass(1);
  stage.outcome = { state: "waiting", verdict: "1 conflict", reconciliation: [] };
  await stage.pass(1);
  assertEquals([stage.inputs.length, await stage.ended()], [2, null]);
  stage.outcome = { state: "waiting", verdict: "Run full run until it is green first." };
  await stage.pass(2);
  assertEquals([stage.inputs.length, await stage.ended()], [3, "Run full run until it is green first."]);
});

Deno.test("a stopped schedule runs nothing any more, and can be stopped once", async () => {
  await using stage = await Stage.make();
  await stage.order();
  await stage.scheduler.stop("bo");
  await stage.pass(2);
  assertEquals([stage.inputs.length, await stage.ended()], [0, "stopped by bo"]);
  await assertRejects(() => stage.scheduler.stop("bo"), UsageError, "no schedule");
});

Deno.test("the schedule is in the ledger: another program goes on with it, once somebody has typed the keys", async () => {
  await using stage = await Stage.make();
  await stage.order();
  await stage.pass(1);
  stage.console.keys = { source: "", target: "" };
  const restarted = new Scheduler(stage.console);
  await restarted.tick();
  assertEquals(stage.inputs.length, 1);
  stage.console.keys = KEYS;
  await restarted.tick();
  assertEquals(stage.inputs.length, 2);
});

Deno.test("while another console runs a cell nothing is started, and it is made up for afterwards", async () => {
  await using stage = await Stage.make();
  await stage.order();
  const renew = () => {
    const { time } = stage.world;
    const expires = new Date(time + HOUR / 2).toISOString();
    return takeLease(stage.temp.ledger, "another", new Date(time).toISOString(), expires);
  };
  for (let quarter = 0; quarter < 2; quarter++) {
    assertEquals(await renew(), true);
    await stage.pass(0.25);
  }
  assertEquals(stage.inputs.length, 0);
  stage.world.time += HOUR;
  await stage.scheduler.tick();
  assertEquals(stage.inputs.length, 1);
});

Deno.test("times that were missed are not run one after another", async () => {
  await using stage = await Stage.make();
  await stage.order();
  await stage.pass(0.25);
  stage.world.time += 5 * HOUR;
  await stage.pass(0.5);
  assertEquals(stage.inputs.length, 2);
});

Deno.test("a run whose console has died is told of as cut off once its lease is over, without anybody's asking", async () => {
  await using stage = await Stage.make();
  const { console, scheduler, world } = stage;
  const { ledger } = console;
  const until = new Date(world.now() + 15_000).toISOString();
  await takeLease(ledger, "a console that was killed", new Date(world.now()).toISOString(), until);
  await ledger.commit({
    writes: [insertRun(ledger, {
      id: 1,
      number: 1,
      step: "extract",
      state: "running",
      who: "ana",
      started_at: new Date(world.now()).toISOString(),
      ended_at: null,
      input: "{}",
      input_hash: "",
      inputs: "{}",
      progress: "[]",
      outcome: null,
    })],
  });
  await scheduler.tick();
  assertEquals((await findRun(ledger, 1))?.state, "running");
  world.time += 15_000;
  await scheduler.tick();
  assertEquals((await findRun(ledger, 1))?.state, "crashed");
  assertEquals((await findEvents(ledger, { run: 1, limit: 9 })).map((e) => e.kind), ["crashed"]);
});
