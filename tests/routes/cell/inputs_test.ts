import { assertEquals } from "@std/assert";
import { z } from "zod";
import { inputFrom, inputsOf } from "../../../routes/cell/inputs.ts";
import type { Step } from "../../../steps/runbook/step.ts";
import { fakeSteps } from "../support/fake_steps.ts";

function stepWith(input: z.ZodType): Step {
  const [step] = fakeSteps();
  if (!step) throw new Error("There is no fake step.");
  return { ...step, input };
}

const STEP = stepWith(z.object({
  sweep: z.union([z.boolean(), z.stringbool()]).default(true),
  mode: z.enum(["fast", "careful"]).default("careful"),
  limit: z.number().int().min(1).max(9).default(3).describe("How many"),
  note: z.string().optional(),
  ids: z.array(z.string()).default([]),
}));

Deno.test("a step's input becomes controls; what a form cannot show is left to its default", () => {
  assertEquals(inputsOf(STEP), [
    { name: "sweep", label: "Sweep", kind: "checkbox", checked: true },
    { name: "mode", label: "Mode", kind: "select", options: ["fast", "careful"], value: "careful" },
    { name: "limit", label: "How many", kind: "number", value: "3", min: 1, max: 9 },
    { name: "note", label: "Note", kind: "text", value: "" },
  ]);
});

Deno.test("a box not ticked is no, and an empty field is the default", () => {
  assertEquals(inputFrom(STEP, { mode: "fast", limit: "", note: " " }), { sweep: false, mode: "fast" });
  assertEquals(inputFrom(STEP, { sweep: "true", limit: "4" }), { sweep: true, limit: 4 });
});
