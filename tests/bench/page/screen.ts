/// <reference lib="dom" />
import { delay } from "@std/async/delay";
import type { Browser, Page } from "playwright-core";
import type { FakePage } from "../../browser/fake_page.ts";
import { print, spread } from "./figures.ts";

const EVENTS = 60;
const EVERY_MS = 60;
/** Every viewer sees the same state within this time. */
const SAME_STATE = { ms: 250, by: "what two people may see apart" };

/** Prints how long a line takes from the ledger to the screens of two browsers. */
export async function eventToScreen(browser: Browser, fake: FakePage): Promise<void> {
  const pages = await Promise.all([0, 1].map(() => watched(browser, fake)));
  for (let i = 0; i < EVENTS; i++) {
    await (await fake.page.console.kit("bench")).log.write({ kind: "bench", message: `event ${i}` });
    await delay(EVERY_MS);
  }
  await Promise.all(
    pages.map((page) => page.waitForSelector(`#log-lines-journal >> text=event ${EVENTS - 1}`)),
  );
  for (const [i, page] of pages.entries()) {
    const late = await page.evaluate(() => (globalThis as unknown as { late: number[] }).late);
    print(`event to screen, browser ${i + 1} of 2: ${spread(late, SAME_STATE)}`);
    await page.context().close();
  }
}

/** Notes when each line is on the page; its `datetime` says when it was written, by the same clock. */
async function watched(browser: Browser, fake: FakePage): Promise<Page> {
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
}
