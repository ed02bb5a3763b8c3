import { assertEquals } from "@std/assert";
import { earliestLocal, sinceWhen } from "../../../steps/staging/watermarks.ts";

const LONDON = "Europe/London";

Deno.test("where the clocks were put back meanwhile, changes are asked for from the earlier time on", () => {
  // At 01:00 UTC on 25 October 2026 it became 01:00 for the second time.
  const before = "2026-10-25T00:40:00Z";
  assertEquals(earliestLocal(before, "2026-10-25T00:59:00Z", LONDON), "2026-10-25 01:40:00");
  assertEquals(earliestLocal(before, "2026-10-25T01:00:00.500Z", LONDON), "2026-10-25 01:00:00");
  assertEquals(earliestLocal("2026-10-25T01:10:00Z", "2026-10-25T05:00:00Z", LONDON), "2026-10-25 01:10:00");
});

Deno.test("where the clocks were put forward, or not at all, the time that is asked from is the local one", () => {
  assertEquals(earliestLocal("2026-03-29T00:40:00Z", "2026-03-29T08:00:00Z", LONDON), "2026-03-29 00:40:00");
  assertEquals(earliestLocal("2026-06-01T10:00:00Z", "2026-12-24T08:00:00Z", LONDON), "2026-06-01 11:00:00");
  assertEquals(earliestLocal("2026-06-01T10:00:00Z", "2027-12-24T08:00:00Z", "UTC"), "2026-06-01 10:00:00");
});

Deno.test("a watermark is never later than the source's own clock", () => {
  assertEquals(sinceWhen("2026-06-01T10:00:00.000Z", "2026-06-01T09:00:00.000Z"), "2026-06-01T09:00:00.000Z");
  assertEquals(sinceWhen("2026-06-01T10:00:00.000Z", "2026-06-01T11:00:00.000Z"), "2026-06-01T10:00:00.000Z");
  assertEquals(sinceWhen("2026-06-01T10:00:00.000Z", undefined), "2026-06-01T10:00:00.000Z");
});
