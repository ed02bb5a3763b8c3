import { audit } from "./audit/step.ts";
import { delta } from "./delta/step.ts";
import type { Step } from "./runbook/step.ts";
import { extract } from "./extract/step.ts";
import { fullRun } from "./full_run/step.ts";
import { members } from "./members/step.ts";
import { rollback } from "./rollback/step.ts";
import { sample } from "./sample/step.ts";
import { schema } from "./schema/step.ts";

/** The runbook, in order. */
export const STEPS: readonly Step[] = [
  audit,
  schema,
  members,
  extract,
  sample,
  fullRun,
  delta,
  rollback,
] as Step[];
