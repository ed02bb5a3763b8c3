/// <reference lib="dom" />
import type { Browser } from "playwright-core";
import { STATIC } from "../../../routes/http/assets.ts";
import type { FakePage } from "../../browser/fake_page.ts";
import { kilobytes, print, spread } from "./figures.ts";

const LOADS = 7;
const GOOD_PAINT = { ms: 1_800, by: "a good first contentful paint" };

/** Prints what the page weighs and when a browser that has never seen it shows something. */
export async function bytesAndPaint(browser: Browser, { link, page }: FakePage, what: string): Promise<void> {
  const paints: number[] = [];
  let elements = 0;
  for (let i = 0; i < LOADS; i++) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    await tab.goto(link);
    const paint = await tab.evaluate(() =>
      performance.getEntriesByName("first-contentful-paint")[0]?.startTime
    );
    if (paint !== undefined) paints.push(paint);
    elements = await tab.evaluate(() => document.querySelectorAll("*").length);
    await context.close();
  }
  const html = (await (await page.get("/")).arrayBuffer()).byteLength;
  const assets = STATIC.reduce((sum, { text }) => sum + new TextEncoder().encode(text).byteLength, 0);
  print(`page ${what}`);
  print(`  ${kilobytes(html)}, ${elements} elements; stylesheet, scripts and icon ${kilobytes(assets)}`);
  print(`  first contentful paint: ${spread(paints, GOOD_PAINT)}`);
}
