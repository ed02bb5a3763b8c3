import fc from "../../support/fast_check.ts";
import {
  ACTION_TYPES,
  OPERATORS,
  TRIGGER_TYPES,
  UNITS,
  Workflow,
} from "../../../steps/workflows/definition.ts";

export const workflow = (change: unknown = {}): Workflow =>
  Workflow.parse({ name: "Reminder", trigger: { type: "manual" }, ...(change as object) });

const text = fc.string({ unit: "grapheme", maxLength: 30 });
const delay = fc.option(fc.record({ amount: fc.nat(10_000), unit: fc.constantFrom(...UNITS) }));

/** Any definition that can be kept. */
export const anyWorkflow: fc.Arbitrary<Workflow> = fc.record({
  name: text.map((t) => t.replaceAll(/\p{Cc}/gu, "").trim() || "x"),
  purpose: text,
  active: fc.boolean(),
  trigger: fc.record({ type: fc.constantFrom(...TRIGGER_TYPES), detail: text, delay }),
  match: fc.constantFrom("all" as const, "any" as const),
  conditions: fc.array(
    fc.record({
      field: text.map((t) => t.trim() || "f"),
      operator: fc.constantFrom(...OPERATORS),
      value: text,
    }),
    { maxLength: 4 },
  ),
  actions: fc.array(
    fc.record({ type: fc.constantFrom(...ACTION_TYPES), detail: text, template: text, wait: delay }),
    { maxLength: 4 },
  ),
  notes: text,
});
