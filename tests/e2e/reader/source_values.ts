import type { Row } from "../../../fixtures/practice/practice.ts";

/** Source values as the contract describes them (practicehub/CONTRACT 3), read without any help of the product. */

export function textIn(row: Row, field: string): string {
  const value = row[field];
  return typeof value === "string" || typeof value === "number" ? clean(String(value)) : "";
}

/** NUL cannot be stored (twenty/CONTRACT j10), blanks around a value mean nothing. */
export const clean = (text: string): string => text.replaceAll("\u0000", "").trim();

/** Foreign keys come as numbers and as digits. */
export function keyIn(row: Row, field: string): number | undefined {
  const text = textIn(row, field);
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** `YYYY-MM-DD`, or undefined for what is no day of the calendar. */
export function dayIn(row: Row, field: string): string | undefined {
  const text = textIn(row, field);
  if (!/^(?!0000)\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  return attempt(() => Temporal.PlainDate.from(text, { overflow: "reject" }).toString());
}

/** A reading of the clinic's clock as milliseconds since 1970; undefined where there was no such time. */
export function momentIn(row: Row, field: string, timeZone: string): number | undefined {
  const text = textIn(row, field);
  if (!/^(?!0000)\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
  return attempt(() =>
    Temporal.PlainDateTime.from(text.replace(" ", "T"), { overflow: "reject" }).toZonedDateTime(timeZone)
      .epochMilliseconds
  );
}

/** Words and numbers that a reader of rich text sees; those with an entity in them are left out. */
export function wordsOf(html: string): string[] {
  const seen = html.replaceAll("\u0000", "").replace(/<[a-z/][^>]*>/gi, " ").replace(
    /[^\s>]*&#?\w+;\S*/g,
    " ",
  );
  return wordsIn(seen);
}

export const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

export function millis(found: unknown): number | undefined {
  return typeof found === "string" && found !== "" ? Date.parse(found) : undefined;
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
