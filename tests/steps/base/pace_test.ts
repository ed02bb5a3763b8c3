import { assertEquals, assertRejects } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { Control } from "../../../steps/base/control.ts";
import { CancelledError } from "../../../steps/base/errors.ts";
import { Bucket, type Pace, Spacing } from "../../../steps/base/pace.ts";
import { FakeWorld } from "../support/fake_world.ts";

/** Starts of `n` requests that each take `tookMs`. */
async function starts(world: FakeWorld, pace: Pace, n: number, tookMs = 0): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < n; i++) {
    await pace.wait();
    times.push(world.time);
    world.time += tookMs;
  }
  return times;
}

const gaps = (times: number[]): number[] => times.slice(1).map((t, i) => t - (times[i] ?? 0));

Deno.test("starts are at least the interval apart, whatever answers take and however callers dawdle", async () => {
  await fc.assert(fc.asyncProperty(
    fc.integer({ min: 1, max: 5_000 }),
    fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 20 }),
    async (interval, took) => {
      const world = new FakeWorld();
      const pace = new Spacing(world, interval);
      const times: number[] = [];
      for (const ms of took) {
        await pace.wait();
        times.push(world.time);
        world.time += ms;
      }
      for (const [i, gap] of gaps(times).entries()) {
        assertEquals(gap, Math.max(interval, took[i] ?? 0));
      }
    },
  ));
});

Deno.test("time that was not used is not saved up for a burst", async () => {
  const world = new FakeWorld();
  const pace = new Spacing(world, 1_000);
  await pace.wait();
  world.time += 60_000;
  assertEquals(gaps(await starts(world, pace, 3)), [1_000, 1_000]);
});

Deno.test("callers that come at once are served one after another", async () => {
  const world = new FakeWorld();
  const due: number[] = [];
  world.sleep = (ms) => (due.push(ms), Promise.resolve());
  const pace = new Spacing(world, 1_000);
  await Promise.all([pace.wait(), pace.wait(), pace.wait()]);
  assertEquals(due, [1_000, 2_000]);
});

Deno.test("nothing leaves while the other side asked for quiet", async () => {
  const world = new FakeWorld();
  const pace = new Spacing(world, 1_000);
  await pace.wait();
  pace.hold(30_000);
  assertEquals(gaps([world.time, ...await starts(world, pace, 2)]), [30_000, 1_000]);
});

Deno.test("waiting ends when the run is cancelled", async () => {
  const world = new FakeWorld();
  const pace = new Spacing(world, 1_000);
  const control = new Control();
  await pace.wait(control.signal);
  control.cancel();
  await assertRejects(() => pace.wait(control.signal), CancelledError);
});

Deno.test("of the allowances that refusals name the narrowest counts, whichever came last", () => {
  const [second, minute] = [{ tokens: 100, windowMs: 1_000 }, { tokens: 100, windowMs: 60_000 }];
  const bucket = new Bucket(new FakeWorld());
  assertEquals(bucket.refused(second, undefined), 11);
  assertEquals(bucket.refused(minute, undefined), 618);
  assertEquals([bucket.refused(second, undefined), bucket.perMinute], [618, 100]);
});

Deno.test("a bucket of unknown size runs until the first refusal, then keeps clear of the refill", async () => {
  const world = new FakeWorld();
  const bucket = new Bucket(world);
  assertEquals(new Set(gaps(await starts(world, bucket, 100))), new Set([0]));
  bucket.refused({ tokens: 100, windowMs: 60_000 }, undefined);
  const times = [world.time, ...await starts(world, bucket, 5)];
  for (const gap of gaps(times)) if (gap < 601 || gap > 660) throw new Error(`gap ${gap}`);
  assertEquals(bucket.allowance, { tokens: 100, windowMs: 60_000 });
});

Deno.test("the gap follows the allowance that the refusal names", async () => {
  const world = new FakeWorld();
  const bucket = new Bucket(world);
  bucket.refused({ tokens: 10, windowMs: 1_000 }, undefined);
  for (const gap of gaps(await starts(world, bucket, 4))) {
    if (gap < 101 || gap > 110) throw new Error(`gap ${gap}`);
  }
});

Deno.test("a bucket of known size lets its burst go and is then spaced, without being refused first", async () => {
  const world = new FakeWorld();
  const bucket = new Bucket(world, { tokens: 3, windowMs: 1_800 });
  const times = await starts(world, bucket, 6);
  assertEquals(gaps(times).slice(0, 2), [0, 0]);
  for (const gap of gaps(times).slice(3)) if (gap < 601) throw new Error(`gap ${gap}`);
});

Deno.test("Retry-After is obeyed", async () => {
  const world = new FakeWorld();
  const bucket = new Bucket(world);
  const refusedAt = world.time;
  bucket.refused(undefined, 7_000);
  assertEquals((await starts(world, bucket, 1)).map((t) => t - refusedAt), [7_000]);
});

Deno.test("a refusal that names nothing is taken for Twenty's usual limit", async () => {
  const world = new FakeWorld();
  const bucket = new Bucket(world);
  bucket.refused(undefined, undefined);
  for (const gap of gaps(await starts(world, bucket, 3))) if (gap < 601) throw new Error(`gap ${gap}`);
});
