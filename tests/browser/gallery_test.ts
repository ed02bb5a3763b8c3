/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { slugOf } from "../gallery/example.ts";
import { FAMILIES } from "../gallery/list.ts";
import { placeOf } from "../gallery/pages.tsx";
import { violations } from "./axe.ts";
import { startGallery } from "./gallery_page.ts";
import { WIDTHS } from "./picture.ts";
import { browserTest } from "./with_browser.ts";

/** A page of the gallery and the examples on it that are looked at there. */
interface Visit {
  path: string;
  /** Of all that are on it, what the page waits for. */
  settled: string[];
  /** A family's page; else one example has it for itself. */
  isFamily: boolean;
}

/** Examples stand together on their family's page; what has a whole window in the product is alone in one here. */
const VISITS: Visit[] = FAMILIES.flatMap((family) => {
  const { name, examples } = family;
  const alone = examples.filter((example) => !["cell", "main"].includes(placeOf(family, example)));
  return [
    { path: name, settled: examples.flatMap((example) => example.settled ?? []), isFamily: true },
    ...alone.map((example) => ({
      path: `${name}/${slugOf(example)}`,
      settled: [example.settled ?? []].flat(),
      isFamily: false,
    })),
  ];
});

/** A sheet of A4 in pixels: a paper is as wide as it is printed, and on a telephone one moves over it. */
const SHEET = 794;

const TOGETHER = ":is(.place-cell, .place-main)";

browserTest(
  "nothing in any example sticks out of its place, in a wide window, in half a screen, on a telephone",
  async (page) => {
    const faults = await visitAll(page, async (page, { path, isFamily }) => {
      const found: string[] = [];
      for (const folds of ["folded", "unfolded"]) {
        if (folds === "unfolded") await unfold(page);
        for (const width of path.startsWith("papers/") ? WIDTHS.filter((w) => w >= SHEET) : WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          const lines = await page.evaluate(stickingOut, isFamily ? TOGETHER : ":root");
          found.push(...lines.map((line) => `${width} wide, ${folds}: ${line}`));
        }
      }
      return found;
    });
    assertEquals(faults, [], faults.join("\n"));
  },
);

browserTest("axe finds nothing in any example, in light and dark", async (page) => {
  const faults = await visitAll(page, async (page, { isFamily }) => {
    // Examples of one family have landmarks of one name.
    const look = isFamily ? { within: TOGETHER, except: "landmark-unique" } : {};
    if (isFamily && await page.locator(TOGETHER).count() === 0) return [];
    await unfold(page);
    const found = await violations(page, look);
    // Nothing but the colours is other in the dark.
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    const dark = await violations(page, { ...look, rule: "color-contrast" });
    return [...found, ...dark.map((line) => `dark: ${line}`)];
  });
  assertEquals(faults, [], faults.join("\n"));
});

/** Looks at every page in two windows at once. What the browser complains of is a fault as well. */
async function visitAll(
  first: Page,
  look: (page: Page, visit: Visit) => Promise<string[]>,
): Promise<string[]> {
  await using gallery = startGallery();
  const faults: string[] = [];
  const left = [...VISITS];
  const goThrough = async (page: Page) => {
    const complain = (text: string) => faults.push(`${new URL(page.url()).pathname}: ${text}`);
    page.on("pageerror", ({ message }) => complain(message));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complain(message.text());
    });
    for (let visit = left.shift(); visit; visit = left.shift()) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(`${gallery.at}/${visit.path}`);
      for (const selector of visit.settled) await page.waitForSelector(selector, { state: "attached" });
      (await look(page, visit)).forEach(complain);
    }
    await page.goto("about:blank");
  };
  const second = await first.context().browser()?.newPage();
  await Promise.all([first, ...(second ? [second] : [])].map(goThrough));
  return faults;
}

const unfold = (page: Page) =>
  page.evaluate(() => document.querySelectorAll("details").forEach((d) => d.open = true));

/** What is wider than the place it has: an example, or words in it. */
function stickingOut(places: string): string[] {
  return [...document.querySelectorAll(places)].flatMap((example) => {
    const wide = example.scrollWidth > example.clientWidth ? [`${example.scrollWidth} wide`] : [];
    const blocks = example.querySelectorAll("h1, h2, h3, h4, p, li, td, th, dt, dd, summary, button, label");
    const over = [...blocks].filter((block) => {
      const { overflowX, display } = getComputedStyle(block);
      return block.scrollWidth > block.clientWidth + 1 && overflowX === "visible" && display !== "inline" &&
        block.checkVisibility({ contentVisibilityAuto: true });
    });
    const words = over.map((block) =>
      `${block.tagName} ${block.className} “${block.textContent.trim().slice(0, 40)}”`
    );
    return [...wide, ...words].map((what) => `${example.closest(".example")?.id ?? ""} ${what}`);
  });
}
