import { type CountryCode, parsePhoneNumberWithError } from "libphonenumber-js";
import type { Row } from "../../../fixtures/practice/practice.ts";
import type { Reading } from "./context.ts";
import type { Found } from "./workspace.ts";

interface Stored {
  primaryPhoneNumber?: string;
  primaryPhoneCallingCode?: string;
  additionalPhones?: { number?: string; callingCode?: string }[];
}

/** The numbers in the order of the source, each once, in international form. */
export function checkPhones({ country, out }: Reading, key: string, row: Row, found: Found): void {
  const given = Array.isArray(row.numbers) ? row.numbers as { country_code?: string; number?: string }[] : [];
  const expected = given.map((entry) => international(entry.country_code ?? "", entry.number ?? "", country));
  const { primaryPhoneNumber, primaryPhoneCallingCode, additionalPhones } = { ...found["phones"] as Stored };
  const there = [
    `${primaryPhoneCallingCode ?? ""}${primaryPhoneNumber ?? ""}`,
    ...(additionalPhones ?? []).map((phone) => `${phone.callingCode ?? ""}${phone.number ?? ""}`),
  ];
  out.same("people", key, "phones", distinct(expected), distinct(there));
}

const distinct = (numbers: string[]): string => [...new Set(numbers)].filter((n) => n !== "").join(" ");

/** E.164, or "" for what is no possible number. */
function international(code: string, number: string, country: CountryCode): string {
  const digits = code.replace(/\D/g, "");
  const options = digits === "" || /^\s*\+/.test(number)
    ? { defaultCountry: country, extract: false }
    : { defaultCallingCode: digits, extract: false };
  try {
    const parsed = parsePhoneNumberWithError(number, options);
    return parsed.isPossible() ? parsed.number : "";
  } catch {
    return "";
  }
}
