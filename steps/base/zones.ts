/** Offsets from UTC, by name or written out: clocks there are never changed. */
const FIXED = /^(EST|MST|HST|UTC|UCT|GMT[+-]?0?|Greenwich|Universal|Zulu|Etc\/.+|[+-]\d{2}:\d{2})$/;
const OFFSET = /^(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$/i;
/** Older names of zones that are called by a place. */
const COUNTRY_FIRST = /^(US|Canada|Brazil|Chile|Mexico)\//;

/**
 * A time zone as everything here writes it: `europe/london` and `GB` are `Europe/London`, `UTC+1` is `+01:00`. Undefined
 * for what is none, and for abbreviations such as `BST`, which may be several.
 */
export function zoneNamed(typed: string): string | undefined {
  const [, sign = "", hours = "", minutes = "00"] = OFFSET.exec(typed.trim()) ?? [];
  const zone = sign === "" ? typed.trim() : `${sign}${hours.padStart(2, "0")}:${minutes}`;
  try {
    const { timeZoneId } = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    const place = placeOf(zone);
    // A name that is in use stays where the platform prefers an older one, as for Europe/Kyiv.
    const isPlace = timeZoneId.includes("/") && !COUNTRY_FIRST.test(timeZoneId);
    return isPlace || isFixed(timeZoneId) ? timeZoneId : place;
  } catch {
    return undefined;
  }
}

/** The name by which the platform's own tables know a zone. @throws {RangeError} it is none */
export const placeOf = (zone: string): string =>
  new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;

/** Whether a zone is an offset that no summer changes, although places on it may have one. */
export const isFixed = (zone: string): boolean => FIXED.test(zone);
