/// <reference lib="dom" />
import { delay } from "@std/async/delay";
import type { Browser, CDPSession, Page } from "playwright-core";
import { STATIC } from "../../routes/assets.ts";
import type { Kit } from "../../steps/engine/kit.ts";
import type { Outcome } from "../../steps/engine/step.ts";
import { chromiumPath, launch } from "../browser/browser.ts";
import { type FakePage, startFakePage } from "../browser/fake_page.ts";
import { madeUpActs } from "../browser/made_up.ts";
import { madeUpDecisions } from "../browser/made_up_decisions.ts";

/**
 * Prints what the page costs: bytes, time to first paint, time from event to screen in two browsers, and memory and
 * input latency while a run writes its events with its log open. `deno task bench:page [EVENTS]`; default 200,000.
 * Nothing here passes or fails.
 */
const EVENTS = Number(Deno.args[0] ?? 200_000);
/** As many as a batch of records writes at most. */
const EVENTS_A_COMMIT = 20;
const LOADS = 7;
const SINGLE_EVENTS = 60;
const KEY_EVERY_MS = 150;

// deno-lint-ignore no-console
const print = (line: string): void => console.log(line);
const sorted = (values: number[]): number[] => values.toSorted((a, b) => a - b);
const share = (values: number[], p: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * p))] ?? NaN;
const spread = (values: number[]): string =>
  `median ${share(values, 0.5).toFixed(0)} ms, 95 % ${share(values, 0.95).toFixed(0)} ms, most ${
    share(values, 1).toFixed(0)
  } ms (${values.length})`;
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const path = chromiumPath();
if (!path) throw new Error("Chromium is not on this machine; CHROMIUM names its place.");
const browser = await launch(path);
await using fake = await startFakePage({ ...madeUpActs(), extract: writeEvents }, {
  decisions: madeUpDecisions,
});
await bytesAndPaint(browser, fake, "empty");
for (const step of ["audit", "schema", "members", "sample", "full-run"]) {
  await fake.page.post(`/cells/${step}/run`);
  await fake.page.console.runner.active?.done;
}
await bytesAndPaint(browser, fake, "after a run");
await eventToScreen(browser, fake);
await longRun(browser, fake);
await bytesAndPaint(browser, fake, `after ${EVENTS} events`);
await browser.close();

async function writeEvents(kit: Kit): Promise<Outcome> {
  for (let done = 0; done < EVENTS; done += EVENTS_A_COMMIT) {
    await kit.control.pass();
    await kit.log.write(...Array.from({ length: EVENTS_A_COMMIT }, (_, i) => ({
      kind: "batch",
      object: "person",
      message: `record ${done + i} confirmed and read back`,
      fields: { done: done + i },
    })));
    // As a step does that waits for an answer: only then does the server get to its pages.
    await delay(1);
    kit.progress([{ object: "person", done: done + EVENTS_A_COMMIT, total: EVENTS }]);
  }
  return { state: "green", verdict: `${EVENTS} events were written.` };
}

async function bytesAndPaint(browser: Browser, { link, page }: FakePage, what: string): Promise<void> {
  const paints: number[] = [];
  for (let i = 0; i < LOADS; i++) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    await tab.goto(link);
    const paint = await tab.evaluate(() =>
      performance.getEntriesByName("first-contentful-paint")[0]?.startTime
    );
    if (paint !== undefined) paints.push(paint);
    await context.close();
  }
  const html = (await (await page.get("/")).arrayBuffer()).byteLength;
  const assets = STATIC.reduce((sum, { text }) => sum + new TextEncoder().encode(text).byteLength, 0);
  print(
    `page ${what}: ${(html / 1000).toFixed(0)} kB; stylesheet, scripts and icon ${
      (assets / 1000).toFixed(0)
    } kB`,
  );
  print(`  first contentful paint: ${spread(paints)}`);
}

/** Both browsers note when each line is on the page; its `datetime` says when it was written, by the same clock. */
async function eventToScreen(browser: Browser, fake: FakePage): Promise<void> {
  const pages = await Promise.all([0, 1].map(async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(fake.link);
    await page.evaluate(() => {
      const late: number[] = [];
      (globalThis as unknown as { late: number[] }).late = late;
      new MutationObserver((records) => {
        for (const node of records.flatMap((r) => [...r.addedNodes])) {
          if (!(node instanceof HTMLElement) || !node.matches(".line")) continue;
          const at = Date.parse(node.querySelector("time")?.dateTime ?? "");
          requestAnimationFrame(() => late.push(Date.now() - at));
        }
      }).observe(document.querySelector("#log-lines-journal") ?? document.body, { childList: true });
    });
    return page;
  }));
  for (let i = 0; i < SINGLE_EVENTS; i++) {
    await (await fake.page.console.kit("bench")).log.write({ kind: "bench", message: `event ${i}` });
    await delay(60);
  }
  await Promise.all(
    pages.map((page) => page.waitForSelector(`#log-lines-journal >> text=event ${SINGLE_EVENTS - 1}`)),
  );
  const late = await Promise.all(
    pages.map((page) => page.evaluate(() => (globalThis as unknown as { late: number[] }).late)),
  );
  late.forEach((values, i) => print(`event to screen, browser ${i + 1} of 2: ${spread(values)}`));
  for (const page of pages) await page.context().close();
}

async function longRun(browser: Browser, fake: FakePage): Promise<void> {
  const page = await (await browser.newContext()).newPage();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  await page.goto(fake.link);
  await page.evaluate(noteKeys);
  const before = await memory(page, cdp);
  const started = performance.now();
  await fake.page.post("/cells/extract/run");
  const run = fake.page.console.runner.active?.done;
  let running = true;
  const ended = run?.then(() => running = false);
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
  const after = await memory(page, cdp);
  const keys = await page.evaluate(() => (globalThis as unknown as { keys: number[] }).keys);
  print(`${EVENTS} events with the page and the log open`);
  print(
    `  written in ${((written - started) / 1000).toFixed(1)} s, on the page ${
      ((shown - written) / 1000).toFixed(2)
    } s later`,
  );
  print(`  key to next frame: ${spread(keys)}`);
  print(
    `  browser: heap ${mb(before.heap)} before, ${
      mb(after.heap)
    } after; nodes ${before.nodes}, ${after.nodes}`,
  );
  print(`  most lines in the log: ${mostLines}`);
  print(`  server: peak ${mb(peak)}`);
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

async function memory(page: Page, cdp: CDPSession): Promise<{ heap: number; nodes: number }> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
  return { heap, nodes: await page.evaluate(() => document.querySelectorAll("*").length) };
}
