import type { Step } from "./engine/step.ts";

/** The runbook, in order. */
export const STEPS: readonly Step[] = [];
