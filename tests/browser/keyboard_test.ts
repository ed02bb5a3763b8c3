/// <reference lib="dom" />
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { delay } from "@std/async/delay";
import type { Page } from "playwright-core";
import { upsertRecords } from "../../db/source_records.ts";
import { changePlaces } from "../../steps/staging/places/change.ts";
import { AT } from "../db/temp_ledger.ts";
import { startDemoPage } from "./demo_page.ts";
import { Driver } from "./driver.ts";
import { startFakePage } from "./fake_page.ts";
import { Gate } from "./gate.ts";
import { picture } from "./picture.ts";
import { browserTest } from "./with_browser.ts";

const PATIENTS = 20;

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? "");

/** Counts what only a pointer does. */
async function countPointers(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    addEventListener("pointerdown", () => document.documentElement.dataset.pointers = "1", true);
  });
  return async () => Number(await page.getAttribute("html", "data-pointers") ?? 0);
}

browserTest("the whole runbook and back by keyboard alone, and the focus is never lost", async (page) => {
  await using demo = await startDemoPage(PATIENTS);
  const driver = new Driver(page);
  const pointers = await countPointers(page);
  await page.goto(demo.link);

  /** Runs the cell by its keys; afterwards the focus is still in it. */
  async function runs(id: Parameters<Driver["run"]>[0], number: number, state: string): Promise<void> {
    assertEquals(await driver.run(id, number), state, await page.textContent(`#cell-${id} .verdict`) ?? "");
    assertEquals(await focused(page), `cell-${id}`);
  }

  await runs("audit", 1, "green");
  await runs("schema", 2, "waiting");
  await driver.tabTo("[data-action=confirm-all] button");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-action=confirm-all]", { state: "detached" });
  assertEquals(await focused(page), "cell-schema");
  await runs("schema", 2, "green");

  await runs("members", 3, "waiting");
  await driver.tabTo("#member-0");
  await page.keyboard.press("ArrowDown");
  await page.waitForSelector("text=owns what has no owner");
  assertEquals(await focused(page), "member-0");
  await page.keyboard.press("Shift+Tab");
  await runs("members", 3, "green");

  await page.keyboard.press("1");
  await driver.tabTo("[data-action=acknowledge] button");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=Read by operator");
  assertEquals(await focused(page), "cell-audit");
  await runs("extract", 4, "green");

  await runs("sample", 5, "waiting");
  await driver.tabTo("[data-action=sign-off] button");
  await page.keyboard.press("Space");
  await driver.becomes("sample", "green");
  await page.waitForSelector("text=Signed off by operator");
  assertEquals(await focused(page), "cell-sample");

  await runs("full-run", 6, "green");
  await runs("delta", 7, "green");

  await runs("rollback", 8, "waiting");
  const planned = await driver.runNumber("rollback");
  await driver.tabTo("[id^=rollback-count]");
  await page.keyboard.type(await page.textContent(".confirm b") ?? "");
  await driver.tabTo("[data-action=confirm-rollback] button");
  await page.keyboard.press("Enter");
  assertEquals(await driver.ended("rollback", planned), "green");
  assertEquals(await focused(page), "cell-rollback");

  assertEquals(await pointers(), 0);
  assertEquals(driver.complaints, []);
});

browserTest("what runs is paused, resumed and cancelled by keys from wherever one is", async (page) => {
  await using fake = await startFakePage({
    extract: async (kit) => {
      for (; !stop.isOpen;) {
        await kit.control.pass();
        await delay(1);
      }
      return { state: "green", verdict: "done" };
    },
  });
  using stop = new Gate();
  const driver = new Driver(page);
  await page.goto(fake.link);
  await page.keyboard.press("4");
  await page.keyboard.press("r");
  await driver.becomes("extract", "running");
  await page.keyboard.press("p");
  await driver.becomes("extract", "paused");
  await page.keyboard.press("1");
  await page.keyboard.press("p");
  await driver.becomes("extract", "running");
  assertEquals(await focused(page), "cell-audit");
  await page.keyboard.press("p");
  await driver.becomes("extract", "paused");
  await page.keyboard.press("c");
  await driver.becomes("extract", "cancelled");
  await page.keyboard.press("8");
  await page.keyboard.press("n");
  assertEquals(await focused(page), "cell-extract");
  assertEquals(driver.complaints, []);
});

browserTest("a cell runs after the stale ones it builds on with R, and by itself with r", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.link);
  await page.keyboard.press("4");
  await page.keyboard.press("R");
  await driver.becomes("extract", "green");
  assertEquals([await driver.state("audit"), await driver.state("schema")], ["green", "green"]);
  await page.keyboard.press("7");
  await page.keyboard.press("r");
  await driver.becomes("delta", "green");
  assertEquals(await driver.state("full-run"), "never");
});

browserTest(
  "keys lead into the log and back, to the search, and to the sheet that names them all",
  async (page) => {
    await using fake = await startFakePage();
    const patients = [{ id: 12, first_name: "Zoë", last_name: "Quill", email: "zoe@example.test" }];
    await fake.page.ledger.commit({ writes: upsertRecords(fake.page.ledger, "patients", patients, 1, AT) });
    const driver = new Driver(page);
    await page.goto(fake.link);
    assertEquals(await driver.run("audit", 1), "green");
    await page.keyboard.press("l");
    assertEquals(await page.evaluate(() => document.activeElement?.getAttribute("role")), "log");
    await page.keyboard.press("l");
    assertEquals(await focused(page), "cell-audit");

    await page.keyboard.press("?");
    await page.waitForSelector("#help:popover-open");
    await picture(page, "help", "#help");
    assert(await page.evaluate(() => document.activeElement?.closest("#help")), "the sheet has the focus");
    const named = await page.locator("#help kbd").allTextContents();
    for (const key of ["r", "R", "c", "n", "l", "p", "?"]) {
      assert(
        named.includes(key),
        `${key} is on the sheet`,
      );
    }
    await page.keyboard.press("Escape");
    await page.waitForSelector("#help:popover-open", { state: "detached" });
    assertEquals(await focused(page), "cell-audit");

    await driver.focusOn("#log-journal [value=errors]");
    await page.keyboard.press("3");
    assertEquals(await focused(page), "cell-members");

    await page.keyboard.press("/");
    await page.keyboard.type("quill");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#found a");
    assertEquals(await focused(page), "find");
    await driver.tabTo("#found a");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/records/patients/12");
    assertEquals(driver.complaints, []);
    await page.goto("about:blank");
  },
);

browserTest("the focus stays where it is, or near it, whatever the stream redraws", async (page) => {
  await using fake = await startFakePage({
    extract: async () => (await first.opened, { state: "green", verdict: "done" }),
    sample: async () => (await second.opened, { state: "green", verdict: "done" }),
  });
  using first = new Gate();
  using second = new Gate();
  const driver = new Driver(page);
  await page.goto(fake.link);
  // A button that is taken away, because somebody else pressed it.
  await driver.focusOn("#cell-extract [data-action=run] button:not(.chain)");
  await fake.page.post("/cells/extract/run");
  await driver.becomes("extract", "running");
  assertEquals(await focused(page), "cell-extract");
  first.open();
  await driver.becomes("extract", "green");
  // One that stays, and cannot be pressed any more.
  await driver.focusOn("#cell-schema [data-action=run] button:not(.chain)");
  await fake.page.post("/cells/sample/run");
  await driver.becomes("sample", "running");
  assertEquals(await focused(page), "cell-schema");
  second.open();
  await driver.becomes("sample", "green");
  // One that stays as it is.
  await driver.focusOn("#cell-schema [data-action=run] button:not(.chain)");
  await changePlaces(fake.page.console, "Ben", [{ id: "7", name: "Hill Street" }]);
  await page.waitForSelector("#place-7");
  assert(await page.evaluate(() => document.activeElement?.matches("#cell-schema [data-action=run] button")));
  // A field of a log that its own answer redraws.
  await driver.focusOn("#log-text-journal");
  await page.keyboard.type("Hill");
  await page.waitForSelector("#log-body-journal[data-text=Hill]");
  await page.keyboard.type(" Street");
  await page.waitForSelector("#log-body-journal[data-text='Hill Street']");
  assertEquals(await focused(page), "log-text-journal");
  assertEquals(driver.complaints, []);
});

browserTest("nothing moves for those who asked for less motion", async (page) => {
  await using fake = await startFakePage();
  const moving = () =>
    [document.documentElement, ...document.querySelectorAll("*")].filter((e) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(e);
      return /[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth";
    }).length;
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.goto(fake.link);
  assert(await page.evaluate(moving) > 0, "there is something that moves otherwise");
  await page.emulateMedia({ reducedMotion: "reduce" });
  assertEquals(await page.evaluate(moving), 0);
});

browserTest("a screen reader is told states and no figure that moves with every batch", async (page) => {
  const told: string[] = [];
  await using fake = await startFakePage({
    extract: async (kit) => {
      for (let done = 0; done <= 100; done += 10) kit.progress([{ object: "patients", done, total: 100 }]);
      await gate.opened;
      return { state: "green", verdict: "done" };
    },
  });
  using gate = new Gate();
  const driver = new Driver(page);
  await page.exposeFunction("tell", (text: string) => void told.push(text));
  await page.goto(fake.link);
  await page.evaluate(() => {
    const tell = (globalThis as unknown as { tell(text: string): void }).tell;
    new MutationObserver(() =>
      document.querySelectorAll("[role=status]").forEach((e) => tell(e.textContent ?? ""))
    ).observe(document.body, { subtree: true, characterData: true, childList: true });
  });
  await fake.page.post("/cells/extract/run");
  await page.waitForSelector("#progress-extract >> text=100 %");
  gate.open();
  await driver.becomes("extract", "green");
  const said = [...new Set(told)].filter((text) => text !== "").join(" | ");
  assertStringIncludes(said, "Extract is running.");
  assert(!/%/.test(said), said);
});
