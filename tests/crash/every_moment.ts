import type { Practice } from "../../fixtures/practice/practice.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import { dropImage, type Image, InProcessStage } from "../support/in_process.ts";
import { type Ran, runOn, told } from "../support/stage.ts";
import type { Moment } from "./doomed_world.ts";
import { parentsWithoutLinks } from "./between.ts";
import { differing } from "./differing.ts";
import { type EndState, endState, leftBehind } from "./end_state.ts";
import { type Journey, whatThePlanSays } from "./journeys.ts";
import { WatchedWorld } from "./watched_world.ts";

export interface Killing {
  practice: Practice;
  journey: Journey;
  /** Whether the program is killed at the n-th moment, from 0; default at every one. */
  at?: (n: number) => boolean;
  /** Whether the one that goes on after moment n is killed as well, at its m-th; default never. */
  again?: (n: number, m: number) => boolean;
  /** Called after each program that went on to its end. */
  onCase?: (killed: Killed) => void;
}

export interface Killed {
  /** Moments of the uninterrupted run. */
  moments: number;
  /** Programs that were killed and went on to their end. */
  once: number;
  /** Programs that were killed while they went on, and went on again. */
  twice: number;
  /** How often records had been made and what links to them had not, by kind. */
  between: Map<string, number>;
  /** What was otherwise than without a kill, and where. */
  wrong: string[];
}

/**
 * Walks through a journey; at each moment takes what a program killed there would leave behind, goes on from that as a
 * person would (or takes it back), and compares where it ends with where a walk without a kill ends (or began).
 */
export async function killEverywhere(killing: Killing): Promise<Killed> {
  const { practice, journey, at = () => true, again = () => false } = killing;
  const before = await prepared(practice, journey);
  const expected = await (journey.givenUp ? untouched(before) : uninterrupted(before, journey));
  const killed: Killed = { moments: 0, once: 0, twice: 0, between: new Map(), wrong: [] };
  const goesOn = async (image: Image, how: Going, which: string, onMoment?: OnMoment) => {
    const wrong = await goOn(image, how, expected, onMoment);
    if (wrong) killed.wrong.push(`${journey.name}, ${which}: ${wrong}`);
    killing.onCase?.(killed);
  };
  await using stage = await InProcessStage.from(before);
  await walk(stage, journey, async (step, moment) => {
    const n = killed.moments++;
    if (!at(n)) return;
    killed.once++;
    const image = await stage.image();
    for (const kind of parentsWithoutLinks(image)) {
      killed.between.set(kind, (killed.between.get(kind) ?? 0) + 1);
    }
    const which = `killed ${moment} in ${step}, moment ${n}`;
    let m = 0;
    await goesOn(image, howFrom(journey, step, n), which, async (_, then, resumed) => {
      if (!again(n, m++)) return;
      killed.twice++;
      const how = howFrom(journey, "audit", n);
      await goesOn(await resumed.image(), how, `${which}, then ${then}, moment ${m - 1}`);
    });
  });
  await dropImage(before);
  return killed;
}

type OnMoment = (step: StepId, moment: Moment, stage: InProcessStage) => Promise<void>;
/** What is done from some moment on. */
type Going = Pick<Journey, "steps" | "consent">;

interface Expected {
  code: number;
  state: Partial<EndState>;
  /** The part of an end that counts. */
  part: (state: EndState) => Partial<EndState>;
}

async function prepared(practice: Practice, journey: Journey): Promise<Image> {
  await using stage = await InProcessStage.open(practice);
  await journey.prepare(stage);
  return await stage.image();
}

async function uninterrupted(before: Image, journey: Journey): Promise<Expected> {
  await using stage = await InProcessStage.from(before);
  const ran = await walk(stage, journey);
  if (ran.last.state === "red") throw new Error(`${journey.name} without a kill: ${told(ran)}`);
  return { code: ran.code, state: await endState(stage), part: (state) => state };
}

async function untouched(before: Image): Promise<Expected> {
  await using stage = await InProcessStage.from(before);
  return { code: 0, state: leftBehind(await endState(stage)), part: leftBehind };
}

/** A person presses the cell that was cut off and those after it; a script, which every fourth is, begins anew. */
function howFrom(journey: Journey, step: StepId, n: number): Going {
  if (journey.givenUp) return { steps: ["rollback"], consent: whatThePlanSays };
  const { steps, consent } = journey;
  // In pairs, so that both come before and after an effect.
  return { steps: n % 8 < 6 ? steps.slice(Math.max(0, steps.indexOf(step))) : steps, consent };
}

/** Places that are told of a state that is otherwise. */
const SHOWN = 6;

/** Goes on from what a killed program left; gives what is otherwise than expected, in words. */
async function goOn(
  image: Image,
  how: Going,
  expected: Expected,
  onMoment?: OnMoment,
): Promise<string | undefined> {
  await using stage = await InProcessStage.from(image);
  try {
    // The dead program's lease still holds: the run that follows has to wait it out by itself.
    const ran = await walk(stage, how, onMoment);
    if (ran.code !== expected.code) return told(ran);
    const wrong = differing(expected.part(await endState(stage)), expected.state);
    return wrong.length === 0 ? undefined : wrong.slice(0, SHOWN).join("\n");
  } catch (error) {
    return error instanceof Error ? error.stack : String(error);
  } finally {
    await dropImage(image);
  }
}

/** Runs the steps one by one on a console of its own. */
async function walk(stage: InProcessStage, { steps, consent }: Going, onMoment?: OnMoment): Promise<Ran> {
  const says = await consent(stage);
  let now = steps[0] ?? "audit";
  const world = new WatchedWorld(stage.world, async (moment) => await onMoment?.(now, moment, stage));
  const console = await stage.console({ world, hook: world.hook });
  try {
    for (now of steps.slice(0, -1)) {
      const ran = await runOn(console, [now], says);
      if (ran.code !== 0) return ran;
    }
    now = steps.at(-1) ?? now;
    return await runOn(console, [now], says);
  } finally {
    await console.ledger.close();
  }
}
