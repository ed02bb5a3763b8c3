import { assert, assertEquals } from "@std/assert";
import fc from "../../../support/fast_check.ts";
import { toInstant } from "../../../../steps/mapping/transforms/times.ts";
import { mapped } from "../made_up_context.ts";

const INSTANTS: [given: string, zone: string, expected: unknown][] = [
  ["2024-05-01 10:00:00", "Europe/London", { value: "2024-05-01T09:00:00.000Z" }],
  ["2024-01-01 10:00:00", "Europe/London", { value: "2024-01-01T10:00:00.000Z" }],
  ["2024-05-01 10:00:00", "Europe/Madrid", { value: "2024-05-01T08:00:00.000Z" }],
  ["2024-05-01 10:00:00", "Australia/Lord_Howe", { value: "2024-04-30T23:30:00.000Z" }],
  ["2024-05-01T10:00", "Europe/London", { value: "2024-05-01T09:00:00.000Z" }],
  ["2024-05-01", "Europe/London", { value: "2024-04-30T23:00:00.000Z" }],
  // The clocks skipped 01:00 to 02:00 on this night.
  ["2024-03-31 01:30:00", "Europe/London", { value: "2024-03-31T01:30:00.000Z", remark: "time-gap" }],
  ["2024-03-31 00:59:59", "Europe/London", { value: "2024-03-31T00:59:59.000Z" }],
  ["2024-03-31 02:00:00", "Europe/London", { value: "2024-03-31T01:00:00.000Z" }],
  // 01:00 to 02:00 happened twice on this one; the first is taken.
  ["2024-10-27 01:30:00", "Europe/London", { value: "2024-10-27T00:30:00.000Z", remark: "time-overlap" }],
  ["2024-10-27 00:59:59", "Europe/London", { value: "2024-10-26T23:59:59.000Z" }],
  ["2024-10-27 02:00:00", "Europe/London", { value: "2024-10-27T02:00:00.000Z" }],
  ["0000-00-00 00:00:00", "Europe/London", { remark: "date-zero" }],
  ["0000-00-00", "Europe/London", { remark: "date-zero" }],
  ["2024-02-30 10:00:00", "Europe/London", { remark: "time-impossible" }],
  ["2024-05-01 25:00:00", "Europe/London", { remark: "time-impossible" }],
  ["01/05/2024 10:00", "Europe/London", { remark: "time-impossible" }],
  ["yesterday", "Europe/London", { remark: "time-impossible" }],
  ["", "Europe/London", {}],
];

for (const [given, zone, expected] of INSTANTS) {
  Deno.test(`instant: ${given || "nothing"} in ${zone}`, () =>
    assertEquals<unknown>(toInstant(given, zone), expected));
}

Deno.test("an instant shows the same time on the clinic's wall, and is remarked where it does not", () => {
  const zones = fc.constantFrom(
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "UTC",
  );
  const times = fc.date({ min: new Date("1900-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(times, zones, (at, zone) => {
      const local = at.toISOString().slice(0, 19).replace("T", " ");
      const { value, remark } = toInstant(local, zone);
      if (typeof value !== "string") throw new Error(`no instant for ${local} in ${zone}`);
      const wall = Temporal.Instant.from(value).toZonedDateTimeISO(zone).toPlainDateTime();
      const meant = Temporal.PlainDateTime.from(local.replace(" ", "T"));
      assertEquals(wall.equals(meant), remark !== "time-gap");
      if (remark === "time-gap") assert(Temporal.PlainDateTime.compare(wall, meant) > 0, "moved forward");
    }),
    { numRuns: 500 },
  );
});

Deno.test("of a time that happened twice the first is taken, and of two local times the order is kept", () => {
  const first = toInstant("2024-10-27 01:30:00", "Europe/London").value;
  const later = Temporal.PlainDateTime.from("2024-10-27T01:30:00")
    .toZonedDateTime("Europe/London", { disambiguation: "later" }).toInstant().toString({
      smallestUnit: "millisecond",
    });
  assert(String(first) < later);
});

const DATES: [given: unknown, expected: unknown][] = [
  ["1984-03-09", { value: "1984-03-09" }],
  ["1984-03-09 00:00:00", { value: "1984-03-09" }],
  ["2024-02-29", { value: "2024-02-29" }],
  ["2023-02-29", { remark: "date-impossible" }],
  ["1984-13-01", { remark: "date-impossible" }],
  ["09/03/1984", { remark: "date-impossible" }],
  ["0000-00-00", { remark: "date-zero" }],
  [19840309, { remark: "date-impossible" }],
  ["", {}],
  [null, {}],
];

for (const [given, expected] of DATES) {
  Deno.test(`date: ${JSON.stringify(given)}`, () => assertEquals<unknown>(mapped("date", given), expected));
}

Deno.test("a date is its own date, and an instant is not one", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
      (d) => {
        const day = d.toISOString().slice(0, 10);
        assertEquals<unknown>(mapped("date", day), { value: day });
      },
    ),
  );
  assertEquals(mapped("instant", "2024-05-01T10:00:00Z"), { remark: "time-impossible" });
});

Deno.test("an appointment lasts as long as it took, or nothing is said", () => {
  const lasting = (start: unknown, end: unknown) => mapped("minutes", undefined, { row: { start, end } });
  assertEquals<unknown>(lasting("2024-05-01 10:00:00", "2024-05-01 10:45:00"), { value: 45 });
  assertEquals<unknown>(lasting("2024-05-01 23:30:00", "2024-05-02 00:15:00"), { value: 45 });
  assertEquals<unknown>(lasting("2024-05-01 10:00:00", null), {});
  assertEquals<unknown>(lasting("", "2024-05-01 10:00:00"), {});
  assertEquals<unknown>(lasting("nonsense", "2024-05-01 10:00:00"), {});
});
