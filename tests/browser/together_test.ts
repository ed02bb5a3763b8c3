/// <reference lib="dom" />
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { eventsAfter, lastSeq } from "../../db/events.ts";
import { runsOf } from "../../db/runs.ts";
import { Log } from "../../steps/base/log.ts";
import type { StepId } from "../../steps/runbook/step.ts";
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

/** One address of each kind of press. */
const PRESSES = [
  "/cells/audit/run",
  "/cells/audit/cancel",
  "/chain/cancel",
  "/pace",
  "/settings",
  "/maps/confirm",
  "/members",
  "/sample/sign-off",
  "/conflicts/all",
  "/rollback/confirm",
  "/schedule",
];

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
      audit: async () => (await audited.opened, { state: "green", verdict: "done" }),
      extract: async (kit) => {
        for (let i = 1; i <= 30; i++) {
          await kit.log.write({ kind: "page", object: "patients", message: `page ${i}` });
        }
        await gate.opened;
        await kit.control.pass();
        return { state: "red", verdict: "1 page is missing." };
      },
    });
    using audited = new Gate();
    using gate = new Gate();
    const driver = new Driver(page);
    await page.goto(fake.link);
    const other = await another(page, fake.link);
    const second = new Driver(other);
    // A page may skip a state that has passed when it comes to draw it: nothing goes on before both have seen it.
    const both = async (id: StepId, state: string) => {
      await Promise.all([driver.becomes(id, state), second.becomes(id, state)]);
    };
    await callOneself(page, "Ana");
    await callOneself(other, "Ben");
    await page.waitForSelector("#here >> text=2 people here: Ana, Ben");
    await other.waitForSelector("#here >> text=2 people here: Ana, Ben");
    const [ours, theirs] = [await watchStates(page), await watchStates(other)];

    await other.keyboard.press("1");
    await other.keyboard.press("r");
    await both("audit", "running");
    audited.open();
    await both("audit", "green");
    await page.keyboard.press("4");
    await page.keyboard.press("r");
    await both("extract", "running");
    await other.keyboard.press("p");
    await both("extract", "paused");
    await page.keyboard.press("p");
    await both("extract", "running");
    gate.open();
    await both("extract", "red");

    const [mine, yours] = [await seen(page), await seen(other)];
    assertEquals(mine, yours);
    assert(mine.lines.length > 30);
    assertEquals(await ours(), [
      "live-audit running",
      "live-audit green",
      "live-extract running",
      "live-extract paused",
      "live-extract running",
      "live-extract red",
    ]);
    assertEquals(await theirs(), await ours());
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
  // Both requests are held until both have been made: neither page has heard of the other's press.
  const pressed = [page, other].map(() => Promise.withResolvers<void>());
  await Promise.all([page, other].map(async (who, i) => {
    await who.route("**/cells/audit/run", async (route) => {
      pressed[i]?.resolve();
      await Promise.all(pressed.map(({ promise }) => promise));
      await route.continue();
    });
    await who.click("#cell-audit [data-action=run] button");
  }));
  await Promise.all([page, other].map((who) => new Driver(who).becomes("audit", "running")));
  gate.open();
  await Promise.all([page, other].map((who) => new Driver(who).becomes("audit", "green")));
  const told = await Promise.all([page, other].map((who) => who.locator("#notice-audit").textContent()));
  assertMatch(told.toSorted().join("|"), /^\|Not started( again)?: .*started/);
  assertEquals((await runsOf(fake.page.ledger, "audit", 9)).length, 1);
  assertEquals(await seen(page), await seen(other));
});

browserTest("a viewer looks and cannot press, by button, by key or by hand-made request", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.viewerLink);
  const operator = await another(page, fake.link);
  // His own name, and looking for a record, change nothing that others see.
  const buttons = (who: Page) =>
    who.locator("form[method=post]:not(.find-form, .you form) :is(button, [type=submit]):enabled").count();
  assertEquals(await buttons(page), 0);
  assert(await buttons(operator) > 8);
  await page.keyboard.press("1");
  for (const key of ["r", "R", "p", "c"]) await page.keyboard.press(key);
  const answers = await page.evaluate(
    (paths) => Promise.all(paths.map(async (path) => (await fetch(path, { method: "POST" })).status)),
    PRESSES,
  );
  assertEquals(answers, PRESSES.map(() => 403));
  assertEquals((await runsOf(fake.page.ledger, "audit", 9)).length, 0);

  assertEquals(await new Driver(operator).run("audit", 1), "green");
  await driver.becomes("audit", "green");
  assertStringIncludes(await page.textContent("#log-lines-audit") ?? "", "operator");
  await page.waitForSelector("#here >> text=2 people here: operator, viewer");
  assertEquals(await page.locator("#cell-audit .buttons").count(), 0);
});

browserTest(
  "who is here is cut off to one line, and unfolded by a key it is whole, also while people come",
  async (page) => {
    await using fake = await startFakePage();
    const driver = new Driver(page);
    await page.goto(fake.link);
    await callOneself(page, "Ana who writes her whole name and more");
    await callOneself(await another(page, fake.viewerLink), "Ben who does the same, and has no end");
    await page.waitForSelector("#here >> text=2 people here");
    const list = page.locator("#here li");
    assertEquals(await list.first().isVisible(), false);
    await page.locator("#here summary").focus();
    await page.keyboard.press("Enter");
    await list.first().waitFor();
    await another(page, fake.link);
    await page.waitForSelector("#here >> text=3 people here");
    assertEquals(await list.allInnerTexts(), [
      "Ana who writes her whole name and more",
      "Ben who does the same, and has no end (viewer)",
      "operator",
    ]);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      assertEquals(await page.evaluate(cutOff), [], `${width} wide`);
    }
    assertEquals(driver.complaints, []);
  },
);

/** Names that are not within the window, or wider than their place. */
const cutOff = () =>
  [...document.querySelectorAll("#here li")].filter((e) => {
    const { left, right } = e.getBoundingClientRect();
    return left < 0 || right > innerWidth || e.scrollWidth > e.clientWidth;
  }).map((e) => e.textContent);

browserTest("the tab's title says what is the matter, also while the tab is hidden", async (page) => {
  await using fake = await startFakePage({
    extract: async (kit) => {
      kit.progress([{ object: "patients", done: 40, total: 100 }]);
      await gate.opened;
      return { state: "red", verdict: "1 page is missing." };
    },
  });
  using gate = new Gate();
  const driver = new Driver(page);
  await page.goto(fake.link);
  const other = await another(page, fake.link);
  assertEquals(await page.title(), "0 of 8 green · Handover");
  await fake.page.post("/cells/extract/run");
  for (const who of [page, other]) {
    await who.waitForFunction(() => document.title === "▶ 40 % extract · Handover");
  }
  await driver.hide(true);
  gate.open();
  for (const who of [page, other]) {
    await who.waitForFunction(() => document.title === "extract failed · Handover");
  }
  assertEquals(await driver.state("extract"), "running", "hidden, it is not drawn");
  await driver.hide(false);
  await driver.becomes("extract", "red");
  assertEquals([driver.complaints, await page.title()], [[], "extract failed · Handover"]);
});

browserTest(
  "a browser that was off the net has every line of the ledger again, once and in order",
  async (page) => {
    await using fake = await startFakePage();
    await page.goto(fake.link);
    const other = await another(page, fake.link);
    const log = new Log(fake.page.ledger, fake.page.console.world, null);
    const write = async (count: number) => {
      for (let i = 0; i < count; i++) await log.write({ kind: "test", message: "a line" });
    };
    const arrived = (who: Page, seq: number) => who.waitForSelector(`#e${seq}`, { state: "attached" });
    await write(20);
    for (let round = 0; round < 2; round++) {
      const at = await lastSeq(fake.page.ledger);
      const writing = write(100);
      await arrived(page, at + 10);
      await page.context().setOffline(true);
      fake.dropStreams();
      await writing;
      await arrived(other, at + 100);
      await page.waitForSelector("#connection >> text=No answer from Handover");
      await page.context().setOffline(false);
      await arrived(page, at + 100);
    }
    await page.waitForFunction(() => document.querySelector("#connection")?.textContent === "");
    const ledger = (await eventsAfter(fake.page.ledger, 0, 1_000)).map(({ seq }) => `e${seq}`);
    assertEquals(ledger.length, 220);
    for (const who of [page, other]) assertEquals(await new Driver(who).lines("journal"), ledger);
  },
);
