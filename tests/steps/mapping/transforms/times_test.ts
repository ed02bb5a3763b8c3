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
  // Other ways to write the same.
  ["2024-05-01 10:00:00.000000", "Europe/London", { value: "2024-05-01T09:00:00.000Z" }],
  ["2024-05-01 10:00:00.123456", "Europe/London", { value: "2024-05-01T09:00:00.123Z" }],
  ["2024-05-01T10:00:00,5", "Europe/London", { value: "2024-05-01T09:00:00.500Z" }],
  ["2024-05-01  10:00", "Europe/London", { value: "2024-05-01T09:00:00.000Z" }],
  ["2024-05-01T10:00:00Z", "Europe/London", { value: "2024-05-01T10:00:00.000Z" }],
  ["2024-05-01t10:00:00z", "Europe/London", { value: "2024-05-01T10:00:00.000Z" }],
  ["2024-05-01T10:00Z", "Europe/London", { value: "2024-05-01T10:00:00.000Z" }],
  ["2024-05-01T10:00:00.000000Z", "Europe/London", { value: "2024-05-01T10:00:00.000Z" }],
  ["2024-05-01T10:00:00+02:00", "Europe/London", { value: "2024-05-01T08:00:00.000Z" }],
  ["2024-05-01 10:00:00 -0330", "Europe/London", { value: "2024-05-01T13:30:00.000Z" }],
  ["2024-05-01T10:00:00+02", "Europe/London", { value: "2024-05-01T08:00:00.000Z" }],
  // An offset says which of two; nothing was skipped or doubled.
  ["2024-03-31T01:30:00Z", "Europe/London", { value: "2024-03-31T01:30:00.000Z" }],
  ["2024-10-27T01:30:00+00:00", "Europe/London", { value: "2024-10-27T01:30:00.000Z" }],
  ["2024-05-01 10:00:60", "Europe/London", { remark: "time-impossible" }],
  ["2024-05-01T10:00:00+99:00", "Europe/London", { remark: "time-impossible" }],
  ["2024-02-30T10:00:00Z", "Europe/London", { remark: "time-impossible" }],
  // Half an hour was skipped here, a whole day there.
  ["2024-10-06 02:10", "Australia/Lord_Howe", { value: "2024-10-05T15:40:00.000Z", remark: "time-gap" }],
  ["2011-12-30 10:00", "Pacific/Apia", { value: "2011-12-30T20:00:00.000Z", remark: "time-gap" }],
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
  assertEquals<unknown>(mapped("instant", "2024-05-01T10:00:00Z"), { value: "2024-05-01T10:00:00.000Z" });
});

Deno.test("an appointment lasts as long as it took, or nothing is said", () => {
  const lasting = (start: unknown, end: unknown) => mapped("minutes", undefined, { row: { start, end } });
  assertEquals<unknown>(lasting("2024-05-01 10:00:00", "2024-05-01 10:45:00"), { value: 45 });
  assertEquals<unknown>(lasting("2024-05-01 23:30:00", "2024-05-02 00:15:00"), { value: 45 });
  assertEquals<unknown>(lasting("2024-05-01 10:00:00", null), {});
  assertEquals<unknown>(lasting("", "2024-05-01 10:00:00"), {});
  assertEquals<unknown>(lasting("nonsense", "2024-05-01 10:00:00"), {});
});

interface Visit {
  zone: string;
  start: string;
  end: string;
  expected: unknown[];
}

const LONDON = "Europe/London";
const LORD_HOWE = "Australia/Lord_Howe";
const VISITS: Record<string, Visit> = {
  "an hour was skipped at its start": {
    zone: LONDON,
    start: "2026-03-29 01:30:00",
    end: "2026-03-29 02:15:00",
    expected: ["2026-03-29T01:30:00.000Z", "time-gap", "2026-03-29T02:15:00.000Z", "time-gap-before", 45],
  },
  "all of it lies in the hour that was skipped": {
    zone: LONDON,
    start: "2026-03-29 01:10",
    end: "2026-03-29 01:40",
    expected: ["2026-03-29T01:10:00.000Z", "time-gap", "2026-03-29T01:40:00.000Z", "time-gap", 30],
  },
  "its end lies in the hour that was skipped": {
    zone: LONDON,
    start: "2026-03-29 00:45",
    end: "2026-03-29 01:15",
    expected: ["2026-03-29T00:45:00.000Z", undefined, "2026-03-29T01:15:00.000Z", "time-gap", 30],
  },
  "half an hour was skipped at its start": {
    zone: LORD_HOWE,
    start: "2024-10-06 02:10:00",
    end: "2024-10-06 02:55:00",
    expected: ["2024-10-05T15:40:00.000Z", "time-gap", "2024-10-05T16:25:00.000Z", "time-gap-before", 45],
  },
  "its start happened twice, and only the second leaves it as long": {
    zone: LONDON,
    start: "2026-10-25 01:45",
    end: "2026-10-25 02:15",
    expected: ["2026-10-25T01:45:00.000Z", "time-overlap-later", "2026-10-25T02:15:00.000Z", undefined, 30],
  },
  "both happened twice": {
    zone: LONDON,
    start: "2026-10-25 01:15",
    end: "2026-10-25 01:45",
    expected: ["2026-10-25T00:15:00.000Z", "time-overlap", "2026-10-25T00:45:00.000Z", "time-overlap", 30],
  },
  "its end happened twice": {
    zone: LONDON,
    start: "2026-10-25 00:45",
    end: "2026-10-25 01:15",
    expected: ["2026-10-24T23:45:00.000Z", undefined, "2026-10-25T00:15:00.000Z", "time-overlap", 30],
  },
  "its start has an offset": {
    zone: LONDON,
    start: "2026-07-01T09:00:00Z",
    end: "2026-07-01 10:45",
    expected: ["2026-07-01T09:00:00.000Z", undefined, "2026-07-01T09:45:00.000Z", undefined, 45],
  },
  "it ends before it begins, in the hour that was skipped": {
    zone: LONDON,
    start: "2026-03-29 01:30",
    end: "2026-03-29 00:30",
    expected: ["2026-03-29T01:30:00.000Z", "time-gap", "2026-03-29T00:30:00.000Z", undefined, -60],
  },
  "its end is no time": {
    zone: LONDON,
    start: "2026-03-29 01:30",
    end: "later",
    expected: ["2026-03-29T01:30:00.000Z", "time-gap", undefined, "time-impossible", undefined],
  },
};

for (const [name, { zone, start, end, expected }] of Object.entries(VISITS)) {
  Deno.test(`a visit is as long as booked: ${name}`, () => {
    const given = { row: { start, end }, context: { timeZone: zone } };
    const [begins, ends] = [mapped("visitStart", start, given), mapped("visitEnd", end, given)];
    const length = mapped("minutes", undefined, given);
    assertEquals<unknown[]>([begins.value, begins.remark, ends.value, ends.remark, length.value], expected);
  });
}

Deno.test("within a few hours of any change of the clocks a visit of under an hour is as long as booked", () => {
  const changes: [zone: string, day: string][] = [
    [LONDON, "2026-03-29"],
    [LONDON, "2026-10-25"],
    [LORD_HOWE, "2024-10-06"],
    [LORD_HOWE, "2024-04-07"],
    ["America/New_York", "2026-03-08"],
    ["America/New_York", "2026-11-01"],
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...changes),
      fc.integer({ min: 0, max: 5 * 60 }),
      fc.integer({ min: 0, max: 29 }),
      ([zone, day], at, length) => {
        const midnight = Temporal.PlainDateTime.from(`${day}T00:00`);
        const text = (minutes: number) => midnight.add({ minutes }).toString().replace("T", " ");
        const [start, end] = [text(at), text(at + length)];
        const given = { row: { start, end }, context: { timeZone: zone } };
        const [begins, ends] = [mapped("visitStart", start, given), mapped("visitEnd", end, given)];
        const lasts = Date.parse(String(ends.value)) - Date.parse(String(begins.value));
        // A start before the clocks went back and an end after them are both as the wall showed them.
        if (begins.remark === undefined && ends.remark === undefined) return;
        assertEquals(lasts, length * 60_000, `${start} to ${end} in ${zone}`);
      },
    ),
    { numRuns: 2_000 },
  );
});
