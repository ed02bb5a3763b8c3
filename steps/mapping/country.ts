import { type CountryCode, getCountries } from "libphonenumber-js";
import currencyOf from "country-to-currency";
import type { Settings } from "../base/settings.ts";
import { placeOf } from "../base/zones.ts";

/** How the practice writes times, amounts and telephone numbers: what it says itself, else what its zone's country does. */
export interface Locale {
  timeZone: string;
  currency: string;
  /** Of telephone numbers that name none. */
  country: CountryCode | undefined;
}

export function localeOf(
  { timeZone, currency, country }: Pick<Settings, "timeZone" | "currency" | "country">,
): Locale {
  const ofZone = countryOfZone(timeZone);
  return {
    timeZone,
    currency: currency === "" ? currencyOfCountry(ofZone) : currency,
    country: country === "" ? ofZone : country as CountryCode,
  };
}

/** The country a time zone lies in, by CLDR's own table, or undefined for zones of none, such as UTC. */
export function countryOfZone(timeZone: string): CountryCode | undefined {
  countries ??= new Map(getCountries().toReversed().flatMap((c) => zonesOf(c).map((zone) => [zone, c])));
  return countries.get(timeZone) ?? countries.get(placeOf(timeZone));
}

/** Made once: asking every country for its zones takes longer than all the rest of reading the maps. */
let countries: Map<string, CountryCode> | undefined;

/** The currency of a country; the source never names one (contracts/practicehub 3). */
export function currencyOfCountry(country: string | undefined): string {
  return (country ? (currencyOf as Record<string, string | undefined>)[country] : undefined) ?? "USD";
}

/** `getTimeZones` is newer than TypeScript's own library. */
interface LocaleWithZones {
  getTimeZones?(): string[] | undefined;
}

function zonesOf(country: string): string[] {
  return (new Intl.Locale(`und-${country}`) as LocaleWithZones).getTimeZones?.() ?? [];
}
