import type { Json } from "../twenty/json.ts";
import type { Leaf } from "./leaves.ts";
import { hasMarkup, type Said, saidInHtml, saidInMarkdown, standIn, tokensOf } from "./markup.ts";

/** What the accountant may ask besides the row and the record. None of it computes what the record should hold. */
export interface Ask {
  /** The clinic's time zone. */
  timeZone: string;
  /** The option that a person confirmed for a source value of a field; undefined where the value map has none. */
  option(object: string, field: string, sourceValue: string): string | null | undefined;
  /** `resource/id` of the source row that a record of ours was made of. */
  sourceOf(targetId: string): string | undefined;
  /** The workspace member that a practitioner is, by id or by name. */
  memberOf(practitioner: string): string | undefined;
}

/** Where a leaf should be found. */
export interface Place {
  object: string;
  field: string;
}

/**
 * Whether a field of a record holds what a leaf of the source row says. It compares by what the field's value is (a
 * text, an amount, an instant, an option …), never by how it was made.
 */
export function holds(value: Json | undefined, leaf: Leaf, place: Place, ask: Ask): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "boolean") return truthOf(leaf.value) === value;
  if (typeof value === "number") return numberOf(leaf.value) === value;
  const text = String(leaf.value).trim();
  if (typeof value === "string") return textHolds(value, text, place, ask);
  if (Array.isArray(value)) return listHolds(value, text, place, ask);
  if ("amountMicros" in value) return microsOf(leaf.value) === value["amountMicros"];
  if ("primaryPhoneNumber" in value) return phonesHold(value, leaf);
  if ("markdown" in value) return saysAll(String(value["markdown"]), text);
  return scalarsIn(value).some((one) => typeof one === "string" && textHolds(one, text, place, ask)) ||
    standIn(tokensOf(text), tokensOf(scalarsIn(value).join(" ")));
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function textHolds(value: string, text: string, place: Place, ask: Ask): boolean {
  if (folded(value) === folded(text)) return true;
  if (optionOf(text, place, ask) === value) return true;
  if (UUID.test(value)) {
    return ask.sourceOf(value)?.split("/").includes(text.replace(/^0+(?=\d)|\.0+$/g, "")) === true ||
      ask.memberOf(text) === value;
  }
  if (INSTANT.test(value)) return sameMoment(text, value, ask.timeZone);
  if (DAY.test(value)) return sameDay(text, value);
  return hasMarkup(text) || value.length > text.length ? saysAll(value, text) : false;
}

function listHolds(value: readonly Json[], text: string, place: Place, ask: Ask): boolean {
  const texts = new Set(value.map((one) => typeof one === "string" ? folded(one) : ""));
  const isThere = (part: string): boolean => {
    const option = optionOf(part, place, ask);
    return texts.has(folded(part)) || (typeof option === "string" && value.includes(option));
  };
  return isThere(text) || text.split(/[,;|\n]/).map((part) => part.trim()).filter(Boolean).every(isThere);
}

/** Resources that only say whether they are in use have no word of their own for it; the value map has. */
const inUse = (text: string): string | undefined => {
  const truth = truthOf(text);
  return truth === undefined ? undefined : truth ? "active" : "inactive";
};

function optionOf(typed: string, { object, field }: Place, ask: Ask): string | null | undefined {
  const text = typed.replaceAll("\u0000", "").trim();
  const option = ask.option(object, field, text);
  const word = inUse(text);
  return option === undefined && word ? ask.option(object, field, word) : option;
}

/** Case, Unicode form and the kind and number of spaces are no difference; signs are. */
const folded = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replace(/\p{Cf}/gu, "").replaceAll("\0", "").replace(/\s+/g, " ")
    .trim();

function truthOf(value: Leaf["value"]): boolean | undefined {
  const text = String(value).trim().toLowerCase();
  if (/^(1|true|yes|y|on|x|checked)$/.test(text)) return true;
  return /^(0|false|no|n|off)$/.test(text) ? false : undefined;
}

const numberOf = (value: Leaf["value"]): number =>
  typeof value === "number" ? value : Number(String(value).replace(/[\s,'’](?=\d{3}(\D|$))/g, "").trim());

const microsOf = (value: Leaf["value"]): number => Math.round(numberOf(value) * 1_000_000);

/** Digits of one of the numbers, with or without what is dialled before them. */
function phonesHold(value: Record<string, Json>, { path, value: typed }: Leaf): boolean {
  const more = Array.isArray(value["additionalPhones"]) ? value["additionalPhones"] : [];
  const phones = [
    {
      code: value["primaryPhoneCallingCode"],
      country: value["primaryPhoneCountryCode"],
      number: value["primaryPhoneNumber"],
    },
    ...more.flatMap((one) =>
      typeof one === "object" && one !== null && !Array.isArray(one)
        ? [{ code: one["callingCode"], country: one["countryCode"], number: one["number"] }]
        : []
    ),
  ].map(({ code, country, number }) => ({
    code: digitsOf(code),
    country: String(country).toLowerCase(),
    number: digitsOf(number),
  }));
  const digits = digitsOf(typed).replace(/^0+/, "");
  const text = String(typed).trim().toLowerCase();
  if (/country|code|prefix/i.test(path.at(-1) ?? "")) {
    return phones.some(({ code, country }) => code === digits || country === text);
  }
  return digits.length > 0 && phones.some(({ code, number }) => {
    const national = number.replace(/^0+/, "");
    return digits === national || digits === code + national || digits === `${code}0${national}`;
  });
}

const digitsOf = (value: unknown): string => String(value ?? "").normalize("NFKC").replace(/\D/g, "");

/** Every word, ticked box, struck word and link of a source text. */
function saysAll(value: string, text: string): boolean {
  const [source, target] = [saidInHtml(text), bothOf(value)];
  return standIn(source.tokens, target.tokens) && source.ticked <= target.ticked &&
    source.unticked <= target.unticked && standIn(source.struck, target.struck) &&
    source.links.every((link) => target.links.some((there) => there.startsWith(link)));
}

/** Plain text and Markdown look alike; what a reader sees is the same. */
const bothOf = (value: string): Said => saidInMarkdown(value);

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(?:(?:T| +)(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Whether an instant is what a clock at the clinic showed, or the same instant with its offset. */
function sameMoment(text: string, instant: string, timeZone: string): boolean {
  const [, year, month, day, hour, minute, second, offset] = MOMENT.exec(text) ?? [];
  if (year === undefined) return false;
  const read = Date.parse(instant);
  if (offset !== undefined) {
    const [, sign = "+", hours = "00", minutes = "00"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
    const meant = Date.parse(
      `${year}-${month}-${day}T${hour ?? "00"}:${minute ?? "00"}:${second ?? "00"}${sign}${hours}:${minutes}`,
    );
    return Math.floor(meant / 1_000) === Math.floor(read / 1_000);
  }
  const wall = clock(timeZone).formatToParts(read);
  const part = (type: Intl.DateTimeFormatPartTypes) => wall.find((one) => one.type === type)?.value ?? "";
  const shown = (["year", "month", "day", "hour", "minute", "second"] as const).map(part);
  // As exactly as it was told: exports have no seconds, dates no hours.
  return [year, month, day, hour, minute, second].every((one, i) =>
    one === undefined || Number(one) === Number(shown[i])
  );
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clock(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-u-ca-iso8601", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  clocks.set(timeZone, made);
  return made;
}

/** The same year, month and day in whatever order they are written. */
function sameDay(text: string, day: string): boolean {
  if (text.slice(0, 10) === day) return true;
  const parts = (text.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  return parts.length === 3 && day.split("-").map(Number).every((one) => parts.includes(one));
}

function scalarsIn(value: Json): (string | number | boolean)[] {
  if (value === null) return [];
  if (typeof value === "object") return Object.values(value).flatMap(scalarsIn);
  return [value];
}
