import type { z } from "zod";
import type { Step } from "../runbook/step.ts";
import { predict } from "./predict.ts";
import { Input, run } from "./run.ts";

export const audit: Step<z.infer<typeof Input>> = {
  id: "audit",
  title: "Audit",
  purpose: "Reads both systems and says what can move, what cannot, and how long it takes. Writes nothing.",
  reads: ["settings", "optional objects"],
  writes: [],
  needs: [],
  input: Input,
  predict,
  run,
};
