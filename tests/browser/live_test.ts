/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import { runsOf } from "../../db/runs.ts";
import { Log } from "../../steps/base/log.ts";
import { conflictId, keepConflicts } from "../routes/support/made_up_conflicts.ts";
import { Driver } from "./driver.ts";
import { startFakePage } from "./fake_page.ts";
import { Gate } from "./gate.ts";
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

browserTest("a count that was typed for one plan is not there for the next", async (page) => {
  const plan = { hash: "plan-1", count: 12, objects: [], kept: [] };
  await using fake = await startFakePage({
    rollback: () => ({ state: "waiting", verdict: "12 rows.", detail: { plan } }),
  });
  const driver = new Driver(page);
  await page.goto(fake.link);
  await driver.run("rollback", 8);
  await page.locator("[id^=rollback-count]").pressSequentially("12");
  plan.hash = "another";
  await fake.page.post("/cells/rollback/run");
  await page.waitForSelector("input[name=plan][value=another]", { state: "attached" });
  assertEquals(await page.inputValue("[id^=rollback-count]"), "");
});

browserTest(
  "what a person types into a cell stays when somebody else runs the cell, and when it ends",
  async (page) => {
    await using fake = await startFakePage({
      audit: async () => (await gate.opened, { state: "green", verdict: "done" }),
    });
    using gate = new Gate();
    const driver = new Driver(page);
    await page.goto(fake.link);
    await page.locator("[id^=place-new-name]").pressSequentially("Hill");
    await fake.page.post("/cells/audit/run");
    await driver.becomes("audit", "running");
    await page.keyboard.type(" court");
    assertEquals(await page.inputValue("[id^=place-new-name]"), "Hill court");
    gate.open();
    await driver.becomes("audit", "green");
    await page.keyboard.type(" p");
    assertEquals(await page.inputValue("[id^=place-new-name]"), "Hill court p");
  },
);

browserTest("where one goes lies beneath the head, however high that is", async (page) => {
  await using fake = await startFakePage();
  await fake.page.console.configure({ practiceName: "Riverside ".repeat(20) });
  // Without it one gets there step by step.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(fake.link);
  await page.waitForFunction(() => document.documentElement.style.getPropertyValue("--top") !== "");
  for (const [key, id] of [["5", "sample"], ["7", "delta"]] as const) {
    await page.keyboard.press(key);
    const [head, cell] = await page.evaluate((id) => {
      const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
      return [box(".top")?.bottom ?? 0, box(`#cell-${id}`)?.top ?? 0];
    }, id);
    assert(cell >= head && cell < head + 40, `the cell is at ${cell}, the head ends at ${head}`);
  }
});

browserTest("a page whose first request for news fails says so, and asks again", async (page) => {
  await using fake = await startFakePage();
  await page.route("**/stream*", (route) => route.abort(), { times: 1 });
  await page.goto(fake.link);
  await page.waitForSelector("#connection >> text=trying again");
  await new Log(fake.page.ledger, fake.page.console.world, null).write({ kind: "test", message: "news" });
  await page.waitForSelector("#log-lines-journal >> text=news", { state: "attached" });
  await page.waitForFunction(() => document.querySelector("#connection")?.textContent === "");
});

browserTest("whether a press was done is not denied where only its answer was lost", async (page) => {
  await using fake = await startFakePage();
  await page.goto(fake.link);
  await page.route("**/cells/audit/run", async (route) => {
    await route.fetch();
    await page.waitForSelector("#live-audit[data-state=green]", { state: "attached" });
    await route.abort();
  }, { times: 1 });
  await page.click("#cell-audit [data-action=run] button");
  await page.waitForSelector("#connection >> text=shows in the cell");
  await new Log(fake.page.ledger, fake.page.console.world, null).write({ kind: "test", message: "news" });
  await page.waitForSelector("#log-lines-journal >> text=news", { state: "attached" });
  await page.waitForSelector("#connection >> text=shows in the cell");
  assertEquals(await new Driver(page).run("members", 3), "green");
  assertEquals(await page.textContent("#connection"), "");
});

browserTest("an address that was cut off opens the page", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(`${fake.link}#100%`);
  await page.goto(new URL("/#100%", fake.link).href);
  await page.reload();
  assertEquals(await driver.run("audit", 1), "green");
  assertEquals(driver.complaints, []);
});

browserTest("a key that is held down runs a cell once", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.link);
  await page.keyboard.press("1");
  await page.keyboard.down("r");
  await driver.ended("audit", 0);
  for (let i = 0; i < 3; i++) await page.keyboard.down("r");
  await page.keyboard.up("r");
  assertEquals(await driver.run("members", 3), "green");
  assertEquals((await runsOf(fake.page.ledger, "audit", 9)).length, 1);
});

browserTest("a second Enter does not do to the next row what was meant for the first", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await fake.page.post("/cells/full-run/run");
  await fake.page.console.runner.active?.done;
  await keepConflicts(fake.page.ledger, 3);
  await page.goto(fake.link);
  for (const n of [2, 3]) {
    await driver.focusOn(`#conflict-${conflictId(n)} [data-action=choose-practicehub] button`);
    await page.keyboard.press("Enter");
    await page.waitForSelector(`#conflict-${conflictId(n)}.decided`);
    await page.keyboard.press("Enter");
    // Told after whatever that press did.
    assertEquals(await driver.run("audit", 1), "green");
    assertEquals(await page.locator(`#conflict-${conflictId(1)}.decided`).count(), 0);
  }
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
