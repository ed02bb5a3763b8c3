import type { Remark } from "./remarks.ts";

/**
 * Reads a source value in whatever shape it comes: PHP writes a list as a map with numeric keys and an empty object as
 * `[]`, gives names and dates as objects, numbers as text and JSON inside of a text (contracts/practicehub 3).
 */

/** Deeper than this nothing is read; no row of a practice is. */
const DEEPEST = 24;

type Members = Record<string, unknown>;

/** The value itself, JSON in a text as what it says, and a map with the keys 0, 1, 2 … as the list it is. */
export function unpacked(value: unknown): unknown {
  const read = typeof value === "string" ? jsonIn(value) : value;
  return isMembers(read) && isNumbered(read) ? Object.values(read) : read;
}

/** The items of a list, also of a PHP array; a single value is one of one, and what is blank is none. */
export function itemsOf(value: unknown): unknown[] {
  const read = unpacked(value);
  const items = Array.isArray(read) ? read : [read];
  return items.filter(saysAnything);
}

/** The object that a value is, also in a text; undefined for anything else. */
export function membersOf(value: unknown): Members | undefined {
  const read = unpacked(value);
  return isMembers(read) ? read : undefined;
}

/** Members that say what something is called, the best first. */
const NAMES = ["name", "label", "title", "display_name"];
/** Members that hold the one thing that an object is about. */
const VALUES = ["value", "val", "text", "content"];
/** Members that say which row something is, and nothing of it. */
const IDS = /^(_?id|uuid|guid|.+_id)$/i;

/**
 * What a source value says as one text, trimmed; empty, null and absent are the same (contracts/practicehub 3). A list is
 * told item by item, an object by its name and by what else it holds, a date of PHP as a date.
 */
export const textOf = (value: unknown): string => said(value, 0);

function said(value: unknown, depth: number): string {
  if (typeof value === "string") {
    const read = jsonIn(value);
    // A person may type brackets: `[1]` is a text.
    return typeof read === "object" && namesThings(read) ? said(read, depth) : value.trim();
  }
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "object" || value === null || depth > DEEPEST) return "";
  const read = unpacked(value);
  if (Array.isArray(read)) return read.map((item) => said(item, depth + 1)).filter(Boolean).join(", ");
  return isMembers(read) ? saidByMembers(read, depth) : "";
}

function saidByMembers(members: Members, depth: number): string {
  const date = phpDate(members);
  if (date !== undefined) return date;
  const texts = Object.entries(members).map(([key, inner]) => [key, said(inner, depth + 1)] as const)
    .filter(([, text]) => text !== "");
  const named = texts.find(([key]) => NAMES.includes(key));
  const rest = texts.filter(([key, text]) =>
    key !== named?.[0] && !(named && (IDS.test(key) || sameWords(text, named[1])))
  );
  const [only, ...more] = rest;
  if (!only) return named?.[1] ?? "";
  if (more.length === 0 && VALUES.includes(only[0])) return named ? `${named[1]}: ${only[1]}` : only[1];
  const parts = rest.map(([key, text]) => `${key}: ${text}`).join(", ");
  return named ? `${named[1]} (${parts})` : parts;
}

/** `general_practitioner` and `General practitioner` say the same. */
const sameWords = (a: string, b: string): boolean => wordsIn(a) === wordsIn(b);
const wordsIn = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, " ");

/** What a thing is called: the name of an object, else what it says. */
export function nameOf(value: unknown): string {
  const members = membersOf(value) ?? {};
  return NAMES.map((name) => said(members[name], 1)).find((text) => text !== "") ?? textOf(value);
}

/**
 * A foreign key: a number, a numeric text or what has one as its `id` (contracts/practicehub 3). Zero stands for none.
 */
export function idOf(value: unknown): number | undefined {
  const read = unpacked(value);
  if (Array.isArray(read)) return read.length === 1 ? idOf(read[0]) : undefined;
  if (isMembers(read)) return isMembers(read["id"]) ? undefined : idOf(read["id"]);
  const text = typeof read === "number" || typeof read === "string" ? String(read).trim() : "";
  const id = /^\d+(\.0+)?$/.test(text) ? Number(text) : 0;
  return id > 0 && Number.isSafeInteger(id) ? id : undefined;
}

/** Yes or no in any of its spellings; undefined for anything else, and where nothing is said. */
export function flagOf(value: unknown): boolean | undefined {
  const text = textOf(value).toLowerCase();
  if (["1", "true", "yes", "y", "on"].includes(text)) return true;
  return ["0", "false", "no", "n", "off"].includes(text) ? false : undefined;
}

/**
 * A decimal number as digits with a point, without what parts its thousands; undefined where it is none, or where it may
 * be read in two ways: `1,250` is twelve hundred and fifty to some and one and a quarter to others.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["1,250.00", "1.250,00", "1 250,00", "1,250,000"].map(decimalOf), ["1250.00", "1250.00", "1250.00", "1250000"]);
 * assertEquals(["1,250", "12,50", "1.250"].map(decimalOf), [undefined, undefined, "1.250"]);
 * ```
 */
export function decimalOf(text: string): string | undefined {
  const plain = text.replace(/^[\u2212\u2013]/, "-");
  if (/^-?\d+(\.\d+)?$/.test(plain)) return plain;
  for (const { parted, thousands, point } of SEPARATED) {
    if (parted.test(plain)) return plain.replace(thousands, "").replace(point, ".");
  }
  return undefined;
}

const SEPARATED = [
  { parted: /^-?\d{1,3}(,\d{3})+\.\d+$|^-?\d{1,3}(,\d{3}){2,}$/, thousands: /,/g, point: "." },
  { parted: /^-?\d{1,3}(\.\d{3})+,\d+$|^-?\d{1,3}(\.\d{3}){2,}$/, thousands: /\./g, point: "," },
  {
    parted: /^-?\d{1,3}([ \u00a0\u2009\u202f'’]\d{3})+([.,]\d+)?$/,
    thousands: /[ \u00a0\u2009\u202f'’]/g,
    point: ",",
  },
];

/** The shapes that a transform reads as they are; in any other, what it made of them is remarked. */
export interface Shapes {
  /** A list of plain values is nothing special to it. */
  lists?: boolean;
  /** Members of objects that it reads; `any` for one that keeps all of them. */
  members?: readonly string[] | "any";
  /** A text in brackets that may be one that a person typed stays that text. */
  typed?: boolean;
  /** Where it makes nothing of a plain value, that is no matter of the value's shape. */
  plain?: boolean;
}

/**
 * What there is to say of the shape in which a value came: that it was read though it is no plain value, or that nothing
 * could be made of it. Undefined for a plain value that was read or has its own remark, and where there is none.
 *
 * @param outcome what became of it: a value, a remark of its own, or nothing
 */
export function shapeRemark(
  value: unknown,
  outcome: "made" | "remarked" | "nothing",
  { lists = false, members = [], plain = false, typed = true }: Shapes = {},
): Remark | undefined {
  if (!saysAnything(value)) return undefined;
  const inside = unpacked(value);
  // Brackets that a person typed are text, and an empty list in a text is none.
  const isPlain = typeof inside !== "object" || (typeof value === "string" && !namesThings(jsonIn(value)));
  if (isPlain && outcome === "nothing" && !plain && !isEmptyJson(value)) return "shape-unknown";
  if (isPlain && outcome === "made" && !typed && typeof inside === "object") return "shape-read";
  if (isPlain) return undefined;
  if (members === "any") return undefined;
  const known = lists && Array.isArray(inside) &&
    inside.every((
      item,
    ) => (isMembers(item) ? knows(item, members) : typeof item !== "object" || item === null));
  if (known && outcome !== "nothing") return undefined;
  return outcome === "made" ? "shape-read" : "shape-unknown";
}

const isEmptyJson = (value: unknown): boolean =>
  typeof value === "string" && typeof unpacked(value) === "object" && !saysAnything(unpacked(value));

const knows = (item: Members, members: readonly string[]): boolean =>
  Object.entries(item).every(([key, inner]) =>
    (members.includes(key) && typeof inner !== "object") || !saysAnything(inner)
  );

/** White space, and characters that have no width and no meaning by themselves. */
const BLANK = /^[\s\p{Cc}\p{Cf}]*$/u;

/** Whether there is any value in it: null, blank text and empty lists and objects are none. */
export function saysAnything(value: unknown): boolean {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one === "object" && one !== null) { for (const inner of Object.values(one)) open.push(inner); }
    else if (typeof one === "string" ? !BLANK.test(one) : one !== null && one !== undefined) return true;
  }
  return false;
}

/** JSON of a list or an object that stands in a text; any other text is given back as it is. */
function jsonIn(text: string): unknown {
  const plain = text.trim();
  if (!/^(\{[^]*\}|\[[^]*\])$/.test(plain)) return text;
  try {
    return JSON.parse(plain);
  } catch {
    return text;
  }
}

/** Whether JSON in a text is data and not what a person typed in brackets: it has a text or an object in it. */
const namesThings = (read: unknown): boolean =>
  Array.isArray(read)
    ? read.some((item) => typeof item === "string" || (typeof item === "object" && item !== null))
    : isMembers(read) && Object.keys(read).length > 0;

const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isNumbered(members: Members): boolean {
  const keys = Object.keys(members);
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key));
}

/**
 * A date of PHP, `{date, timezone_type, timezone}`, as a date and time with its offset; undefined for what is none. The
 * year before the first is what PHP makes of zeros.
 */
function phpDate(members: Members): string | undefined {
  const { date, timezone } = members;
  if (typeof date !== "string" || !("timezone_type" in members || "timezone" in members)) return undefined;
  if (/^(-0001-11-30|0000-00-00)/.test(date)) return "0000-00-00 00:00:00";
  const local = date.trim().replace(/\.0+$/, "");
  return typeof timezone === "string" ? local + offsetAt(local, timezone.trim()) : local;
}

/** `+01:00`; empty where the zone or the time is none. */
function offsetAt(local: string, zone: string): string {
  if (/^[+-]\d{2}:?\d{2}$/.test(zone)) return zone;
  if (/^(Z|UTC|GMT)$/i.test(zone)) return "Z";
  try {
    return Temporal.PlainDateTime.from(local.replace(" ", "T")).toZonedDateTime(zone).offset;
  } catch {
    return "";
  }
}
