import { UsageError } from "../steps/engine/errors.ts";
import type { Decisions } from "./decisions.ts";

const NOT_YET = "The step that keeps this decision is not part of this program yet.";

/** The decisions as the steps keep them. */
export const stepDecisions: Decisions = {
  currentSample: () => Promise.resolve(undefined),
  signOff: () => Promise.reject(new UsageError(NOT_YET)),
  assignMember: () => Promise.reject(new UsageError(NOT_YET)),
};
