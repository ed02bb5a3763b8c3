import { assertEquals } from "@std/assert";
import { Meter } from "../../../routes/live/meter.ts";

Deno.test("the rate is that of the last half minute, and tells when the rest is done", () => {
  let now = 0;
  const meter = new Meter(() => now);
  const note = (at: number, done: number) => {
    now = at;
    meter.note(1, [{ object: "person", done, total: 1_000 }]);
  };
  note(0, 0);
  assertEquals(meter.rate(), undefined, "one point is no rate");
  note(10_000, 500);
  assertEquals(meter.rate(), 50);
  assertEquals(meter.leftMs(), 10_000);
  note(45_000, 600);
  note(55_000, 700);
  assertEquals(meter.rate(), 10, "what went fast at first is forgotten");
  assertEquals(meter.leftMs(), 30_000);
});

Deno.test("a new run begins with no rate", () => {
  let now = 0;
  const meter = new Meter(() => now);
  meter.note(1, [{ object: "a", done: 0, total: 10 }]);
  now = 5_000;
  meter.note(1, [{ object: "a", done: 5, total: 10 }]);
  meter.note(2, [{ object: "a", done: 0, total: 10 }]);
  assertEquals(meter.rate(), undefined);
});
