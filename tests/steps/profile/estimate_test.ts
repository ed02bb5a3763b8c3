import { assertEquals, assertStringIncludes } from "@std/assert";
import { bytes, estimate, type EstimateInput, span } from "../../../steps/profile/estimate.ts";

const INPUT: EstimateInput = {
  rows: new Map([["practitioners", 9], ["patients", 1_200], ["appointments", 7_500]]),
  landed: new Map([["company", 4], ["person", 1_209], ["appointment", 7_500]]),
  files: 100,
  fileBytes: 20_000_000,
  objectsToMake: 2,
  fieldsToMake: 50,
  inTarget: 450,
  intervalMs: 1_000,
  requestsPerMinute: undefined,
};

const cell = (name: string, change: Partial<EstimateInput> = {}) => {
  const found = estimate({ ...INPUT, ...change }).find((e) => e.cell === name);
  if (!found) throw new Error(`no estimate of ${name}`);
  return found;
};

Deno.test("every cell that is still to come has its requests, its time and its arithmetic", () => {
  assertEquals(estimate(INPUT).map((e) => e.cell), [
    "schema",
    "members",
    "extract",
    "sample",
    "full-run",
    "delta",
    "rollback",
  ]);
});

Deno.test("the extract reads a page of each resource for every 100 rows, and practitioners twice", () => {
  const { source, target, seconds } = cell("extract");
  assertEquals({ source, target, seconds }, { source: 1 + 12 + 75 + 1, target: 0, seconds: 89 });
});

Deno.test("the full run writes and reads back each batch of 200, and waits for tokens beyond the burst", () => {
  const batches = 1 + 7 + 38;
  const { target, seconds, how } = cell("full-run");
  assertEquals(target, 2 * batches + 3);
  assertEquals(seconds, 100 / 20);
  assertStringIncludes(how, "8,713 records ÷ 200 a batch = 46 batches");
  const large = cell("full-run", { landed: new Map([["appointment", 200_000]]), files: 0 });
  assertEquals([large.target, large.seconds], [2_003, Math.ceil(1_903 * 0.6)]);
});

Deno.test("a limit that is set counts in place of Twenty's own", () => {
  const large = cell("full-run", {
    landed: new Map([["appointment", 200_000]]),
    files: 0,
    requestsPerMinute: 1_000,
  });
  assertEquals(large.seconds, Math.ceil(1_003 * 0.06));
});

Deno.test("metadata is not limited but slow, and a schema that is there costs one look", () => {
  assertEquals([cell("schema").unlimited, cell("schema").seconds], [54, Math.ceil(2 * 0.5 + 50 * 0.2)]);
  assertEquals(cell("rollback", { landed: new Map(), files: 0 }).seconds, Math.ceil(52 * 0.2));
  const done = cell("schema", { objectsToMake: 0, fieldsToMake: 0 });
  assertEquals([done.unlimited, done.seconds], [1, 0]);
});

Deno.test("a rollback removes each file by itself", () => {
  const [some, more] = [1_000, 2_000].map((files) => cell("rollback", { files }));
  assertEquals([more!.target - some!.target, more!.seconds - some!.seconds], [1_000, 600]);
});

Deno.test("time and bytes are said in words", () => {
  assertEquals([0, 59, 60, 200, 3_900].map(span), ["under 1 s", "59 s", "1 min", "3 min 20 s", "1 h 5 min"]);
  assertEquals([900, 20_000_000, 2_600_000_000].map(bytes), ["1 kB", "20 MB", "2.6 GB"]);
});
