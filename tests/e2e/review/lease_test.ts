import { assert, assertEquals } from "@std/assert";
import { LEASE_MS } from "../../../steps/runbook/lease_keeper.ts";
import type { Console } from "../../../steps/console/console.ts";
import type { StepId } from "../../../steps/runbook/step.ts";
import { DoomedWorld } from "../../crash/doomed_world.ts";
import { openStage, runOn, type Stage, told } from "../../support/stage.ts";
import { green, inLedger, SMALL } from "./ground.ts";

/** A console that is killed in the middle of a step, its lease and its run left in the ledger. */
async function killed(stage: Stage, step: StepId): Promise<void> {
  const doomed = new DoomedWorld(stage.world, 40);
  const console = await stage.console({ world: doomed, hook: doomed.hook });
  await runOn(console, [step]).catch(() => {});
  assert(doomed.isDead, `${step} was not cut off`);
  console.ledger.client.close();
  const left = await inLedger(stage, "select expires_at from lease");
  assertEquals(left.length, 1, "the lease was left behind");
  assert(String(left[0]?.["expires_at"]) > new Date(stage.world.now()).toISOString());
}

const stateOf = async (console: Console, step: StepId): Promise<string | undefined> =>
  (await console.statuses()).find((cell) => cell.step === step)?.state;

Deno.test("a step waits for the lease of a console that was killed to run out, and runs", async () => {
  await using stage = await openStage(SMALL);
  await green(stage.run(["audit"]));
  await killed(stage, "extract");
  const slept: number[] = [];
  const sleep = stage.world.sleep.bind(stage.world);
  stage.world.sleep = (ms, signal) => {
    slept.push(ms);
    return sleep(ms, signal);
  };
  const ran = await stage.run(["extract"]);
  assertEquals(ran.code, 0, told(ran));
  const waited = slept.reduce((sum, ms) => sum + ms, 0);
  assert(waited > 0 && waited <= LEASE_MS + 1_000, `waited ${waited} ms`);
  assertEquals(
    await inLedger(stage, "select number, state from run where step = 'extract' order by number"),
    [{ number: 1, state: "crashed" }, { number: 2, state: "green" }],
  );
});

Deno.test("the run of a console that was killed shows as crashed once its lease is over, and not before", async () => {
  await using stage = await openStage(SMALL);
  await green(stage.run(["audit"]));
  await killed(stage, "extract");
  const console = await stage.console();
  assertEquals(await stateOf(console, "extract"), "running");
  await stage.world.sleep(LEASE_MS + 1);
  assertEquals(await stateOf(console, "extract"), "crashed");
});

Deno.test("a step does not run while another console renews its lease", async () => {
  await using stage = await openStage(SMALL);
  const holder = await stage.console();
  const untouched = await stage.simulators.sourceStats();
  const renew = async () => {
    const until = new Date(stage.world.now() + LEASE_MS).toISOString();
    await holder.ledger.client.execute({
      sql: "insert or replace into lease (id, holder, expires_at) values (1, 'another console', ?)",
      args: [until],
    });
  };
  await renew();
  const sleep = stage.world.sleep.bind(stage.world);
  stage.world.sleep = async (ms, signal) => {
    await sleep(ms, signal);
    await renew();
  };
  const ran = await stage.run(["audit"]);
  assertEquals([ran.code, ran.last.state], [1, "red"], told(ran));
  assert(/another console/i.test(ran.last.verdict), ran.last.verdict);
  assertEquals(await stage.simulators.sourceStats(), untouched);
});
