import { z } from "zod";
import type { Step } from "../runbook/step.ts";
import { predict } from "./predict.ts";
import { run } from "./run.ts";

export const extract: Step<Record<string, never>> = {
  id: "extract",
  title: "Extract",
  purpose: "Reads every page of PracticeHub and every file into the ledger, at the pace PracticeHub allows.",
  reads: ["settings", "companies", "optional objects"],
  writes: [],
  needs: ["audit"],
  input: z.object({}).strict(),
  predict,
  run,
};
