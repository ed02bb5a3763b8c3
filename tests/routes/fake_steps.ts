import { z } from "zod";
import type { Kit } from "../../steps/engine/kit.ts";
import { type Outcome, type Step, STEP_IDS, type StepId } from "../../steps/engine/step.ts";

/** What a fake run does; the default ends green at once. */
export type Act = (kit: Kit, input: unknown) => Promise<Outcome> | Outcome;

const NEEDS: Partial<Record<StepId, StepId[]>> = {
  schema: ["audit"],
  members: ["schema"],
  extract: ["schema"],
  sample: ["extract", "members"],
  "full-run": ["sample"],
  delta: ["full-run"],
};

/** Eight steps that touch nothing; `acts` says what some of them do. */
export function fakeSteps(acts: Partial<Record<StepId, Act>> = {}): Step[] {
  return STEP_IDS.map((id): Step => ({
    id,
    title: id.charAt(0).toUpperCase() + id.slice(1).replace("-", " "),
    purpose: `Does what ${id} does.`,
    reads: id === "extract" ? ["settings", "field map"] : [],
    writes: id === "schema" ? ["field map", "value map"] : [],
    needs: NEEDS[id] ?? [],
    input: id === "audit"
      ? z.object({ deep: z.boolean().default(false).describe("Look twice") })
      : z.looseObject({}),
    predict: () => Promise.resolve({ sentence: `Would do ${id}.` }),
    run: async (kit, input) =>
      await (acts[id] ?? (() => ({ state: "green", verdict: `${id} is done.` })))(kit, input),
  }));
}
