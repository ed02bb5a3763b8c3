import type { z } from "zod";
import type { Step } from "../runbook/step.ts";
import { predict } from "./predict.ts";
import { Input, run } from "./run.ts";

export const members: Step<z.infer<typeof Input>> = {
  id: "members",
  title: "Members",
  purpose: "Finds who in Twenty each practitioner is, so that every record has an owner.",
  reads: ["settings"],
  writes: ["member map"],
  needs: ["audit"],
  input: Input,
  predict,
  run,
};
