import type { Context } from "hono";
import { STEP_IDS, type StepId } from "../../steps/runbook/step.ts";
import { Partial } from "../../views/ui/partial.tsx";
import type { Env } from "../deps.ts";
import { wantsPieces } from "./refuse.tsx";

/**
 * Answers a write that was done: takes away the notice that stood there, and no more. What changed comes by the stream
 * and only by it, so that an answer that was overtaken cannot put an old state back on the page. A browser without the
 * script goes back to the page.
 */
export function reply(
  c: Context<Env>,
  place: StepId | "settings" | "conflicts",
): Response | Promise<Response> {
  if (!wantsPieces(c)) return c.redirect(isCell(place) ? `/#cell-${place}` : `/#${place}`, 303);
  return c.html(<Partial target={`notice-${place}`} swap="innerHTML"></Partial>);
}

const isCell = (place: string): boolean => STEP_IDS.some((id) => id === place);
