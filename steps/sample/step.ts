import { z } from "zod";
import { SAMPLE_READS } from "../load/gates.ts";
import type { Step } from "../runbook/step.ts";
import { predict } from "./predict.ts";
import { run } from "./run.ts";

export const sample: Step<Record<string, never>> = {
  id: "sample",
  title: "Sample",
  purpose: "Moves a few hundred records, reads them back and shows every field, for a person to sign.",
  reads: SAMPLE_READS,
  writes: [],
  needs: ["schema", "members", "extract"],
  input: z.object({}).strict(),
  predict,
  forecasts: "sample",
  run,
};
