import type { CountryCode } from "libphonenumber-js";
import type { Settings } from "../base/settings.ts";
import { countryOfZone, currencyOfCountry } from "../mapping/country.ts";
import type { MapContext } from "../mapping/context.ts";
import type { Seen } from "../profile/reference_index.ts";

const SOMETHING = "something";

/** The country of telephone numbers that name none. */
export function countryFor(settings: Settings): CountryCode | undefined {
  return settings.country === "" ? countryOfZone(settings.timeZone) : settings.country as CountryCode;
}

/**
 * What transforms may look at before there is a map or an extract: every value has an option, everybody an owner,
 * and a record is missing only where all of its kind were read and it was not among them.
 */
export function lightContext(settings: Settings, seen: Seen): MapContext {
  return {
    timeZone: settings.timeZone,
    currency: settings.currency === ""
      ? currencyOfCountry(countryOfZone(settings.timeZone))
      : settings.currency,
    country: countryFor(settings),
    option: () => SOMETHING,
    targetOf: (_object, resource, id) => seen.mayBeThere(resource, id) ? SOMETHING : undefined,
    // Shared addresses are known when all patients were read, and are counted then.
    holderOf: () => undefined,
    takenInTarget: () => false,
    memberOf: () => SOMETHING,
    typeName: () => undefined,
    patientName: () => undefined,
    // Which location is a patient's shows when all visits were read; until then there is no doubt to count.
    homeOf: () => "none",
    locations: 1,
    toldTwice: () => false,
    inactive: () => false,
    memberNamed: () => SOMETHING,
  };
}
