import { readSchedule } from "../../db/schedule.ts";
import type { Console } from "../../steps/console/console.ts";
import type { ScheduleModel } from "../../views/schedule/form.tsx";
import { momentsIn, zoneOf } from "../http/moment.ts";

const HOUR_MS = 3_600_000;

/** The delta's schedule, or the form to order one; times are the clinic's. */
export async function scheduleBlock(console: Console, mayPress: boolean): Promise<ScheduleModel> {
  const { ledger, keys, world } = console;
  const zone = zoneOf(console);
  const moment = momentsIn(console);
  const tomorrow = Temporal.Instant.fromEpochMilliseconds(world.now() + 24 * HOUR_MS);
  const schedule = await readSchedule(ledger);
  return {
    kind: "schedule",
    zone,
    mayPress,
    keysMissing: !keys.source || !keys.target,
    suggestedUntil: tomorrow.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" }),
    ...(schedule
      ? {
        order: {
          minutes: schedule.every_ms / 60_000,
          until: moment(schedule.until),
          next: moment(schedule.next_at),
          who: schedule.who,
          ...(schedule.ended ? { ended: schedule.ended } : {}),
        },
      }
      : {}),
  };
}
