import { readSchedule } from "../../db/schedule.ts";
import type { Console } from "../../steps/console.ts";
import type { ScheduleModel } from "../../views/schedule_model.ts";

const HOUR_MS = 3_600_000;

/** The delta's schedule, or the form to order one; times are the clinic's. */
export async function scheduleBlock(
  { ledger, settings, keys, world }: Console,
  mayPress: boolean,
): Promise<ScheduleModel> {
  const zone = settings?.timeZone ?? "UTC";
  const local = (instant: string): string =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime()
      .toString({ smallestUnit: "minute" });
  const schedule = await readSchedule(ledger);
  return {
    kind: "schedule",
    zone,
    mayPress,
    keysMissing: !keys.source || !keys.target,
    suggestedUntil: local(new Date(world.now() + 24 * HOUR_MS).toISOString()),
    ...(schedule
      ? {
        order: {
          minutes: schedule.every_ms / 60_000,
          until: local(schedule.until),
          next: local(schedule.next_at),
          who: schedule.who,
          ...(schedule.ended ? { ended: schedule.ended } : {}),
        },
      }
      : {}),
  };
}
