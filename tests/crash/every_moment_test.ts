import { assert, assertEquals } from "@std/assert";
import { generatePractice } from "../../fixtures/practice/generate.ts";
import type { Consent } from "../../steps/engine/kit.ts";
import type { StepId } from "../../steps/engine/step.ts";
import type { Ports } from "../support/simulators.ts";
import { openStage, type Ran, runOn, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";
import { discrepancies } from "../e2e/reader.ts";
import { DoomedWorld } from "./doomed_world.ts";

/** Which moments are tried, every k-th, unless the variable says otherwise; 1 tries all. */
const asked = Deno.env.get("HANDOVER_CRASH_EVERY");
const every = (otherwise: number): number => asked ? Number(asked) : otherwise;
const PRACTICE = generatePractice({ seed: 3, patients: 3 });

interface Journey {
  /** Every so many moments are tried. */
  every: number;
  /** What has happened before the part that is cut off. */
  prepare(stage: Stage): Promise<void>;
  steps: readonly StepId[];
  /** What a person says to the steps, from what the workspace holds before them. */
  consent?(stage: Stage): Promise<Partial<Consent>>;
}

const whole: Journey = { every: every(41), prepare: () => Promise.resolve(), steps: TO_FULL_RUN };

const delta: Journey = {
  every: every(17),
  prepare: async (stage) => {
    await stage.run(TO_FULL_RUN);
    const { patients = [], appointments = [], clinical_notes: notes = [] } = PRACTICE;
    const { simulators } = stage;
    await simulators.putRow("patients", { ...patients[1], first_name: "Changed", dob: null });
    await simulators.putRow("appointments", { ...appointments[1], id: 99_000, note: "new" });
    await simulators.deleteRow("appointments", appointments[2]?.id ?? 0);
    await simulators.deleteRow("clinical_notes", notes[1]?.id ?? 0);
  },
  steps: ["delta"],
};

const rollback: Journey = {
  every: every(37),
  prepare: async (stage) => void await stage.run(TO_FULL_RUN),
  steps: ["rollback"],
  consent: async (stage) => {
    const shown = await stage.run(["rollback"], {});
    return { rollbackCount: (shown.last.detail as { plan: { count: number } }).plan.count };
  },
};

for (
  const [name, journey] of Object.entries({ "a whole run": whole, "a delta": delta, "a rollback": rollback })
) {
  Deno.test(`${name} that is killed at any commit or request, and run again, ends as if it had not been killed`, async () => {
    const { moments, dump, ports } = await uninterrupted(journey);
    const cases = chosen(moments.length, journey.every);
    for (const end of cases) {
      const which = `killed ${moments[end]}, moment ${end} of ${moments.length}`;
      await using stage = await stageOn(ports);
      await killAndResume(stage, journey, end, which);
      assertEquals(JSON.parse(await stage.simulators.dump()), JSON.parse(dump), which);
      if (journey === rollback) continue;
      const practice = await stage.simulators.practice();
      assertEquals(await discrepancies(practice, stage.simulators.target), [], which);
    }
    say(`${name}: killed at ${cases.length} of ${moments.length} moments and resumed`);
  });
}

/** The last moments always: that is where things are concluded. */
const LAST = 8;

function chosen(moments: number, every: number): number[] {
  return Array.from({ length: moments }, (_, i) => i).filter((i) => i % every === 0 || i >= moments - LAST);
}

const stageOn = (ports?: Ports): Promise<Stage> =>
  openStage({ practice: PRACTICE, ...(ports ? { ports } : {}) });

async function uninterrupted(
  journey: Journey,
): Promise<{ moments: readonly string[]; dump: string; ports: Ports }> {
  await using stage = await stageOn();
  await journey.prepare(stage);
  const world = new DoomedWorld(stage.world, Infinity);
  const consent = await journey.consent?.(stage);
  const console = await stage.console({ world, hook: world.hook });
  const ran = await runOn(console, journey.steps, consent);
  assertEquals(ran.code, 0, told(ran));
  return { moments: world.moments, dump: await stage.simulators.dump(), ports: stage.simulators.ports };
}

async function killAndResume(stage: Stage, journey: Journey, end: number, which: string): Promise<Ran> {
  await journey.prepare(stage);
  const world = new DoomedWorld(stage.world, end);
  const consent = await journey.consent?.(stage);
  try {
    const console = await stage.console({ world, hook: world.hook });
    await runOn(console, journey.steps, consent);
  } catch {
    // Whatever a dying program still throws, nobody reads it.
  }
  assert(world.isDead, which);
  // The dead console's lease still holds: the run that follows has to wait it out by itself.
  const again = await stage.run(journey.steps, await journey.consent?.(stage));
  assertEquals(again.code, 0, `${which}: ${told(again)}`);
  return again;
}

function say(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(line + "\n"));
}
