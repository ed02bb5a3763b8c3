import type { z } from "zod";
import type { Step } from "../runbook/step.ts";
import { predict } from "./predict.ts";
import { Input, run } from "./run.ts";

export const delta: Step<z.infer<typeof Input>> = {
  id: "delta",
  title: "Delta",
  purpose:
    "Brings over what was changed, added or deleted in PracticeHub since; again and again until nothing is left.",
  reads: [
    "settings",
    "companies",
    "field map",
    "value map",
    "member map",
    "schema",
    "rollback",
    "CSV exports",
    "optional objects",
  ],
  writes: [],
  needs: ["full-run"],
  input: Input,
  predict,
  forecasts: "everything",
  run,
};
