import { z } from "zod";
import type { Kit } from "../../../steps/runbook/kit.ts";
import { type Outcome, type Scope, type Step, STEP_IDS, type StepId } from "../../../steps/runbook/step.ts";
import { writesOf } from "../../../steps/load/forecast/words.ts";

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

/** Eight steps that touch nothing; `acts` says what some of them do. @param scopes what some of them bring over */
export function fakeSteps(
  acts: Partial<Record<StepId, Act>> = {},
  scopes: Partial<Record<StepId, Scope>> = {},
): Step[] {
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
    predict: (_, forecast) =>
      Promise.resolve({
        sentence: `Would do ${id}${forecast ? ` to ${writesOf(forecast)}` : ""}.`,
        ...(forecast ? { forecast, gist: `write ${writesOf(forecast)}` } : {}),
      }),
    ...(scopes[id] ? { forecasts: scopes[id] } : {}),
    run: async (kit, input) =>
      await (acts[id] ?? (() => ({ state: "green", verdict: `${id} is done.` })))(kit, input),
  }));
}
