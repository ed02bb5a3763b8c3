import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { startDemoPage } from "./demo_page.ts";
import { Driver } from "./driver.ts";
import { picture } from "./picture.ts";
import { browserTest } from "./with_browser.ts";

const PATIENTS = 50;

browserTest("a person walks the whole runbook, mostly by keys, and back", async (page) => {
  await using demo = await startDemoPage(PATIENTS);
  const driver = new Driver(page);
  await page.goto(demo.link);
  assert(!page.url().includes("token"), "the token stayed in the address");
  await picture(page, "runbook/0-before");

  assertEquals(await driver.run("audit", 1), "green");
  await picture(page, "runbook/1-audit", "#cell-audit");

  assertEquals(await driver.run("schema", 2), "waiting");
  assertStringIncludes(await page.title(), "schema waits for you");
  await picture(page, "runbook/2-schema", "#cell-schema");
  await page.click("[data-action=confirm-all] button");
  await page.waitForSelector("[data-action=confirm-all]", { state: "detached" });
  assertEquals(await driver.run("schema", 2), "green");

  assertEquals(await driver.run("members", 3), "waiting");
  await picture(page, "runbook/3-members", "#cell-members");
  await page.selectOption("#member-0", { index: 1 });
  await page.waitForSelector("text=owns what has no owner");
  assertEquals(await driver.run("members", 3), "green");

  await page.click("[data-action=acknowledge] button");
  await page.waitForSelector("text=Read by operator");
  assertEquals(await driver.run("extract", 4), "green");
  const lines = await driver.lines("extract");
  assertEquals(new Set(lines).size, lines.length, "a line came twice");
  assert(lines.length > 2);
  await picture(page, "runbook/4-extract", "#cell-extract");

  assertEquals(await driver.run("sample", 5), "waiting");
  await picture(page, "runbook/5-sample", "#cell-sample");
  await page.click("[data-action=sign-off] button");
  await driver.becomes("sample", "green");
  await page.waitForSelector("text=Signed off by operator");

  assertEquals(await driver.run("full-run", 6), "green");
  assertMatch(await page.textContent("#reconciliation-full-run caption") ?? "", /0\s*missing/);
  await picture(page, "runbook/6-full-run", "#cell-full-run");
  assertEquals(await driver.run("delta", 7), "green");
  await picture(page, "runbook/7-delta", "#cell-delta");

  assertEquals(
    await driver.run("rollback", 8),
    "waiting",
    await page.textContent("#cell-rollback .verdict") ?? "",
  );
  const planned = await driver.runNumber("rollback");
  await page.fill("[id^=rollback-count]", "1");
  await page.click("[data-action=confirm-rollback] button");
  await page.waitForSelector("#notice-rollback .notice");
  assertEquals(await driver.state("rollback"), "waiting");
  await picture(page, "runbook/8-rollback", "#cell-rollback");
  await page.fill("[id^=rollback-count]", await page.textContent(".confirm b") ?? "");
  await page.click("[data-action=confirm-rollback] button");
  assertEquals(await driver.ended("rollback", planned), "green");
  await picture(page, "runbook/9-undone", "#cell-rollback");
  assertEquals(await page.locator("#cell-rollback .controls").count(), 1);
  assertEquals(await page.textContent("#notice-rollback"), "");

  assertEquals(driver.complaints, []);
});
