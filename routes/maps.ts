import { Hono } from "hono";
import { z } from "zod";
import { confirmAll, countProposed, decideField, decideValue, valueMap } from "../db/maps.ts";
import { Log } from "../steps/engine/log.ts";
import { UsageError } from "../steps/engine/errors.ts";
import { BusyError } from "../steps/engine/errors.ts";
import type { Deps, Env } from "./deps.ts";
import { parse, readForm } from "./forms.ts";
import { optionValue } from "./option_value.ts";
import { reply } from "./reply.tsx";

const State = z.enum(["confirmed", "ignored"], "choose confirm or ignore");
const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("names no row of the map; reload the page");
    return z.NEVER;
  }
});
const Words = z.array(z.string());
const FieldForm = z.object({ key: Json, state: State });
const ValueForm = z.object({
  key: Json,
  state: State.optional(),
  label: z.string().trim().max(100, "is longer than 100 characters").optional(),
});

/** What a person decides of the field map and the value maps: row by row, or everything at once. */
export function mapRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;
  const { ledger } = console;
  const log = new Log(ledger, console.world, null);

  app.post("/maps/fields", async (c) => {
    const { key, state } = await readForm(c, FieldForm);
    const [object, resource, source, target] = keyOf(key, 4) as [string, string, string, string];
    notWhileRunning();
    await ledger.commit({
      writes: [decideField(ledger, { object, resource, source, target }, state)],
      events: [log.entry({
        kind: "map",
        object,
        message: `${resource}.${source} → ${target} ${state} by ${c.get("session").name}`,
      })],
    });
    return reply(c, "schema");
  });

  app.post("/maps/values", async (c) => {
    const { key, state, label } = await readForm(c, ValueForm);
    const [object, field, source_value] = keyOf(key, 3) as [string, string, string];
    notWhileRunning();
    const change = label
      ? { label, target_value: await optionFor(object, field, label), state: "confirmed" as const }
      : {};
    await ledger.commit({
      writes: [
        decideValue(ledger, { object, field, source_value }, { ...change, ...(state ? { state } : {}) }),
      ],
      events: [log.entry({
        kind: "map",
        object,
        message: `a value of ${object}.${field} ${label ? `goes to ${label}` : state ?? ""} by ${
          c.get("session").name
        }`,
      })],
    });
    return reply(c, "schema");
  });

  app.post("/maps/confirm", async (c) => {
    notWhileRunning();
    const proposed = await countProposed(ledger);
    if (proposed === 0) throw new UsageError("Every row is decided already; nothing was changed.");
    await ledger.commit({
      writes: confirmAll(ledger),
      events: [log.entry({
        kind: "map",
        message: `${proposed} proposed rows confirmed by ${c.get("session").name}`,
        fields: { rows: proposed },
      })],
    });
    return reply(c, "schema");
  });

  return app;

  /** A map that changes under a run would make half of what it writes differ from the other half. */
  function notWhileRunning(): void {
    if (console.runner.active) {
      throw new BusyError("A cell is running on these maps; wait for it or cancel it first.");
    }
  }

  /** The option that already carries this label, or the name of a new one. */
  async function optionFor(object: string, field: string, label: string): Promise<string> {
    const rows = await valueMap(ledger);
    const same = rows.find((r) =>
      r.object === object && r.field === field && r.label.toLowerCase() === label.toLowerCase()
    );
    return same?.target_value ?? optionValue(label);
  }
}

function keyOf(key: unknown, length: number): string[] {
  const words = parse(Words, key);
  if (words.length !== length) throw new UsageError("This names no row of the map; reload the page.");
  return words;
}
