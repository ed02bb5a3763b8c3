/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import { Driver } from "./driver.ts";
import { startFakePage } from "./fake_page.ts";
import { browserTest } from "./with_browser.ts";

browserTest("what a person is typing stays when the stream redraws the cell around it", async (page) => {
  const gate = Promise.withResolvers<void>();
  const plan = { hash: "p", count: 12, objects: [], kept: [] };
  await using fake = await startFakePage({
    rollback: () => ({ state: "waiting", verdict: "12 rows.", detail: { plan } }),
    extract: async () => (await gate.promise, { state: "green", verdict: "done" }),
  });
  const driver = new Driver(page);
  await page.goto(fake.link);
  await driver.run("rollback", 8);
  await page.locator("[id^=rollback-count]").pressSequentially("1");
  await fake.page.post("/cells/extract/run");
  await page.waitForSelector("#cell-rollback >> text=Extract is running");
  await page.keyboard.type("2");
  assertEquals(await page.inputValue("[id^=rollback-count]"), "12");
  gate.resolve();
  await driver.becomes("extract", "green");
  assertEquals(await page.inputValue("[id^=rollback-count]"), "12");
});

browserTest(
  "a notice stays while the stream redraws the cell around it, until the next press",
  async (page) => {
    const plan = { hash: "p", count: 12, objects: [], kept: [] };
    await using fake = await startFakePage({
      rollback: () => ({ state: "waiting", verdict: "12 rows.", detail: { plan } }),
    });
    const driver = new Driver(page);
    await page.goto(fake.link);
    await driver.run("rollback", 8);
    await page.fill("[id^=rollback-count]", "1");
    await page.click("[data-action=confirm-rollback] button");
    await page.waitForSelector("#notice-rollback .notice");
    await fake.page.post("/cells/extract/run");
    await driver.becomes("extract", "green");
    await fake.page.post("/cells/rollback/run");
    await driver.ended("rollback", 1);
    assertEquals(await page.locator("#notice-rollback .notice").count(), 1);
    assertEquals(await driver.run("audit", 1), "green");
    assertEquals(await page.locator(".notice").count(), 0);
  },
);

browserTest("keys go from cell to cell, and can be turned off", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.link);
  const focused = () => page.evaluate(() => document.activeElement?.id);
  await page.keyboard.press("3");
  assertEquals(await focused(), "cell-members");
  await page.keyboard.press("j");
  assertEquals(await focused(), "cell-extract");
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  assertEquals(await focused(), "cell-schema");
  await page.keyboard.press("?");
  await page.uncheck("#keys-on");
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  assertEquals(fake.page.console.runner.active, undefined);
  assertEquals(await driver.state("schema"), "never");
});
