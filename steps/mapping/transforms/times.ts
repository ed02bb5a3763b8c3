import { isDateSet } from "../../practicehub/resources.ts";
import { carried, dropped, type Mapped, nothing, textOf, type Transform } from "../transform.ts";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)$/;

/** Dates, and times at the clinic. */
export const TIMES = {
  /** A calendar date, `YYYY-MM-DD`. */
  date: {
    type: "DATE",
    words: "date",
    kinds: ["date"],
    carries: "read as dates",
    run({ value }) {
      const raw = textOf(value).slice(0, 10);
      if (raw === "") return nothing;
      if (raw.startsWith("0000") || !isDateSet(raw)) return dropped("date-zero");
      return DATE.test(raw) && plainDate(raw) ? carried(raw) : dropped("date-impossible");
    },
  },
  instant: {
    type: "DATE_TIME",
    words: "clinic's time to an instant",
    needs: ["timeZone"],
    kinds: ["instant", "date"],
    carries: "read as times",
    run: ({ value, context }) => toInstant(textOf(value), context.timeZone),
  },
  /** When a visit begins: of two at the same time the later row is remarked. */
  visitStart: {
    type: "DATE_TIME",
    takes: ["own"],
    words: "clinic's time to an instant",
    needs: ["timeZone", "isDuplicate"],
    kinds: ["instant", "date"],
    run({ value, row, context }) {
      const mapped = toInstant(textOf(value), context.timeZone);
      if (mapped.value === undefined || mapped.remark || !context.isDuplicate(row.id)) return mapped;
      return { ...mapped, remark: "duplicate-visit" };
    },
  },
  /** What was booked, as the clock on the clinic's wall shows it, also where the clocks change in between. */
  minutes: {
    type: "NUMBER",
    takes: ["row"],
    words: "minutes from start to end",
    reads: ["start", "end"],
    run({ row }) {
      const start = localTime(textOf(row["start"]));
      const end = localTime(textOf(row["end"]));
      if (!start || !end) return nothing;
      const length = Math.round(start.until(end).total({ unit: "minutes" }));
      return carried(length, length < 0 ? "ends-before-start" : undefined);
    },
  },
} satisfies Record<string, Transform>;

/**
 * A local time without zone (contracts/practicehub 6.6) as the instant it was at the clinic. A time that the clocks
 * skipped is moved forward by the gap, one that happened twice is the first; both are remarked.
 *
 * @param raw `YYYY-MM-DD HH:MM[:SS]`, or a date, which is its midnight
 * @param timeZone the clinic's, IANA
 * @returns UTC, ISO 8601 with milliseconds
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(toInstant("2026-07-01 09:30:00", "Europe/London"), { value: "2026-07-01T08:30:00.000Z" });
 * assertEquals(toInstant("2026-03-29 01:30", "Europe/London"), {
 *   value: "2026-03-29T01:30:00.000Z",
 *   remark: "time-gap",
 * });
 * assertEquals(toInstant("0000-00-00 00:00:00", "Europe/London"), { remark: "date-zero" });
 * ```
 */
export function toInstant(raw: string, timeZone: string): Mapped {
  if (raw === "") return nothing;
  if (raw.startsWith("0000") || !isDateSet(raw)) return dropped("date-zero");
  const local = localTime(DATE.test(raw) ? `${raw} 00:00:00` : raw);
  if (!local) return dropped("time-impossible");
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: "compatible" });
  const iso = new Date(zoned.epochMilliseconds).toISOString();
  if (!zoned.toPlainDateTime().equals(local)) return carried(iso, "time-gap");
  const later = local.toZonedDateTime(timeZone, { disambiguation: "later" });
  return carried(iso, later.epochMilliseconds === zoned.epochMilliseconds ? undefined : "time-overlap");
}

function localTime(raw: string): Temporal.PlainDateTime | undefined {
  const match = DATE_TIME.exec(raw);
  return match ? plainDateTime(`${match[1]}T${match[2]}`) : undefined;
}

function plainDate(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

function plainDateTime(text: string): Temporal.PlainDateTime | undefined {
  try {
    return Temporal.PlainDateTime.from(text);
  } catch {
    return undefined;
  }
}
