/// <reference lib="dom" />
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page, Request } from "playwright-core";
import { conflictsShown, countConflicts } from "../../db/conflicts.ts";
import { TAKEABLE } from "../../steps/load/conflicts.ts";
import { Log } from "../../steps/base/log.ts";
import {
  conflictId,
  keepConflicts,
  meetConflicts,
  settleConflict,
} from "../routes/support/made_up_conflicts.ts";
import { Driver } from "./driver.ts";
import { type FakePage, startFakePage } from "./fake_page.ts";
import { Gate } from "./gate.ts";
import { browserTest } from "./with_browser.ts";

const COUNT = "[data-action=take-all] [name=count]";

/** A page after a full run that met so many conflicts. */
async function withConflicts(n: number): Promise<FakePage> {
  const fake = await startFakePage();
  await fake.page.post("/cells/full-run/run");
  await fake.page.console.runner.active?.done;
  await keepConflicts(fake.page.ledger, n);
  return fake;
}

/** Something happened outside a run: every page looks at the ledger again. */
const happened = ({ page: { ledger, console } }: FakePage): Promise<void> =>
  new Log(ledger, console.world, null).write({ kind: "test", message: "something" });

browserTest(
  "what was typed for some conflicts is not typed for others, though they are as many",
  async (page) => {
    await using fake = await withConflicts(3);
    const { ledger } = fake.page;
    const driver = new Driver(page);
    await page.goto(fake.link);
    const typedFor = await page.getAttribute(COUNT, "id");
    await page.locator(COUNT).pressSequentially("3");
    await happened(fake);
    await page.waitForSelector("#log-lines-journal >> text=something", { state: "attached" });
    assertEquals(await page.inputValue(COUNT), "3", "nothing changed, so it stays");

    await settleConflict(ledger, 3);
    await meetConflicts(ledger, [9]);
    await happened(fake);
    await page.waitForSelector(`#${typedFor}`, { state: "detached" });
    assertEquals(await page.inputValue(COUNT), "");
    // Nor is the button for these the next thing that Enter presses.
    const focus = await page.evaluate(() => document.activeElement?.className);
    assertEquals(focus, "cell", "the focus is kept, and on no press that is another by now");
    await page.fill(COUNT, "3");
    await page.click("[data-action=take-all] button");
    await page.waitForSelector("#conflicts-title:has-text('all decided')");
    assertEquals((await countConflicts(ledger, TAKEABLE)).practicehub, 3);
    assertEquals(driver.complaints, []);
  },
);

browserTest(
  "conflicts that are others than the page shows are not decided, and it says what to do",
  async (page) => {
    await using fake = await withConflicts(3);
    const driver = new Driver(page);
    await page.goto(fake.link);
    await page.fill(COUNT, "3");
    // Nobody has told the page yet.
    await settleConflict(fake.page.ledger, 3);
    await meetConflicts(fake.page.ledger, [9]);
    await page.click("[data-action=take-all] button");
    const said = await page.waitForSelector("#notice-conflicts .notice");
    assertStringIncludes(await said.textContent() ?? "", "look at them again, then decide");
    assertEquals((await countConflicts(fake.page.ledger, TAKEABLE)).undecided, 3);
    assertEquals(driver.complaints, []);
  },
);

/** Ids of the records on the page of the list that is shown, in their order. */
const listed = (page: Page): Promise<string[]> =>
  page.locator(".conflict").evaluateAll((cards) => cards.map(({ id }) => id.replace("conflict-", "")));

/** Waits until the list says that it shows this part of the conflicts. */
const shows = (page: Page, part: string) => page.waitForSelector(`#conflicts >> text="${part}"`);

browserTest(
  "among 10,000 conflicts one stays on page 3 and decides there, while others decide too",
  async (page) => {
    await using fake = await withConflicts(10_000);
    const driver = new Driver(page);
    await page.goto(fake.link);
    await shows(page, "1–20 of 10,000 conflicts");
    await driver.focusOn("#conflicts-next");
    for (const part of ["21–40", "41–60"]) {
      await page.keyboard.press("Enter");
      await shows(page, `${part} of 10,000 conflicts`);
      assertEquals(await page.evaluate(() => document.activeElement?.id), "conflicts-next");
    }
    for (let left = 9_999; left > 9_996; left--) {
      const [first = ""] = await listed(page);
      await driver.focusOn(`#conflict-${first} [data-action=choose-twenty] button`);
      await page.keyboard.press("Enter");
      await page.waitForSelector(`#conflict-${first}`, { state: "detached" });
      await page.waitForSelector(`#conflicts-title >> text=${left.toLocaleString("en")} to decide`);
      await shows(page, "41–60 of 10,000 conflicts");
      assert(await page.evaluate(() => document.activeElement !== document.body), "the focus is kept");
    }
    const [, elsewhere = "", ...rest] = await listed(page);
    await fake.page.post("/conflicts/one", { id: elsewhere, take: "practicehub" });
    await page.waitForSelector(`#conflict-${elsewhere}`, { state: "detached" });
    await shows(page, "41–60 of 10,000 conflicts");
    assertEquals((await listed(page)).slice(1, -1), rest);

    await driver.focusOn("#conflicts-previous");
    await page.keyboard.press("Enter");
    await shows(page, "21–40 of 10,000 conflicts");
    assertEquals(await page.evaluate(() => document.activeElement?.id), "conflicts-previous");
    assertEquals(driver.complaints, []);
  },
);

browserTest("what is decided elsewhere shows on the page of the list that one is on", async (page) => {
  await using fake = await withConflicts(23);
  const driver = new Driver(page);
  await page.goto(fake.link);
  await page.click("#conflicts-next");
  await shows(page, "21–23 of 23 conflicts");
  await fake.page.post("/conflicts/one", { id: conflictId(1), take: "practicehub" });
  const decided = page.locator(`#conflict-${conflictId(1)}`);
  await decided.locator("text=PracticeHub's values are to be written").waitFor();
  await fake.page.post("/conflicts/one", { id: conflictId(1), take: "twenty" });
  await decided.locator("text=Twenty's values stay").waitFor();
  await shows(page, "21–23 of 23 conflicts");
  assertEquals(driver.complaints, []);
});

browserTest("an answer that a click has overtaken does not put back the page before", async (page) => {
  await using fake = await withConflicts(23);
  using gate = new Gate();
  const first = page.waitForResponse(/\/conflicts\?version=/);
  await page.goto(fake.link);
  await (await first).finished();
  await shows(page, "1–20 of 23 conflicts");
  const asked = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  await page.route(/\/conflicts\?version=/, async (route) => {
    asked.resolve();
    await gate.opened;
    await route.continue().catch(() => {});
  });
  const ended = (request: Request) => {
    if (request.url().includes("/conflicts?version=")) over.resolve();
  };
  page.on("requestfinished", ended).on("requestfailed", ended);
  await fake.page.post("/conflicts/one", { id: conflictId(1), take: "twenty" });
  await asked.promise;
  await page.click("#conflicts-next");
  await shows(page, "21–23 of 23 conflicts");
  gate.open();
  await over.promise;
  await fake.page.post("/conflicts/one", { id: conflictId(2), take: "twenty" });
  await page.waitForSelector(`#conflict-${conflictId(2)}.decided`);
  await shows(page, "21–23 of 23 conflicts");
});

browserTest("a page of the list that is there no more gives way to the last", async (page) => {
  await using fake = await withConflicts(21);
  await page.goto(fake.link);
  await page.click("#conflicts-next");
  await shows(page, "21–21 of 21 conflicts");
  await settleConflict(fake.page.ledger, 7);
  await happened(fake);
  await page.waitForFunction(() => document.querySelectorAll(".conflict").length === 20);
  assertEquals(await page.locator("#conflicts-next, #conflicts-previous").count(), 0);
});

browserTest(
  "the list keeps its page when the last decision moves it to another place of the cell",
  async (page) => {
    await using fake = await withConflicts(41);
    await page.goto(fake.link);
    await page.click("#conflicts-next");
    await page.click("#conflicts-next");
    await shows(page, "41–41 of 41 conflicts");
    const { undecided: shown } = await conflictsShown(fake.page.ledger, TAKEABLE);
    await fake.page.post("/conflicts/all", { take: "twenty", count: "41", shown });
    await page.waitForSelector("#conflicts-title:has-text('all decided')");
    await page.waitForSelector(".conflict.decided");
    await shows(page, "41–41 of 41 conflicts");
  },
);

browserTest(
  "on a page of their own the address says which page of them it is, also after a decision",
  async (page) => {
    await using fake = await withConflicts(45);
    const driver = new Driver(page);
    await page.goto(fake.link);
    await page.goto(new URL("/conflicts", fake.link).href);
    await page.click("#conflicts-next");
    await page.waitForURL("**/conflicts?offset=20");
    const [first = ""] = await listed(page);
    await page.click(`#conflict-${first} [data-action=choose-twenty] button`);
    await page.waitForSelector(`#conflict-${first}`, { state: "detached" });
    await shows(page, "21–40 of 45 conflicts");
    assertEquals(driver.complaints, []);
  },
);
