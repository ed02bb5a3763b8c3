import { Hono } from "hono";
import { z } from "zod";
import type { Deps, Env } from "../deps.ts";
import { readForm } from "../http/forms.ts";
import { reply } from "../http/reply.tsx";

const Form = z.object({
  minutes: z.coerce.number("type a number of minutes").int("type whole minutes"),
  until: z.string().trim().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/, "name a day and a time"),
  sweep: z.string().optional(),
});

/** The delta by the clock: ordered and stopped. */
export function scheduleRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { scheduler } = deps;

  app.post("/schedule", async (c) => {
    const { minutes, until, sweep } = await readForm(c, Form);
    await scheduler.order({
      step: "delta",
      everyMs: minutes * 60_000,
      until,
      input: { sweep: sweep !== undefined },
      who: c.get("session").name,
    });
    deps.feed.changed();
    return reply(c, "delta");
  });

  app.post("/schedule/stop", async (c) => {
    await scheduler.stop(c.get("session").name);
    deps.feed.changed();
    return reply(c, "delta");
  });

  return app;
}
