/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { Log } from "../../steps/engine/log.ts";
import { Driver } from "./driver.ts";
import { type FakePage, startFakePage } from "./fake_page.ts";
import { browserTest } from "./with_browser.ts";

async function writeLines({ page }: FakePage, from: number, to: number): Promise<void> {
  const log = new Log(page.ledger, page.console.world, null);
  for (let i = from; i <= to; i++) await log.write({ kind: "test", message: `line ${i}` });
}

async function hide(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

browserTest("a tab that was hidden gets every line it missed, once and in order", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.link);
  await writeLines(fake, 1, 3);
  await page.waitForSelector("#e3", { state: "attached" });
  await hide(page, true);
  await writeLines(fake, 4, 120);
  await hide(page, false);
  await page.waitForSelector("#e120", { state: "attached" });
  await writeLines(fake, 121, 125);
  await page.waitForSelector("#e125", { state: "attached" });
  assertEquals(await driver.lines("journal"), Array.from({ length: 125 }, (_, i) => `e${i + 1}`));
  assertEquals(driver.complaints, []);
});

browserTest("a long log does not grow the page without end, and stays at its newest line", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.link);
  await writeLines(fake, 1, 900);
  await page.waitForSelector("#e900", { state: "attached" });
  const lines = await driver.lines("journal");
  assert(lines.length <= 500, `${lines.length} lines are on the page`);
  assertEquals(lines.at(-1), "e900");
  const fromEnd = await page.locator("#log-journal .log-scroll").evaluate((box) =>
    box.scrollHeight - box.scrollTop - box.clientHeight
  );
  assert(fromEnd < 2, "the newest line is out of sight");
});

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
  await page.locator("#rollback-count").pressSequentially("1");
  await fake.page.post("/cells/extract/run");
  await page.waitForSelector("#cell-rollback >> text=Extract is running");
  await page.keyboard.type("2");
  assertEquals(await page.inputValue("#rollback-count"), "12");
  gate.resolve();
  await driver.becomes("extract", "green");
  assertEquals(await page.inputValue("#rollback-count"), "12");
});

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
