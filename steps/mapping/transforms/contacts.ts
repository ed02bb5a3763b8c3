import { type CountryCode, parsePhoneNumberFromString, type PhoneNumber } from "libphonenumber-js/max";
import { z } from "zod";
import type { Json } from "../../twenty/json.ts";
import { itemsOf, membersOf } from "../shapes.ts";
import {
  carried,
  dropped,
  idOf,
  type Mapped,
  nothing,
  type Remark,
  textOf,
  type Transform,
} from "../transform.ts";

/** How people are reached. */
export const CONTACTS = {
  /**
   * Twenty lower-cases an address. A primary address is unique in Twenty; in PracticeHub families share one, so the
   * oldest patient keeps it and the others have it as additional.
   */
  emails: {
    type: "EMAILS",
    words: "e-mail addresses",
    shapes: { lists: true },
    needs: ["holderOf", "takenInTarget"],
    like: "emails",
    carries: "read as e-mail addresses",
    run({ value, row, context }) {
      const given = itemsOf(value).map(addressIn);
      const emails = [...new Set(given.flatMap((raw) => normalEmail(raw) ?? []))];
      const lost: Remark | undefined = given.some((raw) => !normalEmail(raw)) ? "email-invalid" : undefined;
      const [email, ...more] = emails;
      if (!email) return lost ? dropped(lost) : nothing;
      const holder = context.holderOf(email);
      const taken: Remark | undefined = holder !== undefined && holder !== idOf(row.id)
        ? "email-shared"
        : context.takenInTarget(email, row.id)
        ? "email-taken"
        : undefined;
      const kept = taken
        ? { primaryEmail: "", additionalEmails: emails }
        : { primaryEmail: email, additionalEmails: more };
      return { ...carried(kept, taken ?? lost), ...(taken && lost ? { also: lost } : {}) };
    },
  },
  phones: {
    type: "PHONES",
    words: "telephone numbers",
    shapes: { lists: true, members: ["country_code", "number"] },
    needs: ["country"],
    like: "phones",
    carries: "read as telephone numbers",
    join: withNumbers,
    run: ({ value, context }) => readPhones(value, context.country),
  },
  /** An address from the attributes that rows have been seen with (contracts/practicehub 3.1). */
  address: {
    type: "ADDRESS",
    takes: ["row"],
    words: "address from its parts",
    reads: [
      ...["address", "address_str", "street", "address_2", "address2"],
      ...["city", "town", "state", "county", "region", "postcode", "zip", "country"],
    ],
    run({ row }) {
      const inside = membersOf(row["address"]);
      const all: Record<string, unknown> = inside ? { ...row, address: null, ...inside } : row;
      const first = (...names: string[]): string =>
        names.map((n) => textOf(all[n]).replaceAll("\u0000", "").toWellFormed()).find((t) => t !== "") ?? "";
      const value = {
        addressStreet1: first("address", "address_str", "street", ...inside ? ["address_1", "line1"] : []),
        addressStreet2: first("address_2", "address2"),
        addressCity: first("city", "town"),
        addressState: first("state", "county", "region"),
        addressPostcode: first("postcode", "zip"),
        addressCountry: first("country"),
      };
      if (Object.values(value).some((part) => part !== "")) {
        return carried(value, saysMore(Object.values(value), all) ? "sources-differ" : undefined);
      }
      const said = textOf(inside).replaceAll("\u0000", "").toWellFormed();
      return said === "" ? nothing : carried({ ...value, addressStreet1: said });
    },
  },
} satisfies Record<string, Transform>;

/** Attributes of which one row may have two for one part of an address. */
const ALTERNATIVES = [
  ["address", "address_str", "street"],
  ["address_2", "address2"],
  ["city", "town"],
  ["state", "county", "region"],
  ["postcode", "zip"],
];

/** Whether a row has two different texts for one part of an address, of which only the first is kept. */
const saysMore = (kept: readonly string[], row: Record<string, unknown>): boolean =>
  ALTERNATIVES.some((names) =>
    names.map((name) => textOf(row[name])).some((text) => text !== "" && !kept.includes(text))
  );

/** Twenty is lenient: `a@b` and `ä@ö.test` pass, spaces, quotes and a second @ do not (contracts/twenty g2). */
const Email = z.email({ pattern: z.regexes.unicodeEmail });

/** The address as Twenty stores it, or undefined where it would refuse it. */
export function normalEmail(raw: string): string | undefined {
  const email = raw.trim().toLowerCase();
  return email.length <= 254 && Email.safeParse(email).success ? email : undefined;
}

/** The address of an object that has one, else what it says. */
function addressIn(item: unknown): string {
  const members = membersOf(item);
  return ["email", "address", "email_address", "value"].map((name) => textOf(members?.[name]))
    .find((text) => text !== "") ?? textOf(item);
}

/** Digits that are dialled before a number, and the number, of an object that has them or of a text. */
function numberIn(item: unknown): { code: string; number: string } {
  const members = membersOf(item);
  const held = ["number", "phone", "phone_number", "value"].map((name) => textOf(members?.[name]))
    .find((text) => text !== "");
  return { code: textOf(members?.["country_code"]), number: members ? held ?? "" : textOf(item) };
}

const Stored = z.object({
  primaryPhoneNumber: z.string(),
  primaryPhoneCountryCode: z.string(),
  primaryPhoneCallingCode: z.string(),
  additionalPhones: z.array(
    z.object({ number: z.string(), countryCode: z.string(), callingCode: z.string() }),
  ),
});

/**
 * Telephone numbers as Twenty stores them: national number, calling code, country (contracts/twenty g). The source
 * has dialling digits and a number as typed (contracts/practicehub 3.1). The country is the one the number itself
 * belongs to: a Jersey number called British is refused.
 *
 * @param value what the source has: a list of `{ country_code, number }`, or a text
 * @param country whose numbers those without a country are; undefined: they are left out
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(readPhones("020 7946 0958", "GB"), {
 *   value: {
 *     primaryPhoneNumber: "2079460958",
 *     primaryPhoneCountryCode: "GB",
 *     primaryPhoneCallingCode: "+44",
 *     additionalPhones: [],
 *   },
 *   remark: "phone-country-assumed",
 * });
 * assertEquals(readPhones("020 7946 0958", undefined), { remark: "phone-no-country" });
 * assertEquals(readPhones([], "GB"), {});
 * ```
 */
export function readPhones(value: unknown, country: CountryCode | undefined): Mapped {
  // One object may be one number; exports have one number a column, as it was typed.
  const raw = itemsOf(value).map(numberIn);
  const parsed: PhoneNumber[] = [];
  const named = new Set<string>();
  let remark: Remark | undefined;
  for (const { code, number } of raw) {
    const read = parse(code, number, country);
    if (typeof read === "string") remark = read;
    else if (read) {
      if (read.ext) remark ??= "phone-extension";
      if (namesCountry(code, number)) named.add(read.number);
      if (!parsed.some((p) => p.number === read.number)) parsed.push(read);
    }
  }
  const [first, ...rest] = parsed;
  if (!first) return remark ? dropped(remark) : nothing;
  const assumed: Remark | undefined = parsed.some((p) => !named.has(p.number))
    ? "phone-country-assumed"
    : undefined;
  return {
    ...carried({
      primaryPhoneNumber: first.nationalNumber,
      primaryPhoneCountryCode: first.country ?? "",
      primaryPhoneCallingCode: `+${first.countryCallingCode}`,
      additionalPhones: rest.map((p) => ({
        number: p.nationalNumber,
        countryCode: p.country ?? "",
        callingCode: `+${p.countryCallingCode}`,
      })),
    }, remark ?? assumed),
    ...(remark && assumed ? { also: assumed } : {}),
  };
}

function parse(
  code: string,
  number: string,
  country: CountryCode | undefined,
): PhoneNumber | Remark | undefined {
  if (number === "") return undefined;
  if (isInternational(number)) return possible(number.replace(/^\s*00/, "+"), undefined);
  if (namesCountry(code, number)) return possible(`+${dialled(code)} ${number}`, undefined);
  return country ? possible(number, country) : "phone-no-country";
}

const isInternational = (number: string): boolean => /^\s*(\+|00)/.test(number);
const dialled = (code: string): string => code.replace(/\D/g, "").replace(/^00/, "");
const namesCountry = (code: string, number: string): boolean =>
  isInternational(number) || dialled(code) !== "";

/**
 * Numbers of one source beside those of another, each once: the first of the first stays the primary one. What holds
 * all of them already is given back as it is.
 */
export function withNumbers(stored: Json, more: Json): Json {
  const { additionalPhones, ...primary } = Stored.parse(stored);
  const other = Stored.parse(more);
  const others = [
    {
      number: other.primaryPhoneNumber,
      countryCode: other.primaryPhoneCountryCode,
      callingCode: other.primaryPhoneCallingCode,
    },
    ...other.additionalPhones,
  ];
  const known = new Set([
    primary.primaryPhoneCallingCode + primary.primaryPhoneNumber,
    ...additionalPhones.map((p) => p.callingCode + p.number),
  ]);
  const unknown = others.filter((p) => !known.has(p.callingCode + p.number));
  return unknown.length === 0 ? stored : { ...primary, additionalPhones: [...additionalPhones, ...unknown] };
}

/** Possible, not valid: numbers set aside for examples, and new ranges, are possible and Twenty takes them. */
function possible(text: string, country: CountryCode | undefined): PhoneNumber | Remark {
  const parsed = parsePhoneNumberFromString(
    text,
    country ? { defaultCountry: country, extract: false } : { extract: false },
  );
  return parsed?.isPossible() ? parsed : "phone-invalid";
}
