/// <reference lib="dom" />
import { assert, assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import type { Level } from "../../db/tables.ts";
import { type Entry, Log } from "../../steps/base/log.ts";
import { Driver } from "./driver.ts";
import { type FakePage, startFakePage } from "./fake_page.ts";
import { browserTest } from "./with_browser.ts";

const MOST_LINES = 500;

/** Line i is an error, a warning or neither, and speaks of people or of notes, as its number says. */
async function writeLines({ page }: FakePage, from: number, to: number): Promise<void> {
  const log = new Log(page.ledger, page.console.world, null);
  for (let i = from; i <= to; i++) {
    const level: Level = i % 100 === 0 ? "error" : i % 50 === 0 ? "warning" : "info";
    await log.write({ kind: "test", level, object: i % 3 === 0 ? "person" : "note", message: `line ${i}` });
  }
}

const range = (from: number, to: number, by = 1): string[] =>
  Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, i) => `e${from + i * by}`);

/** Ids of the lines that are to be seen. */
const shown = async (page: Page) =>
  await page.locator("#log-lines-journal > li:not([hidden])").evaluateAll((lines) => lines.map((l) => l.id));

/** As a person does, who goes up once the page has followed its lines, and sees where that led. */
async function scrollTo(page: Page, where: "top" | "end"): Promise<void> {
  await page.waitForFunction((where) => {
    const box = document.querySelector<HTMLElement>("#log-box-journal");
    return box && (where === "end" || box.scrollTop > 0 || box.dataset.end === "no");
  }, where);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.locator("#log-box-journal").evaluate((box, where) => {
    box.scrollTop = where === "top" ? 0 : box.scrollHeight;
  }, where);
  await page.waitForSelector(`#log-box-journal[data-end=${where === "top" ? "no" : "yes"}]`);
}

const saidOfNoLine = (page: Page) =>
  page.locator("#log-box-journal").evaluate((box) => getComputedStyle(box, "::after").content);

const arrived = (page: Page, line: number) => page.waitForSelector(`#e${line}`, { state: "attached" });

browserTest("a tab that was hidden gets every line it missed, once and in order", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.link);
  await writeLines(fake, 1, 3);
  await page.waitForSelector("#e3", { state: "attached" });
  await driver.hide(true);
  await writeLines(fake, 4, 120);
  await driver.hide(false);
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
  assert(lines.length <= MOST_LINES, `${lines.length} lines are on the page`);
  assertEquals(lines.at(-1), "e900");
  const fromEnd = await page.locator("#log-journal .log-scroll").evaluate((box) =>
    box.scrollHeight - box.scrollTop - box.clientHeight
  );
  assert(fromEnd < 2, "the newest line is out of sight");
  await page.locator("#log-box-journal").scrollIntoViewIfNeeded();
  await page.waitForFunction(() =>
    document.querySelector("#e500 .line-text")?.checkVisibility({ contentVisibilityAuto: true }) === false &&
    document.querySelector("#e900 .line-text")?.checkVisibility({ contentVisibilityAuto: true })
  );
});

browserTest("who follows a log stays at its end, however many rows its lines take", async (page) => {
  await using fake = await startFakePage();
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(fake.link);
  const log = new Log(fake.page.ledger, fake.page.console.world, null);
  const box = page.locator("#log-box-journal");
  for (let i = 1; i <= 620; i++) {
    await log.write({ kind: "test", message: `line ${i} `.repeat(1 + (i % 7) * 4) });
    if (i % 20 === 0) await arrived(page, i);
  }
  await page.waitForFunction(() => {
    const box = document.querySelector("#log-box-journal");
    return box && box.scrollHeight - box.scrollTop - box.clientHeight < 2;
  });
  assertEquals(await box.getAttribute("data-end"), "yes");
  await scrollTo(page, "top");
  await page.waitForSelector("#log-box-journal[data-end=no]");
  await log.write({ kind: "test", message: "one more" });
  await page.waitForSelector("#log-body-journal[data-behind]");
  assertEquals(await box.evaluate((box) => box.scrollTop), 0);
});

browserTest("a connection that breaks again and again loses no line and doubles none", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.link);
  await writeLines(fake, 1, 3);
  await arrived(page, 3);
  for (let at = 3; at < 480; at += 159) {
    const writing = writeLines(fake, at + 1, at + 159);
    await page.waitForFunction((id) => document.getElementById(id), `e${at + 20}`);
    fake.dropStreams();
    await writing;
    await arrived(page, at + 159);
  }
  assertEquals(await driver.lines("journal"), range(1, 480));
  await page.waitForFunction(() => document.querySelector("#connection")?.textContent === "");
});

browserTest("older lines that left the page come back without a gap", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.link);
  await writeLines(fake, 1, 690);
  await arrived(page, 690);
  assertEquals(await shown(page), range(191, 690));
  await page.click("#log-journal .older");
  await arrived(page, 1);
  assertEquals(await shown(page), range(1, 690));
  await page.waitForSelector("#log-journal .older", { state: "detached" });
  await scrollTo(page, "end");
  await writeLines(fake, 691, 692);
  await arrived(page, 692);
  assertEquals(await shown(page), range(193, 692));
  await page.click("#log-journal .older");
  await arrived(page, 1);
  assertEquals(await shown(page), range(1, 692));
  assertEquals(driver.complaints, []);
});

browserTest(
  "who reads ever older lines has no page without end either, and is led to the newest",
  async (page) => {
    await using fake = await startFakePage();
    await page.goto(fake.link);
    await writeLines(fake, 1, 1_700);
    await arrived(page, 1_700);
    for (const first of [1_001, 801, 601, 401, 201]) {
      await scrollTo(page, "top");
      await page.waitForSelector("#log-box-journal[data-end=no]");
      await page.click("#log-journal .older");
      await arrived(page, first);
    }
    assertEquals(await shown(page), range(201, 1_200));
    await writeLines(fake, 1_701, 1_702);
    await page.click("#log-journal .newest");
    await arrived(page, 1_702);
    assertEquals((await shown(page)).slice(-100), range(1_603, 1_702));
  },
);

browserTest("a filter is answered while line after line comes", async (page) => {
  await using fake = await startFakePage();
  await page.goto(fake.link);
  await writeLines(fake, 1, 20);
  await arrived(page, 20);
  let asked = 0;
  let last = 20;
  // Each answer takes as long as ten more messages.
  await page.route("**/journal/log?*", async (route) => {
    asked++;
    for (let i = 0; i < 10; i++) {
      last++;
      await writeLines(fake, last, last);
      await arrived(page, last).catch(() => {});
    }
    await route.continue().catch(() => {});
  });
  await page.fill("#log-text-journal", "line 1");
  await page.waitForSelector("#log-body-journal[data-text='line 1']");
  assertEquals(asked, 1);
});

browserTest(
  "nobody who reads further up is scrolled away, nor does his page grow without end",
  async (page) => {
    await using fake = await startFakePage();
    const driver = new Driver(page);
    await page.goto(fake.link);
    await writeLines(fake, 1, 400);
    await arrived(page, 400);
    await scrollTo(page, "top");
    await page.waitForSelector("#log-box-journal[data-end=no]");
    await writeLines(fake, 401, 1_200);
    await page.waitForSelector("#log-body-journal[data-behind]");
    const end = new Log(fake.page.ledger, fake.page.console.world, null);
    await end.write({ kind: "sign-off", message: "the last one" });
    const there = await shown(page);
    assertEquals([there[0], there.length <= MOST_LINES], ["e1", true]);
    assertEquals(there, range(1, there.length));
    assertEquals(await page.locator("#log-box-journal").evaluate((box) => box.scrollTop), 0);
    await page.click("#log-journal .newest");
    await arrived(page, 1_201);
    const newest = await shown(page);
    assertEquals(newest, range(1_201 - newest.length + 1, 1_201));
    await writeLines(fake, 1_202, 1_204);
    await arrived(page, 1_204);
    assertEquals((await shown(page)).slice(-4), range(1_201, 1_204));
    assertEquals(driver.complaints, []);
  },
);

browserTest("a few pixels up are enough to stay there, and the end to be taken along again", async (page) => {
  await using fake = await startFakePage();
  await page.goto(fake.link);
  await writeLines(fake, 1, 100);
  await arrived(page, 100);
  const box = page.locator("#log-box-journal");
  await page.waitForFunction(() => (document.querySelector("#log-box-journal")?.scrollTop ?? 0) > 0);
  const top = await box.evaluate((box) => box.scrollTop -= 5);
  await page.waitForSelector("#log-box-journal[data-end=no]");
  await writeLines(fake, 101, 110);
  await arrived(page, 110);
  assertEquals(await box.evaluate((box) => box.scrollTop), top);
  await scrollTo(page, "end");
  await page.waitForSelector("#log-box-journal[data-end=yes]");
  await writeLines(fake, 111, 120);
  await arrived(page, 120);
  await page.waitForFunction(() => {
    const box = document.querySelector("#log-box-journal");
    return box && box.scrollHeight - box.scrollTop - box.clientHeight < 2;
  });
});

browserTest("who comes back down sees no line after a gap, and is led to the newest", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.link);
  await writeLines(fake, 1, 400);
  await arrived(page, 400);
  await scrollTo(page, "top");
  await page.waitForSelector("#log-box-journal[data-end=no]");
  await writeLines(fake, 401, 700);
  await page.waitForSelector("#log-body-journal[data-behind]");
  await scrollTo(page, "end");
  await page.waitForSelector("#log-box-journal[data-end=yes]");
  await writeLines(fake, 701, 702);
  // Told after the lines, so that they have come when this has.
  assertEquals(await driver.run("audit", 1), "green");
  const there = await shown(page);
  assertEquals(there, range(1, there.length));
  await page.click("#log-journal .newest");
  await arrived(page, 702);
  assertEquals(await shown(page), range(503, 702));
});

browserTest(
  "a filter asks the server, holds for what comes, and forgets nothing when it is taken away",
  async (page) => {
    await using fake = await startFakePage();
    const driver = new Driver(page);
    await page.goto(fake.link);
    await writeLines(fake, 1, 300);
    await arrived(page, 300);
    await page.check("#log-journal [value=errors]", { force: true });
    await page.waitForSelector("#log-body-journal[data-level=errors]");
    assertEquals(await shown(page), ["e100", "e200", "e300"]);
    await writeLines(fake, 301, 1_600);
    await arrived(page, 1_600);
    assertEquals(await shown(page), range(100, 1_600, 100));
    assert((await driver.lines("journal")).length <= MOST_LINES + 16, "what is left out is bounded too");

    await page.selectOption("#log-object-journal", "person");
    await page.waitForSelector("#log-body-journal[data-object=person]");
    assertEquals(await shown(page), range(300, 1_500, 300));

    await page.fill("#log-text-journal", "LINE 9");
    await page.waitForSelector("#log-body-journal[data-text='LINE 9']");
    assertEquals(await shown(page), ["e900"]);

    assertEquals(await saidOfNoLine(page), "none");
    await page.fill("#log-text-journal", "nothing is like this");
    await page.waitForSelector("#log-body-journal[data-text='nothing is like this']");
    await writeLines(fake, 1_601, 1_601);
    await arrived(page, 1_601);
    assertEquals(await saidOfNoLine(page), '"no line that the filter lets through"');

    await page.fill("#log-text-journal", "");
    await page.check("#log-journal [value=all]", { force: true });
    await page.selectOption("#log-object-journal", "");
    await page.waitForSelector("#log-body-journal[data-object=''][data-text=''][data-level=all]");
    await writeLines(fake, 1_602, 1_603);
    await arrived(page, 1_603);
    assertEquals((await shown(page)).slice(-150), range(1_454, 1_603));
    assertEquals(driver.complaints, []);
  },
);

browserTest("lines that come while the answer to a filter is on its way are there once", async (page) => {
  await using fake = await startFakePage();
  await page.goto(fake.link);
  await writeLines(fake, 1, 10);
  await arrived(page, 10);
  // The answer is read, and held back until more has come by the stream.
  await page.route("**/journal/log?*", async (route) => {
    const response = await route.fetch();
    await writeLines(fake, 11, 20);
    await page.waitForFunction(() => document.querySelector("#e20"));
    await route.fulfill({ response });
  }, { times: 1 });
  await page.fill("#log-text-journal", "line");
  await page.waitForSelector("#log-body-journal[data-text=line]");
  assertEquals(await shown(page), range(1, 20));
  await writeLines(fake, 21, 22);
  await arrived(page, 22);
  assertEquals(await shown(page), range(1, 22));
});

browserTest(
  "what came while a late answer was on its way leaves no gap: what is missing is a press away",
  async (page) => {
    await using fake = await startFakePage();
    await page.goto(fake.link);
    await writeLines(fake, 1, 400);
    await arrived(page, 400);
    await scrollTo(page, "top");
    await page.waitForSelector("#log-box-journal[data-end=no]");
    await page.route("**/journal/log?*", async (route) => {
      const response = await route.fetch();
      await writeLines(fake, 401, 1_800);
      await fake.page.post("/cells/audit/run");
      await page.waitForSelector("#live-audit[data-state=green]", { state: "attached" });
      await route.fulfill({ response });
    }, { times: 1 });
    await page.fill("#log-text-journal", "line");
    await page.waitForSelector("#log-body-journal[data-text=line][data-behind]");
    assertEquals(await shown(page), range(201, 400));
    await page.click("#log-journal .newest");
    await arrived(page, 1_800);
    assertEquals((await shown(page)).at(-1), "e1800");
  },
);

browserTest("a page that was too far behind for every line asks for its filter again", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.link);
  await page.check("#log-journal [value=errors]", { force: true });
  await page.waitForSelector("#log-body-journal[data-level=errors]");
  await driver.hide(true);
  const log = new Log(fake.page.ledger, fake.page.console.world, null);
  for (let from = 1; from <= 6_000; from += 500) {
    await log.write(...Array.from({ length: 500 }, (_, i): Entry => ({
      kind: "test",
      level: (from + i) % 100 === 0 ? "error" : "info",
      message: `line ${from + i}`,
    })));
  }
  await driver.hide(false);
  await page.waitForSelector("#log-body-journal[data-level=errors] #e6000", { state: "attached" });
  assertEquals(await shown(page), range(100, 6_000, 100));
});

browserTest("a line's link is copied by keys, and leads to the line", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(fake.link);
  await writeLines(fake, 1, 5);
  await arrived(page, 5);
  await driver.focusOn("#log-box-journal");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#e4 .anchor.copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assertEquals(new URL(link).pathname, "/events/4");
  await page.keyboard.press("Escape");
  assertEquals(await page.evaluate(() => document.activeElement?.id), "log-box-journal");
  await page.goto(link);
  await page.waitForSelector("#e4:target");
});
