import { assignMember } from "../../steps/members/assign.ts";
import { currentSample } from "../../steps/load/current_sample.ts";
import { signOff } from "../../steps/sample/sign_off.ts";
import type { Decisions } from "./decisions.ts";

/** The decisions as the steps keep them. */
export const stepDecisions: Decisions = { currentSample, signOff, assignMember };
