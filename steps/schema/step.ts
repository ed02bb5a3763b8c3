import type { z } from "zod";
import type { Step } from "../runbook/step.ts";
import { predict } from "./predict.ts";
import { Input, run } from "./run.ts";

export const schema: Step<z.infer<typeof Input>> = {
  id: "schema",
  title: "Schema",
  purpose:
    "Proposes what goes where; once confirmed, makes the missing fields in Twenty and reads them back.",
  reads: ["settings", "audit", "field map", "value map", "rollback", "CSV exports", "optional objects"],
  writes: ["field map", "value map"],
  needs: ["audit"],
  input: Input,
  predict: (desk) => predict(desk, schema),
  run,
};
