import { type CountryCode, parsePhoneNumberWithError } from "libphonenumber-js/max";
import type { Row } from "../../../fixtures/practice/practice.ts";
import type { Reading } from "./context.ts";
import type { Found } from "./workspace.ts";

interface Stored {
  primaryPhoneNumber?: string;
  primaryPhoneCallingCode?: string;
  primaryPhoneCountryCode?: string;
  additionalPhones?: { number?: string; callingCode?: string; countryCode?: string }[];
}

/** The numbers in the order of the source, each once, in international form and with the country they belong to. */
export function checkPhones({ country, out }: Reading, key: string, row: Row, found: Found): void {
  const given = Array.isArray(row.numbers) ? row.numbers as { country_code?: string; number?: string }[] : [];
  const expected = given.map((entry) => international(entry.country_code ?? "", entry.number ?? "", country));
  const stored = { ...found["phones"] as Stored };
  const primary = {
    number: stored.primaryPhoneNumber,
    callingCode: stored.primaryPhoneCallingCode,
    countryCode: stored.primaryPhoneCountryCode,
  };
  const there = [primary, ...stored.additionalPhones ?? []].filter((phone) => phone.number).map((phone) =>
    `${phone.callingCode ?? ""}${phone.number} ${phone.countryCode ?? ""}`
  );
  out.same("people", key, "phones", distinct(expected), distinct(there));
}

const distinct = (numbers: string[]): string => [...new Set(numbers)].filter((n) => n !== "").join("; ");

/** Dialled like British numbers, and of countries of their own (contracts/twenty g). */
const ISLANDS: readonly [numbers: RegExp, country: string][] = [
  [/^\+44(1534|7509|7700[37]|7797|7829|7937)/, "JE"],
  [/^\+44(1624|7[4569]24)/, "IM"],
  [/^\+44(1481|7781|7839|7911)/, "GG"],
];

/** E.164 and the country, or "" for what is no possible number. */
function international(code: string, number: string, country: CountryCode | undefined): string {
  const digits = code.replace(/\D/g, "");
  const isNational = digits === "" && !/^\s*(\+|00)/.test(number);
  if (isNational && country === undefined) return "";
  const options = isNational && country
    ? { defaultCountry: country, extract: false }
    : /^\s*\+/.test(number)
    ? { extract: false }
    : { defaultCallingCode: digits, extract: false };
  try {
    const parsed = parsePhoneNumberWithError(number, options);
    const island = ISLANDS.find(([numbers]) => numbers.test(parsed.number))?.[1];
    return parsed.isPossible() ? `${parsed.number} ${island ?? parsed.country ?? ""}` : "";
  } catch {
    return "";
  }
}
