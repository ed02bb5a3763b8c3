import type { z } from "zod";
import type { Step } from "../runbook/step.ts";
import { predict } from "./predict.ts";
import { Input, run } from "./run.ts";

export const extract: Step<z.infer<typeof Input>> = {
  id: "extract",
  title: "Extract",
  purpose: "Reads every page of PracticeHub and every file into the ledger, at the pace PracticeHub allows.",
  reads: ["settings", "companies", "optional objects"],
  writes: [],
  needs: ["audit"],
  input: Input,
  predict,
  run,
};
