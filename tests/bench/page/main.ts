import { chromiumPath, launch } from "../../browser/browser.ts";
import { startFakePage } from "../../browser/fake_page.ts";
import { madeUpActs } from "../../browser/made_up.ts";
import { madeUpDecisions } from "../../browser/made_up_decisions.ts";
import { HUGE, HUGE_FINDINGS, keepHuge } from "./huge.ts";
import { bytesAndPaint } from "./load.ts";
import { longRun, writesEvents } from "./long_run.ts";
import { eventToScreen } from "./screen.ts";

/**
 * Prints what the page costs: bytes, time to first paint, time from event to screen in two browsers, memory and input
 * latency while a run writes its events with its log open, as fast as it can and then as fast as a source lets it; and
 * the same bytes with 10,000 of everything. `deno task bench:page [EVENTS]`; default 200,000. Nothing here passes or
 * fails.
 */
const EVENTS = Number(Deno.args[0] ?? 200_000);
const FEWER_EVENTS = Math.ceil(EVENTS / 20);
/** About 200 events a second. */
const SLOW_MS = 95;

const path = chromiumPath();
if (!path) throw new Error("Chromium is not on this machine; CHROMIUM names its place.");
const browser = await launch(path);
await using fake = await startFakePage({
  ...madeUpActs(),
  extract: (kit) => write(kit),
  delta: () => Promise.resolve({ state: "green", verdict: "nothing is left", findings: HUGE_FINDINGS }),
}, { decisions: madeUpDecisions });
let write = writesEvents(EVENTS, 1);

await bytesAndPaint(browser, fake, "before anything was run");
for (const step of ["audit", "schema", "members", "sample", "full-run"]) await run(step);
await bytesAndPaint(browser, fake, "after a run");
await eventToScreen(browser, fake);
await longRun(browser, fake, `${EVENTS} events as fast as they can be written`);
write = writesEvents(FEWER_EVENTS, SLOW_MS);
await longRun(browser, fake, `${FEWER_EVENTS} events, at most ${Math.floor(20_000 / SLOW_MS)} a second`);
await bytesAndPaint(browser, fake, "after these events");
await run("delta");
await keepHuge(fake);
await bytesAndPaint(
  browser,
  fake,
  `with ${HUGE} conflicts, ${HUGE} failed rows, ${HUGE_FINDINGS.length} findings of ${HUGE} rows`,
);
await browser.close();

async function run(step: string): Promise<void> {
  await fake.page.post(`/cells/${step}/run`);
  await fake.page.console.runner.active?.done;
}
