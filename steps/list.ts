import { audit } from "./audit.ts";
import { delta } from "./delta.ts";
import type { Step } from "./engine/step.ts";
import { extract } from "./extract.ts";
import { fullRun } from "./full_run.ts";
import { members } from "./members.ts";
import { rollback } from "./rollback.ts";
import { sample } from "./sample.ts";
import { schema } from "./schema.ts";

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
