/// <reference lib="dom" />
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { createApp } from "../../routes/app.ts";
import { failedAndMended } from "../e2e/failed_and_mended.ts";
import { Driver } from "./driver.ts";
import { picture } from "./picture.ts";
import { browserTest } from "./with_browser.ts";

const isWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

browserTest(
  "one failed row is run again from its line, one from its page, and the rest at once",
  async (page) => {
    const { stage, console, keys } = await failedAndMended();
    await using _ = stage;
    const stop = new AbortController();
    const app = createApp(console, { token: "demo" });
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, signal: stop.signal, onListen: () => {} },
      app.fetch,
    );
    const driver = new Driver(page);
    await page.goto(`http://127.0.0.1:${server.addr.port}/?token=demo`);
    assert(keys.length > 3, `${keys.length} failed`);
    await page.waitForSelector(`text=Run the ${keys.length} failed rows again`);
    await picture(page, "failed-rows", "#failed-rows");

    await page.locator("[data-action=row-again] button").first().press("Enter");
    assertEquals(await driver.ended("full-run", 1), "red");
    await page.waitForSelector(`text=Run the ${keys.length - 1} failed rows again`);
    assert(
      !await page.evaluate(() => document.activeElement?.closest("[data-action=row-again]")),
      "the next row would be run by a second Enter",
    );

    await page.locator(".failed-row a").first().click();
    await page.waitForSelector(".record-target");
    assertEquals(await isWide(page), false);
    await page.click("[data-action=again] button");
    await page.waitForURL("**/#cell-full-run");
    assertEquals(await driver.ended("full-run", 2), "red");

    await page.waitForSelector(`text=Run the ${keys.length - 2} failed rows again`);
    await page.click("[data-action=failed-again] button");
    assertEquals(await driver.ended("full-run", 3), "red");
    assertStringIncludes(await page.textContent(".part-note") ?? "", `Only ${keys.length - 2} rows`);
    assertEquals(await page.locator("#failed-rows").count(), 0);

    for (const key of ["patients", "practitioners"]) {
      const rows = await console.ledger.db.selectFrom("source_record").select("id").where(
        "resource",
        "=",
        key,
      )
        .orderBy("id").limit(1).execute();
      await page.goto(`http://127.0.0.1:${server.addr.port}/records/${key}/${rows[0]?.id}`);
      await picture(page, `record-${key}`);
    }
    assertEquals(driver.complaints, []);
    await page.goto("about:blank");
    stop.abort();
    await server.finished;
  },
);
