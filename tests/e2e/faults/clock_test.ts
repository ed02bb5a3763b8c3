import { assert, assertEquals } from "@std/assert";
import type { Outcome, StepId } from "../../../steps/runbook/step.ts";
import type { World } from "../../../steps/base/world.ts";
import { LEASE_MS } from "../../../steps/runbook/lease_keeper.ts";
import { DoomedWorld } from "../../crash/doomed_world.ts";
import { CONSENT, runOn, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { inLedger, last, read } from "../review/ground.ts";
import { evidenceHolds, finishes, openScene } from "./scene.ts";

const HOUR = 3_600_000;

/** A world whose clock somebody sets, now or just before the n-th request; how long things take stays true. */
class SetClock implements World {
  slept = 0;
  requests: string[] = [];
  /** Held back until the test lets it through. */
  gate: Promise<void> | undefined;
  #by = 0;

  constructor(readonly inner: World, readonly jump?: { ms: number; at: number }) {}

  set(ms: number): void {
    this.#by += ms;
  }

  now = (): number => this.inner.now() + this.#by;
  elapsed = (): number => this.inner.now();
  uuid = (): string => this.inner.uuid();

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.slept += ms;
    return this.inner.sleep(ms, signal);
  }

  async fetch(request: Request): Promise<Response> {
    this.requests.push(`${request.method} ${new URL(request.url).pathname}`);
    if (this.jump?.at === this.requests.length) this.set(this.jump.ms);
    await this.gate;
    return await this.inner.fetch(request);
  }
}

const INTERVAL_MS = 1_050;

/** The whole runbook and a delta, paced as the real PracticeHub is. */
async function wholeWith(stage: Stage, world: SetClock): Promise<void> {
  const console = await stage.console({ world, settings: { sourceIntervalMs: INTERVAL_MS } });
  const ran = await runOn(console, [...TO_FULL_RUN, "delta"]);
  assertEquals(ran.code, 0, told(ran));
  await console.ledger.close();
}

for (const ms of [-24 * HOUR, -HOUR, HOUR, 24 * HOUR]) {
  for (const part of [0.2, 0.5, 0.8]) {
    Deno.test(`a clock set by ${ms / HOUR} h after ${part} of the requests delays nothing, and everything lands`, async () => {
      await using stage = await openScene();
      const world = new SetClock(stage.world, { ms, at: Math.floor(part * await requestsOfWhole()) });
      await wholeWith(stage, world);
      assert(
        world.slept < world.requests.length * INTERVAL_MS,
        `${world.slept} ms for ${world.requests.length} requests`,
      );
      assertEquals(await read(stage), []);
      await evidenceHolds(stage);
      await finishes(stage, ["delta"]);
    });
  }
}

let counted: number | undefined;

async function requestsOfWhole(): Promise<number> {
  if (counted !== undefined) return counted;
  await using stage = await openScene();
  const world = new SetClock(stage.world);
  await wholeWith(stage, world);
  return counted = world.requests.length;
}

for (const ms of [-HOUR, -24 * HOUR]) {
  Deno.test(`a console that was killed keeps nobody waiting when the clock is set by ${ms / HOUR} h afterwards`, async () => {
    await using stage = await openScene();
    await stage.run(["audit"]);
    await killedIn(stage, "extract");
    const world = new SetClock(stage.world);
    world.set(ms);
    const console = await stage.console({ world, settings: { sourceIntervalMs: 0 } });
    const ran = await runOn(console, ["extract"]);
    assertEquals(ran.code, 0, told(ran));
    assert(world.slept >= LEASE_MS && world.slept < 2 * LEASE_MS, `waited ${world.slept} ms`);
    await console.ledger.close();
    await finishes(stage, TO_FULL_RUN);
  });
}

async function killedIn(stage: Stage, step: StepId): Promise<void> {
  const doomed = new DoomedWorld(stage.world, 40);
  const console = await stage.console({ world: doomed, hook: doomed.hook });
  await runOn(console, [step]).catch(() => {});
  assert(doomed.isDead, `${step} was not cut off`);
  console.ledger.client.close();
}

Deno.test("the lease of a console that goes on renewing it is not taken, however far back the clock is", async () => {
  await using stage = await openScene();
  const world = new SetClock(stage.world);
  const holder = await stage.console();
  const renew = () =>
    holder.ledger.client.execute({
      sql: "insert or replace into lease (id, holder, expires_at) values (1, 'another console', ?)",
      args: [new Date(stage.world.now() + LEASE_MS).toISOString()],
    });
  await renew();
  world.set(-HOUR);
  const sleep = world.sleep.bind(world);
  world.sleep = async (ms, signal) => {
    await sleep(ms, signal);
    await renew();
  };
  const console = await stage.console({ world });
  const ran = await runOn(console, ["audit"]);
  assertEquals([ran.code, /another console/i.test(ran.last.verdict)], [1, true], told(ran));
  assertEquals(world.requests, []);
});

for (const [step, at] of [["extract", 6], ["sample", 4], ["sample", 9]] as const) {
  Deno.test(`a console whose lease ran out because the clock was set forward writes nothing more once another runs (${step}, request ${at})`, async () => {
    await using stage = await openScene();
    await stage.run(step === "extract" ? ["audit", "schema", "members"] : TO_FULL_RUN.slice(0, -2));
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const first = new SetClock(stage.world);
    const fetched = first.fetch.bind(first);
    first.fetch = async (request) => {
      if (first.requests.length + 1 < at) return await fetched(request);
      const response = await fetched(request);
      reached.resolve();
      await gate.promise;
      return response;
    };
    const slow = await stage.console({ world: first });
    const running = await slow.runner.start(slow.step(step), { who: "ana", consent: CONSENT });
    await Promise.race([reached.promise, running.done]);
    const sent = first.requests.length;

    const second = new SetClock(stage.world);
    second.set(HOUR);
    const other = await stage.console({ world: second });
    const ran = await runOn(other, step === "extract" ? ["extract"] : ["sample", "full-run"]);
    assertEquals(ran.code, 0, told(ran));
    const dump = await stage.simulators.dump();
    const effects = await inLedger(stage, "select id, state, run_id from effect order by id");

    gate.resolve();
    const outcome: Outcome = await running.done;
    assertEquals(outcome.state, "red");
    assert(outcome.verdict.includes("Another console runs on the ledger"), outcome.verdict);
    const after = first.requests.slice(sent);
    assertEquals(after.filter((request) => !request.startsWith("GET ")), []);
    assertEquals(await stage.simulators.dump(), dump);
    assertEquals(await inLedger(stage, "select id, state, run_id from effect order by id"), effects);
    await finishes(stage, TO_FULL_RUN);
  });
}

for (const ms of [HOUR, 24 * HOUR, -HOUR]) {
  Deno.test(`what changes after a delta is found by the next one without a sweep, although the clock was off by ${ms / HOUR} h during the first`, async () => {
    // The source's own time is in a head that its server writes.
    await using stage = await openScene(true);
    const wrong = new SetClock(stage.world);
    wrong.set(ms);
    const before = await stage.console({ world: wrong });
    const ran = await runOn(before, [...TO_FULL_RUN, "delta"]);
    assertEquals(ran.code, 0, told(ran));
    await before.ledger.close();
    // An hour ahead, the marks lie where the source's own clock is.
    for (const { at } of await inLedger(stage, "select at from watermark")) {
      assert(Date.parse(String(at)) <= Date.now(), String(at));
    }
    const patient = last((await stage.simulators.practice()).patients);
    await stage.simulators.putRow("patients", { ...patient, first_name: "Changed" });
    const console = await stage.console();
    const { done } = await console.runner.start(console.step("delta"), {
      who: "ana",
      input: { sweep: false },
    });
    const outcome = await done;
    assertEquals(outcome.state, "green", outcome.verdict);
    assertEquals(await read(stage), []);
  });
}
