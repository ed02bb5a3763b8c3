import type { z } from "zod";
import type { Step } from "../runbook/step.ts";
import { predict } from "./predict.ts";
import { Input, run } from "./run.ts";

export const rollback: Step<z.infer<typeof Input>> = {
  id: "rollback",
  title: "Rollback",
  purpose: "Takes back what this migration wrote and nothing else; keeps what people have worked on since.",
  reads: [],
  writes: [],
  needs: [],
  input: Input,
  predict,
  run,
};
