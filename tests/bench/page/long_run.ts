/// <reference lib="dom" />
import { delay } from "@std/async/delay";
import type { Browser, CDPSession, Page } from "playwright-core";
import type { Kit } from "../../../steps/runbook/kit.ts";
import type { Outcome } from "../../../steps/runbook/step.ts";
import type { FakePage } from "../../browser/fake_page.ts";
import { megabytes, print, spread } from "./figures.ts";

/** As many as a batch of records writes at most. */
const EVENTS_A_COMMIT = 20;
const KEY_EVERY_MS = 150;
/** Of the lines of one log that the page keeps. */
const MOST_LINES = 500;
const GOOD_INPUT = { ms: 200, by: "a good interaction to next paint" };

/** A step that writes `events` events, `pauseMs` after each commit. */
export const writesEvents = (events: number, pauseMs: number) => async (kit: Kit): Promise<Outcome> => {
  for (let done = 0; done < events; done += EVENTS_A_COMMIT) {
    await kit.control.pass();
    await kit.log.write(...Array.from({ length: EVENTS_A_COMMIT }, (_, i) => ({
      kind: "batch",
      object: "person",
      message: `record ${done + i} confirmed and read back`,
      fields: { done: done + i },
    })));
    // As a step does that waits for an answer: only then does the server get to its pages.
    await delay(pauseMs);
    kit.progress([{ object: "person", done: done + EVENTS_A_COMMIT, total: events }]);
  }
  return { state: "green", verdict: `${events} events were written.` };
};

/** Prints memory and input latency while the extract writes its events with its log open and keys are pressed. */
export async function longRun(browser: Browser, fake: FakePage, what: string): Promise<void> {
  const page = await (await browser.newContext()).newPage();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  await page.goto(fake.link);
  await page.evaluate(noteKeys);
  const before = await used(page, cdp);
  const started = performance.now();
  await fake.page.post("/cells/extract/run");
  let running = true;
  const ended = fake.page.console.runner.active?.done.then(() => running = false);
  let mostLines = 0;
  let peak = 0;
  for (let i = 0; running; i++) {
    await page.keyboard.press(i % 2 ? "j" : "k");
    if (i % 10 === 0) {
      mostLines = Math.max(mostLines, await page.locator("#log-lines-extract > li").count());
      peak = Math.max(peak, Deno.memoryUsage().rss);
    }
    await delay(KEY_EVERY_MS);
  }
  await ended;
  const written = performance.now();
  await page.waitForSelector("#live-extract[data-state=green]", { state: "attached", timeout: 600_000 });
  const shown = performance.now();
  const after = await used(page, cdp);
  const keys = await page.evaluate(() => (globalThis as unknown as { keys: number[] }).keys);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  print(`${what}, with the page and the log open`);
  print(`  written in ${seconds(written - started)}, on the page ${seconds(shown - written)} later`);
  print(`  key to next frame: ${spread(keys, GOOD_INPUT)}`);
  print(`  browser: heap ${megabytes(before.heap)} before, ${megabytes(after.heap)} after`);
  print(
    `  elements ${before.elements} before, ${after.elements} after; main thread ${seconds(after.mainMs)}`,
  );
  print(
    `  most lines in the log: ${mostLines}; ratio to ${MOST_LINES}: ${(mostLines / MOST_LINES).toFixed(2)}`,
  );
  print(`  server: peak ${megabytes(peak)}`);
  await page.context().close();
}

/** From a key to the frame after what it did. */
function noteKeys(): void {
  const keys: number[] = [];
  (globalThis as unknown as { keys: number[] }).keys = keys;
  addEventListener(
    "keydown",
    ({ timeStamp }) =>
      requestAnimationFrame(() => setTimeout(() => keys.push(performance.now() - timeStamp))),
    true,
  );
}

async function used(page: Page, cdp: CDPSession) {
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  return {
    heap: metric("JSHeapUsedSize"),
    mainMs: metric("TaskDuration") * 1000,
    elements: await page.evaluate(() => document.querySelectorAll("*").length),
  };
}
