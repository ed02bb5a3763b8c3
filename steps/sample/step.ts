import type { z } from "zod";
import { SAMPLE_READS } from "../load/gates.ts";
import type { Step } from "../runbook/step.ts";
import { predict } from "./predict.ts";
import { Input, run } from "./run.ts";

export const sample: Step<z.infer<typeof Input>> = {
  id: "sample",
  title: "Sample",
  purpose: "Moves a few hundred records, reads them back and shows every field, for a person to sign.",
  reads: SAMPLE_READS,
  writes: [],
  needs: ["schema", "members", "extract"],
  input: Input,
  predict,
  forecasts: "sample",
  run,
};
