import type { z } from "zod";
import type { Step } from "../runbook/step.ts";
import { predict } from "./predict.ts";
import { Input, run } from "./run.ts";

export const fullRun: Step<z.infer<typeof Input>> = {
  id: "full-run",
  title: "Full run",
  purpose: "Moves everything, reads all of it back, and accounts for every source row.",
  reads: [
    "settings",
    "field map",
    "value map",
    "member map",
    "schema",
    "extract",
    "sign-off",
    "rollback",
    "CSV exports",
    "optional objects",
  ],
  writes: [],
  needs: ["sample"],
  input: Input,
  predict,
  forecasts: "everything",
  run,
};
