import { assert, assertEquals } from "@std/assert";
import type { Consent } from "../../steps/runbook/kit.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import { DoomedWorld } from "../crash/doomed_world.ts";
import { type Ran, runOn, told } from "../support/stage.ts";
import { Command } from "./command.ts";
import { type Ground, PREPARE } from "./ground.ts";
import { addsUp, countsAll } from "./invariants/accounted.ts";
import { unexcused } from "./invariants/equal.ts";
import type { Model } from "./model.ts";
import { PausingWorld } from "./pausing_world.ts";
import { contentOf, foreign } from "./store.ts";
import { rolledBack } from "./rolled_back.ts";

/** What the program can be told to do. */
export type Task = "run" | "delta" | "quick delta" | "rollback";
export const TASKS: readonly Task[] = ["run", "delta", "quick delta", "rollback"];

const MOVE: readonly StepId[] = ["extract", "sample", "full-run"];

/** Lets the program run: gives what came of it, or nothing where it did not live to say. */
type Let = (ground: Ground, steps: readonly StepId[], consent: Partial<Consent>) => Promise<Ran | undefined>;

export const run = (): Command => program("run()", "run", through);
/** @param sweep whether everything is walked */
export const delta = (sweep: boolean): Command =>
  program(`delta(${sweep})`, sweep ? "delta" : "quick delta", through);
export const rollback = (): Command => program("rollback()", "rollback", through);

/** The program is killed at its n-th commit or request, if it gets so far. */
export const crash = (task: Task, moment: number): Command =>
  program(`crash("${task}", ${moment})`, task, async (ground, steps, consent) => {
    const world = new DoomedWorld(ground.world, moment);
    try {
      const console = await ground.console({ world, hook: world.hook });
      const ran = await runOn(console, steps, consent);
      if (!world.isDead) return ran;
    } catch (error) {
      // Whatever a dying program still throws, nobody reads it.
      if (!world.isDead) throw error;
    }
    return undefined;
  });

/** A person pauses at the n-th request, sees that nothing leaves, and resumes. */
export const pause = (task: Task, request: number): Command =>
  program(`pause("${task}", ${request})`, task, async (ground, steps, consent) => {
    const world = new PausingWorld(ground.world, request);
    const console = await ground.console({ world });
    world.console = console;
    try {
      const ran = await runOn(console, steps, consent);
      await world.settled();
      return ran;
    } finally {
      await ground.close(console.ledger);
    }
  });

/** Full runs right after one that was complete send nothing that writes, and the last comes to what was foretold of it. */
export const again = (): Command =>
  new Command("again()", async (model, ground) => {
    const [dump, writes] = [await ground.simulators.dump(), ground.world.writes.length];
    finished(model, await ground.run(["full-run"]));
    // It has looked at everything: what the next comes to can be foretold.
    const foretold = await ground.forecast();
    const ran = await ground.run(["full-run"]);
    finished(model, ran);
    assertEquals(foretold?.objects, ran.last.reconciliation, told(ran));
    assertEquals(ground.world.writes.slice(writes), [], "a second full run wrote");
    assertEquals(await ground.simulators.dump(), dump);
  }, (model) => model.settled && model.walkBegan === undefined);

const through: Let = (ground, steps, consent) => ground.run(steps, consent);

function program(text: string, task: Task, letRun: Let): Command {
  return new Command(text, async (model, ground) => {
    model.begun = true;
    const before = foreignRows(await ground.dump());
    if (task === "run") await move(model, ground, letRun);
    else if (task === "rollback") await takeBack(model, ground, letRun);
    else await bringChanges(model, ground, task === "delta", letRun);
    assertEquals(foreignRows(await ground.dump()), before, "other people's rows are not as before");
  }, (model) => task === "run" || model.moved);
}

const foreignRows = (dump: Parameters<typeof foreign>[0]): Record<string, unknown> =>
  Object.fromEntries(foreign(dump).map(({ plural, row }) => [`${plural} ${row.id}`, contentOf(row)]));

async function move(model: Model, ground: Ground, letRun: Let): Promise<void> {
  const steps = model.prepared ? MOVE : [...PREPARE, ...MOVE];
  model.moved = true;
  if (model.complete) model.complete = undefined;
  model.settled = false;
  const began = model.walkBegan ??= ground.world.now();
  const ran = await letRun(ground, steps, {});
  if (!ran) return;
  if (wentOnShort(model, ran, began)) {
    model.walkBegan = undefined;
    return;
  }
  finished(model, ran);
  model.prepared = true;
  model.walkBegan = undefined;
  if (model.pending.every(({ at }) => at <= began)) return await broughtAll(model, ground, ran);
  // A walk that goes on where it was cut off need not see what changed on the pages before; a delta will.
  model.pending = model.pending.filter(({ at }) => at > began);
  model.complete = true;
}

/** A walk that went on where it was cut off finds fewer rows than its first pages said: it is red, the next is new. */
function wentOnShort({ pending }: Model, { outcomes }: Ran, began: number): boolean {
  const last = outcomes.at(-1);
  return last?.step === "extract" && last.state === "red" && last.verdict.endsWith("incomplete.") &&
    pending.some(({ at, kind }) => at > began && kind === "deletion");
}

async function bringChanges(model: Model, ground: Ground, sweep: boolean, letRun: Let): Promise<void> {
  const dump = await ground.simulators.dump();
  model.settled = false;
  const ran = await letRun(ground, ["delta"], {});
  if (!ran) return;
  if (!ran.last.reconciliation) {
    assertEquals(ran.code, 3, told(ran));
    assert(!model.complete, told(ran));
    assertEquals(await ground.simulators.dump(), dump, "a delta that waits for something wrote");
    return;
  }
  assert(model.complete !== false, `the delta should have waited: ${told(ran)}`);
  // A delta takes the ledger's word for what people destroyed since the last full run, and links to it are refused.
  if (ran.last.state === "red" && [...model.removed.values()].includes("destroyed")) return addsUp(ran);
  finished(model, ran);
  if (sweep || model.pending.every(({ kind }) => kind === "dated")) {
    return await broughtAll(model, ground, ran);
  }
  model.pending = model.pending.filter(({ kind }) => kind !== "dated");
}

/** It ended well, or a person's work is in its way. */
function finished(model: Model, ran: Ran): void {
  addsUp(ran);
  if (ran.code === 0) return;
  assert(ran.code === 3 && ran.last.reconciliation && model.touched.size > 0, told(ran));
}

async function broughtAll(model: Model, ground: Ground, ran: Ran): Promise<void> {
  assertEquals(await unexcused(model, ground), [], `not as in the source after ${told(ran)}`);
  countsAll(model, ran.last);
  model.pending = [];
  model.complete = true;
  model.settled = true;
}

async function takeBack(model: Model, ground: Ground, letRun: Let): Promise<void> {
  const before = await ground.dump();
  const shown = await ground.run(["rollback"]);
  assertEquals(shown.code, 3, told(shown));
  assertEquals(await ground.dump(), before, "a rollback that was only shown wrote");
  const { plan } = shown.last.detail as { plan: { count: number } };
  model.settled = false;
  model.prepared = false;
  if (model.complete) model.complete = undefined;
  const ran = await letRun(ground, ["rollback"], { rollbackCount: plan.count });
  await rolledBack(model, ground, before, ran);
}
