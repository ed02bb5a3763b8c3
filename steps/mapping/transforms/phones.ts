import { type CountryCode, parsePhoneNumberFromString, type PhoneNumber } from "libphonenumber-js/max";
import { z } from "zod";
import type { Json } from "../../twenty/json.ts";
import { carried, dropped, type Mapped, nothing, type Remark, textOf, type Transform } from "../transform.ts";

const Numbers = z.array(z.object({ country_code: z.unknown(), number: z.unknown() }).partial().catch({}));

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
 */
export const phones: Transform = ({ value, context }) => readPhones(value, context.country);

/**
 * Numbers of a row, or one as an export has it, in Twenty's shape.
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
  // Exports have one number a column, as it was typed.
  const given = typeof value === "string" ? [{ number: value }] : Numbers.catch([]).parse(value ?? []);
  const parsed: PhoneNumber[] = [];
  const named = new Set<string>();
  let remark: Remark | undefined;
  for (const entry of given) {
    const { code, number } = {
      code: textOf("country_code" in entry ? entry.country_code : ""),
      number: textOf(entry.number),
    };
    const read = parse(code, number, country);
    if (typeof read === "string") remark = read;
    else if (read) {
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
export function withNumbers(held: Json, more: Json): Json {
  const { additionalPhones, ...primary } = Stored.parse(held);
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
  return unknown.length === 0 ? held : { ...primary, additionalPhones: [...additionalPhones, ...unknown] };
}

/** Possible, not valid: numbers set aside for examples, and new ranges, are possible and Twenty takes them. */
function possible(text: string, country: CountryCode | undefined): PhoneNumber | Remark {
  const parsed = parsePhoneNumberFromString(
    text,
    country ? { defaultCountry: country, extract: false } : { extract: false },
  );
  return parsed?.isPossible() ? parsed : "phone-invalid";
}
