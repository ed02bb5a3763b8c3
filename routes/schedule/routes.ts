import { Hono } from "hono";
import { z } from "zod";
import type { Deps, Env } from "../deps.ts";
import { readForm } from "../http/forms.ts";
import { reply } from "../http/reply.tsx";
import { readSchedule } from "../../db/schedule.ts";
import type { About } from "../cell/blocks.tsx";
import type { ScheduleModel } from "../../views/schedule/form.tsx";
import { momentsIn, zoneOf } from "../http/moment.ts";

const Form = z.object({
  minutes: z.coerce.number("type a number of minutes").int("type whole minutes"),
  until: z.string().trim().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/, "name a day and a time"),
  sweep: z.string().optional(),
});

/** Orders and stops the delta by the clock. */
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

const HOUR_MS = 3_600_000;

/** The delta's schedule, or the form to order one; times are the clinic's. */
export async function scheduleBlock(
  { deps: { console }, mayPress }: About,
): Promise<ScheduleModel> {
  const { ledger, keys, world } = console;
  const zone = zoneOf(console);
  const moment = momentsIn(console);
  const tomorrow = Temporal.Instant.fromEpochMilliseconds(world.now() + 24 * HOUR_MS);
  const schedule = await readSchedule(ledger);
  return {
    zone,
    mayPress,
    keysMissing: !keys.source || !keys.target,
    suggestedUntil: tomorrow.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" }),
    order: schedule && {
      minutes: schedule.every_ms / 60_000,
      until: moment(schedule.until),
      next: moment(schedule.next_at),
      who: schedule.who,
      ended: schedule.ended || undefined,
    },
  };
}
