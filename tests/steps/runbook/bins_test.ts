import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { Bins, MOST_BINS } from "../../../steps/runbook/throughput.ts";

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

Deno.test("an amount lies on the time that it is spread over, and all of it on a single moment", () => {
  const bins = new Bins();
  bins.spread(10, 100, 600);
  assertEquals(bins.read(700), { widthMs: 250, values: [3, 5, 2] });
  bins.spread(4, 300, 300);
  assertEquals(bins.read(700).values, [3, 9, 2]);
});

Deno.test("however long it lasts the points are bounded, and of the amount nothing is lost", () => {
  fc.assert(fc.property(
    fc.array(fc.tuple(fc.nat(100), fc.nat(86_400_000), fc.nat(600_000)), { minLength: 1, maxLength: 30 }),
    (given) => {
      const bins = new Bins();
      for (const [amount, from, took] of given) bins.spread(amount, from, from + took);
      const end = Math.max(...given.map(([, from, took]) => from + took)) + 1;
      const { widthMs, values } = bins.read(end);
      assert(values.length <= MOST_BINS, `${values.length} points`);
      assert(values.length * widthMs >= end);
      assertAlmostEquals(sum(values), sum(given.map(([amount]) => amount)), 1e-6);
    },
  ));
});

Deno.test("two that are read up to the same moment have bins of the same width, whatever lies in them", () => {
  const [full, empty] = [new Bins(), new Bins()];
  for (let at = 0; at < 100_000; at += 500) full.spread(1, at, at + 500);
  assertEquals(full.read(100_000).widthMs, 1_000);
  assertEquals(empty.read(100_000), { widthMs: 1_000, values: Array(100).fill(0) });
});

Deno.test("of what is set, two neighbours that are merged keep what the caller says", () => {
  const bins = new Bins((earlier, later) => later || earlier);
  bins.set(60, 0);
  bins.set(30, 300);
  bins.set(20, 600);
  assertEquals(bins.read(1_000).values, [60, 30, 20, 0]);
  assertEquals(bins.read(40_000).values.slice(0, 3), [30, 20, 0]);
});
