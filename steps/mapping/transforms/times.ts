import { isDateSet } from "../../practicehub/resources.ts";
import { carried, dropped, type Mapped, nothing, textOf, type Transform } from "../transform.ts";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Day, time of day, fraction of a second, offset. */
const MOMENT =
  /^(\d{4}-\d{2}-\d{2})(?:(?: +|T)(\d{2}:\d{2}(?::[0-5]\d)?)(?:[.,](\d+))? ?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

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
    reads: ["end"],
    needs: ["timeZone", "isDuplicate"],
    kinds: ["instant", "date"],
    run({ value, row, context }) {
      const mapped = toStart(textOf(value), textOf(row["end"]), context.timeZone);
      if (mapped.value === undefined || mapped.remark || !context.isDuplicate(row.id)) return mapped;
      return { ...mapped, remark: "duplicate-visit" };
    },
  },
  /** When a visit ends: after what was booked, also where the clocks moved its start. */
  visitEnd: {
    type: "DATE_TIME",
    takes: ["own"],
    words: "clinic's time to an instant, as long after the start as was booked",
    reads: ["start"],
    needs: ["timeZone"],
    kinds: ["instant", "date"],
    run: ({ value, row, context }) => toEnd(textOf(row["start"]), textOf(value), context.timeZone),
  },
  /** What was booked, as the clock on the clinic's wall shows it, also where the clocks change in between. */
  minutes: {
    type: "NUMBER",
    takes: ["row"],
    words: "minutes from start to end",
    reads: ["start", "end"],
    needs: ["timeZone"],
    run({ row, context }) {
      const booked = bookedMs(textOf(row["start"]), textOf(row["end"]), context.timeZone);
      if (booked === undefined) return nothing;
      const length = Math.round(booked / 60_000);
      return carried(length, length < 0 ? "ends-before-start" : undefined);
    },
  },
} satisfies Record<string, Transform>;

/**
 * A local time without zone (contracts/practicehub 6.6) as the instant it was at the clinic. A time that the clocks
 * skipped is moved forward by the gap, one that happened twice is the first; both are remarked. A time with an offset is
 * its own instant.
 *
 * @param raw `YYYY-MM-DD HH:MM[:SS[.ffffff]]` with a space or `T`, with or without `Z` or an offset; or a date, which is
 * its midnight
 * @param timeZone the clinic's, IANA
 * @returns UTC, ISO 8601 with milliseconds
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(toInstant("2026-07-01 09:30:00", "Europe/London"), { value: "2026-07-01T08:30:00.000Z" });
 * assertEquals(toInstant("2026-07-01T09:30:00.000000+05:30", "Europe/London"), { value: "2026-07-01T04:00:00.000Z" });
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
  const read = readMoment(raw);
  if (!read) return dropped("time-impossible");
  if (read.at) return carried(isoOf(read.at));
  const zoned = read.local.toZonedDateTime(timeZone, { disambiguation: "compatible" });
  const iso = isoOf(zoned);
  if (!zoned.toPlainDateTime().equals(read.local)) return carried(iso, "time-gap");
  const later = read.local.toZonedDateTime(timeZone, { disambiguation: "later" });
  return carried(iso, later.epochMilliseconds === zoned.epochMilliseconds ? undefined : "time-overlap");
}

/** Of a start that happened twice the second is taken where only that leaves the visit as long as it was booked. */
function toStart(raw: string, end: string, timeZone: string): Mapped {
  const first = toInstant(raw, timeZone);
  const start = readMoment(raw);
  const ends = toInstant(end, timeZone);
  if (first.remark !== "time-overlap" || !start || start.at || ends.remark) return first;
  const later = isoOf(start.local.toZonedDateTime(timeZone, { disambiguation: "later" }));
  return msBetween(later, ends.value) === bookedMs(raw, end, timeZone)
    ? carried(later, "time-overlap-later")
    : first;
}

/** A start that the clocks moved takes the end along. */
function toEnd(start: string, raw: string, timeZone: string): Mapped {
  const end = toInstant(raw, timeZone);
  const begins = toInstant(start, timeZone);
  const booked = bookedMs(start, raw, timeZone);
  if (begins.remark !== "time-gap" || booked === undefined || booked < 0) return end;
  if (msBetween(begins.value, end.value) === booked) return end;
  return carried(
    isoOf({ epochMilliseconds: Date.parse(String(begins.value)) + booked }),
    "time-gap-before",
  );
}

/** By the clinic's wall clock; between instants where a time names its offset. Undefined where one is no time. */
function bookedMs(start: string, end: string, timeZone: string): number | undefined {
  const [from, to] = [readMoment(start), readMoment(end)];
  if (!from || !to) return undefined;
  if (from.at || to.at) return msBetween(toInstant(start, timeZone).value, toInstant(end, timeZone).value);
  return Math.round(from.local.until(to.local).total({ unit: "milliseconds" }));
}

const msBetween = (start: unknown, end: unknown): number =>
  Date.parse(String(end)) - Date.parse(String(start));

const isoOf = ({ epochMilliseconds }: { epochMilliseconds: number }): string =>
  new Date(epochMilliseconds).toISOString();

type Moment = { at: Temporal.Instant } | { at?: undefined; local: Temporal.PlainDateTime };

/** What a text says of a time: an instant, or what a clock showed. */
function readMoment(raw: string): Moment | undefined {
  const [, day, time = "00:00", fraction, offset] = MOMENT.exec(raw) ?? [];
  if (day === undefined) return undefined;
  // Nanoseconds are the finest that is read, milliseconds what is kept.
  const text = `${day}T${time}${time.length > 5 && fraction ? `.${fraction.slice(0, 9)}` : ""}`;
  try {
    return offset
      ? { at: Temporal.Instant.from(text + offset) }
      : { local: Temporal.PlainDateTime.from(text) };
  } catch {
    return undefined;
  }
}

function plainDate(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}
