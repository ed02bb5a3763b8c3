/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import { startDemoPage } from "./demo_page.ts";
import { Driver } from "./driver.ts";
import { picture } from "./picture.ts";
import { browserTest } from "./with_browser.ts";

browserTest(
  "a connection is tested from the form, with what is typed and before it is saved",
  async (page) => {
    await using demo = await startDemoPage(2);
    const driver = new Driver(page);
    await page.goto(demo.link);
    await page.click("#settings > summary");
    await page.click("[name=test-source]");
    await page.waitForSelector("#test-source >> text=takes the key");
    await page.fill("#setting-targetKey", "not-a-key");
    await page.click("[name=test-target]");
    await page.waitForSelector("#test-target >> text=Twenty refused the key");
    await picture(page, "connection", "#settings");
    await page.fill("#setting-targetKey", "");
    await page.click("[name=test-target]");
    await page.waitForSelector("#test-target >> text=may read people");
    assertEquals(driver.complaints, []);
  },
);
