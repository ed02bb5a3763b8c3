/// <reference lib="dom" />
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import { Log } from "../../steps/base/log.ts";
import { Driver } from "./driver.ts";
import { type FakePage, startFakePage } from "./fake_page.ts";
import { browserTest } from "./with_browser.ts";

/** A page in the browser of somebody who lives in this zone; the practice lives in Europe/London. */
async function livingIn(page: Page, timezoneId: string, javaScriptEnabled = true): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser");
  const context = await browser.newContext({
    timezoneId,
    javaScriptEnabled,
    viewport: { width: 1280, height: 900 },
  });
  return await context.newPage();
}

async function write({ page }: FakePage, ...instants: string[]): Promise<void> {
  const log = new Log(page.ledger, page.console.world, null);
  const events = instants.map((at) => ({ ...log.entry({ kind: "test", message: `at ${at}` }), at }));
  await page.ledger.commit({ events });
}

/** The clocks of the journal's lines, then the time in each one's sentence. */
const shown = (page: Page): Promise<[clock: string, sentence: string][]> =>
  page.locator("#log-lines-journal > .kind-test").evaluateAll((lines) =>
    lines.map((line) => [
      line.querySelector(":scope > time")?.textContent ?? "",
      line.querySelector(".line-message time")?.textContent ?? "",
    ])
  );

const note = (page: Page): Promise<string> => page.locator("#zone-text").innerText();

const line = (page: Page, n: number) => page.waitForSelector(`#e${n}`, { state: "attached" });

// London's clocks go back at 01:00 UTC, India's never do.
const BEFORE = "2026-10-25T00:59:59.000Z";
const AFTER = "2026-10-25T01:00:00.000Z";

browserTest(
  "who lives in another zone is told how it differs, may see his own times, and sees them again next time",
  async (first) => {
    await using fake = await startFakePage();
    const page = await livingIn(first, "Asia/Kolkata");
    const driver = new Driver(page);
    await write(fake, BEFORE, AFTER);
    await page.goto(fake.link);
    await line(page, 2);
    assertEquals(await shown(page), [["01:59:59", "25 Oct, 01:59:59"], ["01:00:00", "25 Oct, 01:00:00"]]);
    // London may have summer when this runs.
    assertMatch(await note(page), /^Times in Europe\/London; yours is Asia\/Kolkata, [45]:30 later$/);

    await page.click("#zone-switch");
    const mine: [string, string][] = [["06:29:59", "25 Oct, 06:29:59"], ["06:30:00", "25 Oct, 06:30:00"]];
    assertEquals(await shown(page), mine);
    assertMatch(
      await note(page),
      /^Times in Asia\/Kolkata; the practice's is Europe\/London, [45]:30 earlier$/,
    );
    await page.reload();
    await line(page, 2);
    assertEquals(await shown(page), mine, "after a reload");
    await page.goto(new URL("/journal", fake.link).href);
    assertEquals(await page.locator(".lines time").first().innerText(), "06:29:59", "on another page");

    await page.goto(new URL("/", fake.link).href);
    await page.keyboard.press("t");
    await line(page, 2);
    assertEquals((await shown(page))[0], ["01:59:59", "25 Oct, 01:59:59"]);
    assertEquals(driver.complaints, []);
  },
);

browserTest(
  "lines that come by the stream, and those that are replayed, follow the choice",
  async (first) => {
    await using fake = await startFakePage();
    const page = await livingIn(first, "America/New_York");
    await page.goto(fake.link);
    await page.click("#zone-switch");
    await write(fake, "2026-07-01T12:00:00.000Z");
    await line(page, 1);
    assertEquals(await shown(page), [["08:00:00", "1 Jul, 08:00:00"]]);
    await page.context().setOffline(true);
    await write(fake, "2026-12-01T12:00:00.000Z");
    await page.context().setOffline(false);
    await line(page, 2);
    assertEquals((await shown(page))[1], ["07:00:00", "1 Dec, 07:00:00"]);
    await fake.page.post("/cells/audit/run");
    await page.waitForSelector("#live-audit[data-state=green] .foot time", { state: "attached" });
    const foot = page.locator("#live-audit .foot time").first();
    const at = await foot.getAttribute("datetime") ?? "";
    const hour = Temporal.Instant.from(at).toZonedDateTimeISO("America/New_York").hour;
    assertEquals((await foot.innerText()).slice(-5, -3), String(hour).padStart(2, "0"), "what is redrawn");
  },
);

browserTest("who lives in the practice's zone is offered no switch", async (first) => {
  await using fake = await startFakePage();
  await write(fake, BEFORE);
  const page = await livingIn(first, "Europe/London");
  await page.goto(fake.link);
  await line(page, 1);
  assertEquals([await note(page), await page.isVisible("#zone-switch")], ["Times in Europe/London", false]);
  assertEquals((await shown(page))[0]?.[0], "01:59:59");
});

browserTest(
  "without a script the practice's times are shown, and no switch that does nothing",
  async (first) => {
    await using fake = await startFakePage();
    await write(fake, BEFORE);
    const page = await livingIn(first, "Asia/Kolkata", false);
    await page.goto(fake.link);
    assertEquals([await note(page), await page.isVisible("#zone-switch")], ["Times in Europe/London", false]);
    assertEquals(await page.locator("#log-lines-journal time").first().textContent(), "01:59:59");
  },
);

browserTest(
  "a zone that is changed in the settings changes the times that are there already",
  async (first) => {
    await using fake = await startFakePage();
    await write(fake, BEFORE);
    const page = await livingIn(first, "Asia/Kolkata");
    await page.goto(fake.link);
    await line(page, 1);
    await page.click("#settings summary");
    await page.fill("#setting-timeZone", "Pacific/Auckland");
    await page.click("#settings form[action='/settings'] button[type=submit]:not([hx-post])");
    await page.waitForSelector("#zone[data-zone='Pacific/Auckland']");
    assertEquals((await shown(page))[0], ["13:59:59", "25 Oct, 13:59:59"]);
    assertMatch(await note(page), /Auckland; yours is .* earlier$/);
  },
);

browserTest("pointing at a time shows both readings with their offsets", async (first) => {
  await using fake = await startFakePage();
  await write(fake, BEFORE, AFTER);
  const page = await livingIn(first, "Asia/Kolkata");
  await page.goto(new URL("/journal", await entered(page, fake)).href);
  const titles: string[] = [];
  for (const n of [1, 2]) {
    const time = page.locator(`#e${n} > time`);
    await time.hover();
    titles.push(await time.getAttribute("title") ?? "");
  }
  assertMatch(
    titles[0] ?? "",
    /01:59:59 (BST|GMT\+1) in Europe\/London · .*06:29:59 (IST|GMT\+5:30) in Asia\//,
  );
  assertMatch(titles[1] ?? "", /01:00:00 GMT in Europe\/London/);
  assert(titles[1]?.endsWith(`${AFTER} · event 2`), titles[1]);
});

async function entered(page: Page, fake: FakePage): Promise<string> {
  await page.goto(fake.link);
  return fake.link;
}
