/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import { Counting, foretold } from "../routes/support/counting.ts";
import { violations } from "./axe.ts";
import { Driver } from "./driver.ts";
import { startFakePage } from "./fake_page.ts";
import { picture } from "./picture.ts";
import { browserTest } from "./with_browser.ts";

const CELL = "#live-full-run";
const FOLD = "#would-full-run";

browserTest(
  "the number of what a run would write comes to the open page, and its figures stay open when they change",
  async (page) => {
    using counting = new Counting();
    await using fake = await startFakePage({}, {
      count: counting.count,
      scopes: { "full-run": "everything" },
    });
    const driver = new Driver(page);
    await page.goto(fake.link);
    await page.waitForSelector(`${CELL} >> text=Counting what it would write…`);
    (await counting.nth(1)).end.resolve(foretold(1204));
    await page.waitForSelector(`${CELL} >> text=Would do full-run to 1204.`);
    assertEquals(await page.locator(`${CELL} >> text=Counting`).count(), 0);

    await page.locator(`${FOLD} summary`).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(`${FOLD} a[href='/records/clinical_notes/7']`, { state: "visible" });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        assertEquals(await violations(page), [], `${colorScheme}, ${width} wide`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assertEquals(wide, false, `${width} wide, and the page scrolls sideways`);
      }
    }
    await picture(page, "forecast", CELL);

    await fake.page.post("/cells/full-run/run");
    await fake.page.console.runner.active?.done;
    await fake.page.post("/cells/members/run");
    await fake.page.console.runner.active?.done;
    (await counting.nth(2)).end.resolve(foretold(7));
    await page.waitForSelector(`${CELL} >> text=Would do full-run to 7.`);
    assertEquals(await page.locator(FOLD).evaluate((fold: HTMLDetailsElement) => fold.open), true);
    assertEquals(driver.complaints, []);
  },
);
