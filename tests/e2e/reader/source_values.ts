import type { Row } from "../../../fixtures/practice/practice.ts";

/** Source values as the contract describes them (contracts/practicehub 3), read without any help of the product. */

export function textIn(row: Row, field: string): string {
  const value = row[field];
  return typeof value === "string" || typeof value === "number" ? clean(String(value)) : "";
}

/** NUL cannot be stored (contracts/twenty j10), blanks around a value mean nothing. */
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

/** Whole minutes between two readings of the clinic's clock, whatever the clocks did in between. */
export function minutesIn(row: Row, from: string, to: string): number | undefined {
  const [start, end] = [from, to].map((field) => momentIn(row, field, "UTC"));
  return start === undefined || end === undefined ? undefined : Math.round((end - start) / 60_000);
}

/** Words and numbers that a reader of rich text sees. */
export function wordsOf(html: string): string[] {
  return wordsIn(decoded(clean(html).replace(/<\/?[a-z][^>]*>/gi, " ")));
}

/** The few entities that the practice's texts have, and all numbered ones. */
function decoded(text: string): string {
  return text.replace(
    /&#(x[0-9a-f]+|\d+);/gi,
    (_, code) => String.fromCodePoint(Number(`0${code}`.replace(/^0(?=\d)/, ""))),
  ).replace(
    /&([a-z]+\d*);/g,
    (entity, name) => ENTITIES[name] ?? entity,
  );
}

const ENTITIES: Record<string, string> = {
  nbsp: " ",
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  deg: "°",
  pound: "£",
  eacute: "é",
  frac12: "½",
  times: "×",
  rsquo: "’",
};

export const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

export function millis(found: unknown): number | undefined {
  return typeof found === "string" && found !== "" ? Date.parse(found) : undefined;
}

/** Above about a megabyte of distinct words Twenty cannot index a text; the program keeps well below. */
export const TEXT_LIMIT = 200_000;

export const uncut = (text: string): boolean => text.length <= TEXT_LIMIT;

/** A number written as digits; undefined for anything else. */
export function numberIn(row: Row, field: string): number | undefined {
  const text = textIn(row, field);
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Millionths of an amount, the cents counted as text. */
export function micros(amount: string): number | undefined {
  // With decimals behind them, commas can only part thousands.
  const plain = /^-?\d{1,3}(,\d{3})+\.\d+$/.test(amount.trim()) ? amount.replaceAll(",", "") : amount;
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(plain.trim());
  if (!match) return undefined;
  const value = Number(match[2]) * 1_000_000 + Number((match[3] ?? "").padEnd(6, "0"));
  return match[1] === "-" && value !== 0 ? -value : value;
}

/** A list or an object as JSON; undefined where it holds nothing. */
export function jsonIn(row: Row, field: string): string | undefined {
  const value = row[field] ?? null;
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return undefined;
  return JSON.stringify(value, sorted);
}

/** JSON with its keys in order, whoever wrote it; what is none stays as it is. */
export function sameJson(text: string): string {
  return attempt(() => JSON.stringify(JSON.parse(text), sorted)) ?? text;
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1));
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
