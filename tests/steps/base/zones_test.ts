import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { checkSettings, completeSettings } from "../../../steps/base/check_settings.ts";
import { UsageError } from "../../../steps/base/errors.ts";
import { isFixed, placeOf, zoneNamed } from "../../../steps/base/zones.ts";
import { countryOfZone } from "../../../steps/mapping/country.ts";
import { toInstant } from "../../../steps/mapping/transforms/times.ts";

const ZONES: [typed: string, zone: string | undefined, fixed?: boolean][] = [
  ["europe/london", "Europe/London"],
  [" Europe/London ", "Europe/London"],
  ["GB", "Europe/London"],
  ["gb", "Europe/London"],
  ["US/Eastern", "America/New_York"],
  ["us/pacific", "America/Los_Angeles"],
  ["Canada/Atlantic", "America/Halifax"],
  ["Singapore", "Asia/Singapore"],
  ["NZ", "Pacific/Auckland"],
  ["EST5EDT", "America/New_York"],
  ["CET", "Europe/Brussels"],
  ["Europe/Kyiv", "Europe/Kyiv"],
  ["Asia/Kolkata", "Asia/Kolkata"],
  ["EST", "EST", true],
  ["MST", "MST", true],
  ["Etc/GMT+5", "Etc/GMT+5", true],
  ["etc/utc", "Etc/UTC", true],
  ["UTC", "UTC", true],
  ["GMT", "GMT", true],
  ["UTC+1", "+01:00", true],
  ["GMT-3", "-03:00", true],
  ["+0530", "+05:30", true],
  ["UTC+05:30", "+05:30", true],
  ...["BST", "IST", "PST", "CST", "AEST", "CEST", "JST", "Mars/Olympus", "London", "UTC+99", "Factory", ""]
    .map((typed): [string, undefined] => [typed, undefined]),
];

for (const [typed, zone, fixed = false] of ZONES) {
  Deno.test(`time zone: “${typed}” is ${zone ?? "none"}`, () => {
    assertEquals(zoneNamed(typed), zone);
    if (zone === undefined) return;
    assertEquals(isFixed(zone), fixed);
    assertEquals(zoneNamed(zone), zone, "its own name stays");
    // Whatever is accepted works with both halves of the platform.
    assert(placeOf(zone) !== "");
    assertEquals(toInstant("2026-01-15 12:00", zone).remark, undefined);
  });
}

Deno.test("every zone that the platform lists is taken as it is", () => {
  for (const zone of Intl.supportedValuesOf("timeZone")) assertEquals(zoneNamed(zone), zone);
});

const GIVEN = {
  sourceUrl: "https://a.example",
  targetUrl: "https://b.example",
  sourceApp: "a=a@example.com",
  timeZone: "Europe/London",
};

Deno.test("an abbreviation is refused when it is asked, by a sentence", () => {
  for (const timeZone of ["BST", "IST", "PST", "CEST"]) {
    const { message } = assertThrows(() => checkSettings({ timeZone }), UsageError);
    assertStringIncludes(message, "is not an IANA zone such as Europe/London");
  }
});

Deno.test("the zone is kept by its own name, and its country is found by any name", () => {
  assertEquals(completeSettings({ ...GIVEN, timeZone: "GB" }).timeZone, "Europe/London");
  assertEquals(["Asia/Kolkata", "Europe/Kyiv", "Europe/London", "UTC", "+01:00"].map(countryOfZone), [
    "IN",
    "UA",
    "GB",
    undefined,
    undefined,
  ]);
});

Deno.test("UK is Great Britain, and a country that there is none of is refused", () => {
  assertEquals(completeSettings({ ...GIVEN, country: "UK" }).country, "GB");
  for (const country of ["EN", "XX", "ZZ"]) {
    const { message } = assertThrows(() => checkSettings({ country }), UsageError);
    assertStringIncludes(message, "is not a country such as GB");
  }
});
