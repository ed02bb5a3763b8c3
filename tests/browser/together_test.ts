/// <reference lib="dom" />
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { runsOf } from "../../db/runs.ts";
import { Driver } from "./driver.ts";
import { startFakePage } from "./fake_page.ts";
import { Gate } from "./gate.ts";
import { browserTest } from "./with_browser.ts";

/** Another person's browser: its own cookies, so a session of its own. */
async function another(page: Page, link: string): Promise<Page> {
  const context = await page.context().browser()?.newContext();
  if (!context) throw new Error("The page has no browser.");
  const other = await context.newPage();
  await other.goto(link);
  return other;
}

async function callOneself(page: Page, name: string): Promise<void> {
  await page.click(".you summary");
  await page.fill(".you input", name);
  await page.click(".you button");
  await page.waitForFunction((name) => document.querySelector(".you summary")?.textContent === name, name);
}

/** What a person sees of the state: every cell's state and figures, the status bar, the logs. */
const seen = (page: Page) =>
  page.evaluate(() => {
    const text = (selector: string) =>
      [...document.querySelectorAll(selector)].map((e) => e.textContent?.replaceAll(/\s+/g, " ").trim());
    return {
      title: document.title,
      states: [...document.querySelectorAll<HTMLElement>(".cell-live")].map((e) => e.dataset.state),
      status: text(".status-line"),
      verdicts: text(".verdict"),
      foot: text(".foot > p"),
      lines: [...document.querySelectorAll(".lines > li")].map((e) => e.id),
      here: text("#here"),
    };
  });

/** Notes every state a cell goes through, in the order in which the page shows them. */
async function watchStates(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    (globalThis as unknown as { seen: string[] }).seen = seen;
    const last = new Map<string, string>();
    new MutationObserver(() => {
      for (const { id, dataset } of document.querySelectorAll<HTMLElement>(".cell-live")) {
        const state = dataset.state ?? "";
        if (last.has(id) && last.get(id) !== state) seen.push(`${id} ${state}`);
        last.set(id, state);
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    for (const { id, dataset } of document.querySelectorAll<HTMLElement>(".cell-live")) {
      last.set(id, dataset.state ?? "");
    }
  });
  return () => page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
}

browserTest(
  "two people see the same, in the same order, with who is here and who pressed what",
  async (page) => {
    await using fake = await startFakePage({
      extract: async (kit) => {
        for (let i = 1; i <= 30; i++) {
          await kit.log.write({ kind: "page", object: "patients", message: `page ${i}` });
        }
        await gate.opened;
        await kit.control.pass();
        return { state: "red", verdict: "1 page is missing." };
      },
    });
    using gate = new Gate();
    const driver = new Driver(page);
    await page.goto(fake.link);
    const other = await another(page, fake.link);
    const second = new Driver(other);
    await callOneself(page, "Ana");
    await callOneself(other, "Ben");
    await page.waitForSelector("#here >> text=2 people here: Ana, Ben");
    await other.waitForSelector("#here >> text=2 people here: Ana, Ben");
    const [ours, theirs] = [await watchStates(page), await watchStates(other)];

    assertEquals(await second.run("audit", 1), "green");
    await driver.becomes("audit", "green");
    await page.keyboard.press("4");
    await page.keyboard.press("r");
    await second.becomes("extract", "running");
    await other.keyboard.press("p");
    await driver.becomes("extract", "paused");
    await page.keyboard.press("p");
    await second.becomes("extract", "running");
    gate.open();
    await driver.becomes("extract", "red");
    await second.becomes("extract", "red");

    const [mine, yours] = [await seen(page), await seen(other)];
    assertEquals(mine, yours);
    assert(mine.lines.length > 30);
    assertEquals(await ours(), await theirs());
    assertStringIncludes(mine.foot.join(), "by Ben");
    assertStringIncludes(mine.foot.join(), "by Ana");
    assertStringIncludes(await page.textContent("#log-lines-extract") ?? "", "Ben");

    await other.context().close();
    await page.waitForFunction(() => document.querySelector("#here")?.textContent === "");
    assertEquals([driver.complaints, second.complaints], [[], []]);
  },
);

browserTest("two people press Run at once: one run starts, and the other is told", async (page) => {
  await using fake = await startFakePage({
    audit: async () => (await gate.opened, { state: "green", verdict: "done" }),
  });
  using gate = new Gate();
  await page.goto(fake.link);
  const other = await another(page, fake.link);
  const press = (who: Page) =>
    who.evaluate(() =>
      document.querySelector<HTMLButtonElement>("#cell-audit [data-action=run] button:not(.chain)")?.click()
    );
  await Promise.all([press(page), press(other)]);
  await Promise.all([page, other].map((who) => new Driver(who).becomes("audit", "running")));
  await Promise.any(
    [page, other].map((who) => who.waitForSelector("#notice-audit >> text=had just started it")),
  );
  gate.open();
  await new Driver(page).becomes("audit", "green");
  assertEquals((await runsOf(fake.page.ledger, "audit", 9)).length, 1);
  assertEquals(await seen(page), await seen(other));
});

browserTest("a viewer looks and cannot press, by button, by key or by hand-made request", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.viewerLink);
  const operator = await another(page, fake.link);
  assertEquals(
    await page.locator("main form[method=post]:not(.find-form) button[type=submit]:enabled").count(),
    0,
  );
  await page.keyboard.press("1");
  for (const key of ["r", "R", "p", "c"]) await page.keyboard.press(key);
  const refused = await page.evaluate(async () =>
    (await fetch("/cells/audit/run", { method: "POST" })).status
  );
  assertEquals(refused, 403);
  assertEquals((await runsOf(fake.page.ledger, "audit", 9)).length, 0);

  assertEquals(await new Driver(operator).run("audit", 1), "green");
  await driver.becomes("audit", "green");
  assertStringIncludes(await page.textContent("#log-lines-audit") ?? "", "operator");
  await page.waitForSelector("#here >> text=2 people here: operator, viewer");
  assertEquals(await page.locator("#cell-audit .buttons").count(), 0);
});
