import { assertEquals } from "@std/assert";
import { Sentence } from "../../../views/ui/time.tsx";
import { longDate, type TimeForm, written } from "../../../views/ui/times.ts";

const CASES: [instant: string, zone: string, form: TimeForm, text: string][] = [
  // London's clocks go forward at 01:00 UTC on 29 March 2026: 01:30 is never shown.
  ["2026-03-29T00:59:59.000Z", "Europe/London", "clock", "00:59:59"],
  ["2026-03-29T01:00:00.000Z", "Europe/London", "clock", "02:00:00"],
  // And back at 01:00 UTC on 25 October: 01:30 comes twice.
  ["2026-10-25T00:30:00.000Z", "Europe/London", "day", "25 Oct, 01:30"],
  ["2026-10-25T01:30:00.000Z", "Europe/London", "day", "25 Oct, 01:30"],
  ["2026-10-25T02:00:00.000Z", "Europe/London", "second", "25 Oct, 02:00:00"],
  // Half an hour, and half an hour of summer.
  ["2026-03-01T18:45:10.000Z", "Asia/Kolkata", "second", "2 Mar, 00:15:10"],
  ["2026-04-04T14:59:59.000Z", "Australia/Lord_Howe", "clock", "01:59:59"],
  ["2026-04-04T15:00:00.000Z", "Australia/Lord_Howe", "clock", "01:30:00"],
  ["2026-01-01T00:00:00.000Z", "UTC", "clock", "00:00:00"],
  ["not a time", "UTC", "clock", "not a time"],
];

for (const [instant, zone, form, text] of CASES) {
  Deno.test(`${instant} is ${text} in ${zone}`, () => assertEquals(written(instant, zone, form), text));
}

Deno.test("a paper says which of the two hours it means where clocks go back", () => {
  assertEquals(longDate("2026-10-25T00:30:00.000Z", "Europe/London"), "25 October 2026, 01:30 BST");
  assertEquals(longDate("2026-10-25T01:30:00.000Z", "Europe/London"), "25 October 2026, 01:30 GMT");
});

Deno.test("instants in a sentence are shown by the practice's clocks, everything else stays", () => {
  const text =
    "Walked from 2026-07-01T22:30:05.123Z on, until 2026-07-02T09:00Z; 2026-07-01 is a day, v1.2Z is not.";
  assertEquals(
    String(Sentence({ text, zone: "Europe/London" })).replaceAll(/<[^>]*>/g, ""),
    "Walked from 1 Jul, 23:30:05 on, until 2 Jul, 10:00:00; 2026-07-01 is a day, v1.2Z is not.",
  );
});
