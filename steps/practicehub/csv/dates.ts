/** Which of the two small numbers of a date is the day. */
export type DateOrder = "day first" | "month first";

const ISO = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?$/;
const YEAR_LAST =
  /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:,?[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?)?$/i;
const YEAR_FIRST =
  /^(\d{4})[./](\d{1,2})[./](\d{1,2})(?:,?[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?)?$/i;

/** What a column of dates was seen to hold. A day above twelve proves which number is the day; nothing else does. */
export class DateColumn {
  /** Cells with a year at the end: day and month can be mistaken for each other. */
  yearLast = 0;
  /** Cells with the year in front: nothing to mistake. */
  yearFirst = 0;
  /** Cells that have no form that is known here. */
  unknown = 0;
  #dayFirst = false;
  #monthFirst = false;

  see(cell: string): void {
    const text = cell.trim();
    if (text === "") return;
    if (ISO.test(text) || YEAR_FIRST.test(text)) {
      this.yearFirst++;
      return;
    }
    const match = YEAR_LAST.exec(text);
    if (!match) {
      this.unknown++;
      return;
    }
    this.yearLast++;
    if (Number(match[1]) > 12) this.#dayFirst = true;
    if (Number(match[2]) > 12) this.#monthFirst = true;
  }

  /** Two forms in one column: some cells were typed by hand, and prove nothing about each other. */
  get isMixed(): boolean {
    return this.yearFirst > 0 && this.yearLast > 0;
  }

  /** Undefined where nothing proves it, or where cells contradict each other. */
  get order(): DateOrder | undefined {
    if (this.isMixed || this.#dayFirst === this.#monthFirst) return undefined;
    return this.#dayFirst ? "day first" : "month first";
  }
}

/**
 * `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, as the API writes dates (contracts/practicehub 3). A cell that cannot be read
 * without a guess stays as it is; whether the calendar has such a day is for the transforms to say.
 *
 * @param order which number is the day, where the column proves it
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isoDate("03/04/2026", "day first"), "2026-04-03");
 * assertEquals(isoDate("03/04/2026 2:30 pm", "month first"), "2026-03-04 14:30:00");
 * assertEquals(isoDate("03/04/2026", undefined), "03/04/2026");
 * ```
 */
export function isoDate(cell: string, order: DateOrder | undefined): string {
  const text = cell.trim();
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return joined(yearFirst[1], yearFirst[2], yearFirst[3], yearFirst.slice(4)) ?? cell;
  const yearLast = order && YEAR_LAST.exec(text);
  if (!yearLast) return cell;
  const [, a, b, year, ...time] = yearLast;
  return (order === "day first" ? joined(year, b, a, time) : joined(year, a, b, time)) ?? cell;
}

function joined(
  year = "",
  month = "",
  day = "",
  [hours, minutes = "00", seconds = "00", half]: (string | undefined)[],
): string | undefined {
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (hours === undefined) return date;
  const hour = hourOf(Number(hours), half?.toLowerCase());
  return hour === undefined ? undefined : `${date} ${String(hour).padStart(2, "0")}:${minutes}:${seconds}`;
}

/** Twelve at night is 12 am, at noon 12 pm. */
function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === "pm" ? 12 : 0);
}
