/** An instant that the page shows, and by whose clocks: the practice's, for everybody on the call. */
export interface Moment {
  /** ISO instant. */
  at: string;
  /** IANA zone; UTC before the practice's is known. */
  zone: string;
}

/** 432 → "under 1 s", 4_321 → "4 s", 72_000 → "1:12", 3_672_000 → "1:01:12". */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (ms > 0 && seconds === 0) return "under 1 s";
  if (seconds < 60) return `${seconds} s`;
  const two = (n: number) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** How an instant is written. The browser's script gets the same list. */
export const TIME_FORMS = {
  /** 14:01:05 */
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  /** 23 Nov, 14:01 */
  day: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  /** 23 Nov, 14:01:05 */
  second: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;
export type TimeForm = keyof typeof TIME_FORMS;

/** An ISO instant by the clocks of an IANA zone; what is no instant stays as it is. */
export function written(instant: string, timeZone: string, form: TimeForm): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : formatOf(timeZone, form).format(at);
}

/** Making a format takes as long as a hundred uses of it, and a page has thousands of times. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string, form: TimeForm): Intl.DateTimeFormat {
  const key = `${timeZone} ${form}`;
  const format = FORMATS.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...TIME_FORMS[form], timeZone });
  FORMATS.set(key, format);
  return format;
}

/** "28 November 2026, 09:47 GMT", in this IANA zone. */
export function longDate(instant: string, timeZone: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const date = at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone });
  const time = at.toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone,
  });
  return `${date}, ${time}`;
}
