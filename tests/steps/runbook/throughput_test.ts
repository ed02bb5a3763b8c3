import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { MOST_BINS, Recorder, type Throughput } from "../../../steps/runbook/throughput.ts";
import { FakeWorld } from "../support/fake_world.ts";

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function stage(limits: ConstructorParameters<typeof Recorder>[1] = {}) {
  const world = new FakeWorld();
  return { world, recorder: new Recorder(world, limits) };
}

/** Requests a minute to the source, bin by bin. */
const perMinute = ({ binMs, source }: Throughput): number[] => source.requests.map((n) => n * 60_000 / binMs);

Deno.test("requests at the pace of the limit are drawn at the limit, never above it, however narrow a bin", () => {
  const { world, recorder } = stage({ source: () => 60_000 / 1_050 });
  const watch = recorder.watch("source");
  for (let i = 0; i < 20; i++, world.time += 1_050) watch.sent();
  const read = recorder.end();
  assertEquals([read.binMs, read.source.sent, read.spanMs], [250, 20, 21_000]);
  for (const rate of perMinute(read)) assertAlmostEquals(rate, 60_000 / 1_050, 0.5);
  assertEquals(new Set(read.source.limits), new Set([57.143]));
});

Deno.test("a request stands for no longer than the limit makes the next wait: what is idle after it shows as idle", () => {
  const { world, recorder } = stage({ source: () => 30 });
  recorder.watch("source").sent();
  world.time += 10_000;
  recorder.watch("source").sent();
  const { source, binMs } = recorder.read();
  assertEquals(source.requests.findLastIndex((n) => n > 0), 2_000 / binMs - 1);
  assertAlmostEquals(sum(source.requests), 1, 0.01);
});

Deno.test("a pause is told as long as it was, and neither rows nor requests are drawn over it", () => {
  const { world, recorder } = stage();
  recorder.progress([{ object: "people", done: 0, total: 100 }]);
  recorder.watch("source").sent();
  world.time += 2_000;
  recorder.progress([{ object: "people", done: 40, total: 100 }]);
  recorder.pause();
  world.time += 60_000;
  recorder.resume();
  world.time += 1_000;
  recorder.progress([{ object: "people", done: 50, total: 100 }]);
  const read = recorder.end();
  assertEquals(sum(read.paused), 60_000);
  assertAlmostEquals(sum(read.rows), 50, 0.01);
  for (const [i, paused] of read.paused.entries()) {
    if (paused < read.binMs) continue;
    assertEquals([read.rows[i], read.source.requests[i]], [0, 0]);
  }
});

Deno.test("a pause that goes on is told up to now", () => {
  const { world, recorder } = stage();
  recorder.pause();
  world.time += 3_000;
  assertEquals(sum(recorder.read().paused), 3_000);
  world.time += 1_000;
  assertEquals(sum(recorder.read().paused), 4_000);
});

Deno.test("what a system asks to wait is told, but no more than has passed of it", () => {
  const { world, recorder } = stage();
  const watch = recorder.watch("target");
  watch.sent();
  watch.waits(9_000);
  world.time += 4_000;
  assertEquals(sum(recorder.read().target.held), 4_000);
  world.time += 20_000;
  watch.sent();
  assertEquals(sum(recorder.read().target.held), 9_000);
  assertEquals(sum(recorder.read().source.held), 0);
});

Deno.test("a pace that is changed shows from then on; a limit that is found out late has held from the beginning", () => {
  let source: number | undefined = 60;
  let target: number | undefined;
  const { world, recorder } = stage({ source: () => source, target: () => target });
  for (const watch of [recorder.watch("source"), recorder.watch("target")]) watch.sent();
  world.time += 5_000;
  [source, target] = [120, 100];
  for (const watch of [recorder.watch("source"), recorder.watch("target")]) watch.sent();
  world.time += 1_000;
  const read = recorder.read();
  assertEquals([read.source.limits[0], read.source.limits.at(-1)], [60, 120]);
  assertEquals(read.source.limits.indexOf(120), 5_000 / read.binMs);
  assertEquals(new Set(read.target.limits), new Set([100]));
});

Deno.test("rows that an earlier run had done are not counted, those of objects that come later are", () => {
  const { world, recorder } = stage();
  recorder.progress([{ object: "patients", done: 300, total: 400 }]);
  world.time += 1_000;
  recorder.progress([{ object: "patients", done: 400, total: 400 }, { object: "files", done: 7, total: 9 }]);
  recorder.progress([{ object: "patients", done: 0, total: 400 }]);
  world.time += 1_000;
  recorder.progress([{ object: "patients", done: 30, total: 400 }]);
  assertAlmostEquals(sum(recorder.read().rows), 137, 0.01);
});

Deno.test("a run of a week has as many points as one of a minute may have", () => {
  const { world, recorder } = stage({ source: () => 57 });
  for (let hour = 0; hour < 24 * 7; hour++, world.time += 3_600_000) {
    recorder.watch("source").sent();
    recorder.progress([{ object: "patients", done: hour, total: 1_000 }]);
  }
  const read = recorder.end();
  const series = [read.rows, read.paused, read.source.requests, read.source.limits, read.target.held];
  assertEquals(new Set(series.map((s) => s.length)).size, 1);
  assert(read.rows.length <= MOST_BINS && read.rows.length > MOST_BINS / 2, `${read.rows.length}`);
  assert(JSON.stringify(read).length < 6_000);
});

Deno.test("a clock that is set back does not break the picture", () => {
  const { world, recorder } = stage();
  recorder.watch("source").sent();
  world.time += 2_000;
  recorder.watch("source").sent();
  world.time -= 10_000;
  recorder.watch("source").sent();
  recorder.pause();
  recorder.resume();
  const read = recorder.end();
  assertEquals([read.spanMs, read.source.sent], [2_000, 3]);
});
