import { assert, assertEquals } from "@std/assert";
import { openStage, runOn, told } from "../support/stage.ts";

Deno.test("how much of an extract is done never goes back, and counts from the start what the audit found", async () => {
  await using stage = await openStage({ patients: 30 });
  const console = await stage.console();
  const audited = await runOn(console, ["audit"]);
  assertEquals(audited.code, 0, told(audited));
  const shares: number[] = [];
  const totals: number[] = [];
  console.runner.onChange(() => {
    const { active } = console.runner;
    if (active?.run.step !== "extract" || active.progress.length === 0) return;
    const sum = (of: "done" | "total") => active.progress.reduce((n, row) => n + row[of], 0);
    shares.push(sum("done") / sum("total"));
    totals.push(sum("total"));
  });
  const ran = await runOn(console, ["extract"]);
  assertEquals(ran.code, 0, told(ran));
  assertEquals(shares, shares.toSorted((a, b) => a - b));
  assertEquals([shares[0], shares.at(-1)], [0, 1]);
  const [first = 0, last = 0] = [totals[0], totals.at(-1)];
  assert(first > 0.95 * last && first <= last, `from ${first} to ${last}`);
});
