/// <reference lib="dom" />
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { upsertRecords } from "../../db/source_records.ts";
import type { Finding } from "../../steps/runbook/step.ts";
import { AT } from "../db/temp_ledger.ts";
import { Driver } from "./driver.ts";
import { startFakePage } from "./fake_page.ts";
import { picture } from "./picture.ts";
import { browserTest } from "./with_browser.ts";

/** So many that the notes fold away. */
const FINDINGS = Array.from({ length: 9 }, (_, i): Finding => ({
  id: `thing-${i}`,
  severity: i < 3 ? "warning" : "info",
  title: `Thing ${i}`,
  detail: "What it means.",
}));

const startPage = () =>
  startFakePage({
    audit: async (kit) => {
      for (let i = 0; i < 600; i++) await kit.log.write({ kind: "page", message: `line ${i}` });
      return { state: "green", verdict: "done", findings: FINDINGS };
    },
  });

/** Waits until the element is to be seen within the window. */
async function inView(page: Page, id: string): Promise<void> {
  await page.waitForFunction((id) => {
    const box = document.getElementById(id)?.getBoundingClientRect();
    return box !== undefined && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
  }, id);
}

browserTest("an address opens the folds that hold what it names, and puts it in view", async (page) => {
  await using fake = await startPage();
  const driver = new Driver(page);
  await page.goto(fake.link);
  assertEquals(await driver.run("audit", 1), "green");
  const at = new URL(page.url()).origin;

  await page.goto("about:blank");
  await page.goto(`${at}/#finding-audit-thing-8`);
  await inView(page, "finding-audit-thing-8");

  const last = (await driver.lines("audit")).at(-5) ?? "";
  await page.evaluate((id) => location.hash = id, last);
  await inView(page, last);

  await page.goto("about:blank");
  await page.goto(`${at}/#e3`);
  await page.waitForURL("**/cells/audit/runs/1?before=*#e3");
  await inView(page, "e3");
  assertEquals(driver.complaints, []);
  await page.goto("about:blank");
});

browserTest("a key leads to the search, and what is typed stays out of the address", async (page) => {
  await using fake = await startPage();
  const patients = [{
    id: 12,
    first_name: "Zoë",
    last_name: "Quillfeather".repeat(12),
    email: "zoe@example.test",
  }];
  const { ledger } = fake.page;
  await ledger.commit({ writes: upsertRecords(ledger, "patients", patients, 1, AT) });
  const driver = new Driver(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(fake.link);
  // Before htmx has the form, the browser would post it by itself.
  await page.waitForSelector("form:has(#find)[data-htmx-powered]");
  await page.keyboard.press("/");
  await page.keyboard.type("quillf");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#found a");
  assertStringIncludes(await page.textContent("#found") ?? "", "1 record found");
  await picture(page, "found");
  await page.keyboard.press("Escape");
  assertEquals(await page.locator("#found a").count(), 0);
  await page.fill("#find", "quillf");
  await page.keyboard.press("Enter");
  await page.click("#found a");
  await page.waitForURL("**/records/patients/12");
  assertEquals(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  await page.setViewportSize({ width: 390, height: 900 });
  assertEquals(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  assert(!asked.some((url) => /quill|zoe/i.test(url)), "no address holds what was typed or found");
  assertEquals(driver.complaints, []);
  await page.goto("about:blank");
});
