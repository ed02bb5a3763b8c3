import { z } from "zod";
import type { Step } from "../../steps/runbook/step.ts";
import type { InputModel } from "../../views/cell/controls.tsx";
import { label } from "../../views/ui/words.ts";

/** What JSON Schema says of one input, as far as a form can show it. */
const Property = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  description: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const Schema = z.object({ properties: z.record(z.string(), z.unknown()).default({}) });

/** The controls for a step's input. What a form cannot show is left to its default. */
export function inputsOf(step: Step): InputModel[] {
  // The schema of the parsed value: a yes or no that a command line may write as text is still a box to tick here.
  const schema = Schema.parse(z.toJSONSchema(step.input, { io: "output", unrepresentable: "any" }));
  return Object.entries(schema.properties).flatMap(([name, property]) => {
    const parsed = Property.safeParse(property);
    return parsed.success ? control(name, parsed.data) : [];
  });
}

function control(name: string, p: z.infer<typeof Property>): InputModel[] {
  const common = { name, label: p.description ?? label(name) };
  if (p.enum) {
    return [{ ...common, kind: "select", options: p.enum, value: String(p.default ?? p.enum[0] ?? "") }];
  }
  if (p.type === "boolean") return [{ ...common, kind: "checkbox", checked: p.default === true }];
  if (p.type === "integer" || p.type === "number") {
    const value = p.default === undefined ? "" : String(p.default);
    return [{ ...common, kind: "number", value, ...limit("min", p.minimum), ...limit("max", p.maximum) }];
  }
  if (p.type === "string") return [{ ...common, kind: "text", value: String(p.default ?? "") }];
  return [];
}

/** zod states the safe integers as limits; nobody needs to read those. */
const limit = (name: "min" | "max", n: number | undefined) =>
  n !== undefined && Math.abs(n) < Number.MAX_SAFE_INTEGER ? { [name]: n } : {};

/** What a posted form says of the step's input; an empty field means the default. */
export function inputFrom(step: Step, form: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    inputsOf(step).flatMap(({ kind, name }): [string, unknown][] => {
      const text = form[name]?.trim() ?? "";
      if (kind === "checkbox") return [[name, text === "true"]];
      if (text === "") return [];
      return [[name, kind === "number" ? Number(text) : text]];
    }),
  );
}
