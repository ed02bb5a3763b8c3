import { assert, assertEquals } from "@std/assert";
import type { Consent } from "../../steps/runbook/kit.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import type { World } from "../../steps/base/world.ts";
import { CONSENT, openStage, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";
import { inLedger, read, type Shown } from "./review/ground.ts";

/** Holds the answer to the n-th request back until the test lets it go, and counts what is under way. */
class Held implements World {
  begun = 0;
  inFlight = 0;
  readonly reached = Promise.withResolvers<void>();
  readonly gate = Promise.withResolvers<void>();

  constructor(readonly inner: World, readonly nth: number) {}

  now = (): number => this.inner.now();
  sleep = (ms: number, signal?: AbortSignal): Promise<void> => this.inner.sleep(ms, signal);
  uuid = (): string => this.inner.uuid();

  async fetch(request: Request): Promise<Response> {
    const nth = ++this.begun;
    this.inFlight++;
    try {
      const response = await this.inner.fetch(request);
      if (nth >= this.nth) {
        this.reached.resolve();
        await this.gate.promise;
      }
      return response;
    } finally {
      this.inFlight--;
    }
  }
}

interface Journey {
  step: StepId;
  /** What has happened before. */
  prepare(stage: Stage): Promise<Partial<Consent>>;
  /** The cell is run until it ends green, and everything is where it belongs. */
  complete(stage: Stage): Promise<void>;
}

const until = (step: StepId) => TO_FULL_RUN.slice(0, TO_FULL_RUN.indexOf(step));

const forwards = (step: StepId): Journey => ({
  step,
  prepare: async (stage) => (await green(stage, until(step)), {}),
  complete: async (stage) => {
    await green(stage, TO_FULL_RUN);
    assertEquals(await read(stage), []);
  },
});

const delta: Journey = {
  step: "delta",
  prepare: async (stage) => {
    await green(stage, TO_FULL_RUN);
    const { patients = [], appointments = [] } = await stage.simulators.practice();
    await stage.simulators.putRow("patients", { ...patients.at(-1), first_name: "Changed" });
    await stage.simulators.deleteRow("appointments", appointments.at(-1)?.id ?? 0);
    return {};
  },
  complete: async (stage) => {
    await green(stage, ["delta"]);
    assertEquals(await read(stage), []);
  },
};

const rollback: Journey = {
  step: "rollback",
  prepare: async (stage) => (await green(stage, TO_FULL_RUN), { rollbackCount: await countOf(stage) }),
  complete: async (stage) => {
    const count = await countOf(stage);
    const ran = await stage.run(["rollback"], { rollbackCount: count });
    assertEquals(ran.code, 0, told(ran));
    const { records } = JSON.parse(await stage.simulators.dump());
    assertEquals(records.people.filter((row: { practiceHubId?: string }) => row.practiceHubId), []);
  },
};

async function countOf(stage: Stage): Promise<number> {
  return ((await stage.run(["rollback"])).last.detail as { plan: Shown }).plan.count;
}

async function green(stage: Stage, steps: readonly StepId[]): Promise<void> {
  if (steps.length === 0) return;
  const ran = await stage.run(steps);
  assertEquals(ran.code, 0, told(ran));
}

const CASES: readonly [journey: Journey, nth: readonly number[]][] = [
  [forwards("audit"), [2, 9]],
  [forwards("schema"), [3, 20]],
  [forwards("extract"), [1, 9, 12]],
  [forwards("sample"), [2, 6, 14, 22]],
  [forwards("full-run"), [2, 5, 12]],
  [delta, [3, 20, 26]],
  [rollback, [3, 14, 24]],
];

const open = (): Promise<Stage> => openStage({ patients: 5, quirks: { "page-size-cap": 8 } });

/** Runs the step up to its n-th request, whose answer is held back. */
async function heldAt(stage: Stage, { step }: Journey, nth: number, consent: Partial<Consent>) {
  const world = new Held(stage.world, nth);
  const console = await stage.console({ world });
  const { done } = await console.runner.start(console.step(step), {
    who: "ana",
    consent: { ...CONSENT, ...consent },
  });
  await Promise.race([world.reached.promise, done]);
  assert(console.runner.active, `${step} has fewer than ${nth} requests`);
  return { world, console, done };
}

/** Time for whatever would leave to leave: the other sides are asked something, again and again. */
async function wait(stage: Stage): Promise<void> {
  for (let i = 0; i < 25; i++) await stage.simulators.waitingFaults("source");
}

/** Presses while files may be under way: the acknowledgement comes when all but one have been answered. */
async function acknowledged(world: Held, pressed: Promise<void>): Promise<void> {
  if (world.inFlight > 1) world.gate.resolve();
  await pressed;
}

for (const [journey, moments] of CASES) {
  for (const nth of moments) {
    Deno.test(`${journey.step} paused at request ${nth}: nothing leaves, one is in flight at most; resumed, it ends as if nothing had been`, async () => {
      await using stage = await open();
      const consent = await journey.prepare(stage);
      const { world, console, done } = await heldAt(stage, journey, nth, consent);
      await acknowledged(world, console.runner.pause("ana"));
      const begun = world.begun;
      assert(world.inFlight <= 1, `${world.inFlight} in flight`);
      world.gate.resolve();
      await wait(stage);
      assertEquals([world.begun, world.inFlight], [begun, 0]);
      assertEquals(await newestState(stage), "paused");
      await console.runner.resume("ana");
      const outcome = await done;
      assertEquals(outcome.state, "green", outcome.verdict);
      assert(world.begun > begun, "it went on");
      await console.ledger.close();
      if (journey !== rollback) await journey.complete(stage);
    });

    Deno.test(`${journey.step} cancelled at request ${nth}: nothing leaves; run again, it ends as if nothing had been`, async () => {
      await using stage = await open();
      const consent = await journey.prepare(stage);
      const { world, console, done } = await heldAt(stage, journey, nth, consent);
      await acknowledged(world, console.runner.cancel("ana"));
      const begun = world.begun;
      assert(world.inFlight <= 1, `${world.inFlight} in flight`);
      world.gate.resolve();
      const outcome = await done;
      await wait(stage);
      assertEquals([world.begun, world.inFlight], [begun, 0]);
      assert(outcome.verdict.startsWith("Cancelled. What was confirmed is kept"), outcome.verdict);
      assertEquals(await newestState(stage), "cancelled");
      assertEquals(await inLedger(stage, "select holder from lease"), []);
      await console.ledger.close();
      await journey.complete(stage);
    });
  }
}

async function newestState(stage: Stage): Promise<unknown> {
  const [run] = await inLedger(stage, "select state from run order by id desc limit 1");
  return run?.["state"];
}

Deno.test("files that are under way several at a time are waited for until one is left, and then acknowledged", async () => {
  await using stage = await open();
  await green(stage, until("extract"));
  const world = new Held(stage.world, 1);
  const fetched = world.fetch.bind(world);
  world.fetch = (request) => request.url.includes("/s3/") ? fetched(request) : stage.world.fetch(request);
  const console = await stage.console({ world });
  const { done } = await console.runner.start(console.step("extract"), { who: "ana", consent: CONSENT });
  await world.reached.promise;
  while (world.inFlight < 2) await stage.simulators.waitingFaults("source");
  let paused = false;
  const pausing = console.runner.pause("ana").then(() => paused = true);
  await wait(stage);
  assertEquals(paused, false);
  world.gate.resolve();
  await pausing;
  assert(world.inFlight <= 1);
  const { begun } = world;
  await wait(stage);
  assertEquals(world.begun, begun);
  await console.runner.resume("ana");
  assertEquals((await done).state, "green");
  await console.ledger.close();
  await green(stage, TO_FULL_RUN);
  assertEquals(await read(stage), []);
});
