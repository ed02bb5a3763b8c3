/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { upsertRecords } from "../../db/source_records.ts";
import { keepThroughput } from "../../db/runs.ts";
import { AT } from "../db/temp_ledger.ts";
import { keepConflicts } from "../routes/support/made_up_conflicts.ts";
import { madeUpThroughput } from "../routes/support/made_up_throughput.ts";
import { violations } from "./axe.ts";
import { Driver } from "./driver.ts";
import { type FakePage, startFakePage } from "./fake_page.ts";
import { Gate } from "./gate.ts";
import { madeUpActs } from "./made_up.ts";
import { madeUpDecisions } from "./made_up_decisions.ts";
import { picture } from "./picture.ts";
import { browserTest } from "./with_browser.ts";

const STEPS = ["audit", "schema", "members", "extract", "sample", "full-run"] as const;

/** The page over made-up steps that have been run so far. */
async function madeUpPage(upTo: number): Promise<FakePage> {
  const fake = await startFakePage(madeUpActs(), { decisions: madeUpDecisions });
  for (const step of STEPS.slice(0, upTo)) {
    await fake.page.post(`/cells/${step}/run`);
    await fake.page.console.runner.active?.done;
  }
  const { ledger } = fake.page;
  const points = JSON.stringify(madeUpThroughput());
  const runs = STEPS.slice(0, upTo).map((_, i) => keepThroughput(ledger, i + 1, points));
  await ledger.commit({ writes: runs });
  return fake;
}

const unfold = (page: Page) =>
  page.evaluate(() => document.querySelectorAll("details").forEach((d) => d.open = true));

/** Asserts that axe finds nothing, in light and dark, wide and narrow. */
async function assertAccessible(page: Page, what: string): Promise<void> {
  const found: string[] = [];
  // What lies under the head of the page as it is scrolled now is not pressed there.
  await page.evaluate(() =>
    document.querySelector<HTMLElement>(".top")?.style.setProperty("position", "static")
  );
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await violations(page)).map((line) => `${colorScheme}, ${width} wide: ${line}`));
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  assertEquals(found, [], `${what}:\n${[...new Set(found)].join("\n")}`);
}

browserTest(
  "axe finds nothing on the page before anything is filled in, nor where nobody is let in",
  async (page) => {
    await using fake = await startFakePage({}, { bare: true });
    await page.goto(fake.link);
    await assertAccessible(page, "empty page");
    await picture(page, "empty");
    await page.goto(new URL("/nowhere", fake.link).href);
    await assertAccessible(page, "nothing here");
    await page.context().clearCookies();
    await page.goto(new URL("/", fake.link).href);
    await assertAccessible(page, "not let in");
  },
);

browserTest(
  "axe finds nothing on the page with everything unfolded, before, while and after cells run",
  async (page) => {
    const acts = madeUpActs();
    await using fake = await startFakePage({
      ...acts,
      extract: async (kit) => {
        kit.progress([{ object: "patients", done: 40, total: 100 }]);
        await kit.log.write({ kind: "page", level: "warning", object: "patients", message: "page 1 of 2" });
        await gate.opened;
        return { state: "green", verdict: "done" };
      },
    }, { decisions: madeUpDecisions });
    using gate = new Gate();
    const driver = new Driver(page);
    await page.goto(fake.link);
    await page.waitForSelector(".import input[type=file]", { state: "attached" });
    await unfold(page);
    await assertAccessible(page, "never run");
    await driver.run("audit", 1);
    await driver.run("schema", 2);
    await page.waitForSelector("#map-list details");
    await unfold(page);
    await page.click(".add-workflow a");
    await page.waitForSelector("#workflow-form-new");
    await page.locator("tr.map-row a", { hasText: "ignore" }).first().click();
    await page.waitForSelector(".map-ask");
    await page.keyboard.press("?");
    await assertAccessible(page, "maps, a form, the help sheet");
    await page.keyboard.press("Escape");
    await fake.page.post("/cells/extract/run");
    await driver.becomes("extract", "running");
    await page.waitForSelector("#progress-extract .bar");
    await assertAccessible(page, "running");
    await picture(page, "running", "#cell-extract");
    await fake.page.post("/cells/extract/pause");
    await driver.becomes("extract", "paused");
    await assertAccessible(page, "paused");
    gate.open();
    await fake.page.post("/cells/extract/resume");
    await driver.becomes("extract", "green");
  },
);

browserTest(
  "axe finds nothing on what ended red, waits, is stale, and in its conflicts and plans",
  async (page) => {
    await using fake = await madeUpPage(6);
    const { ledger } = fake.page;
    await keepConflicts(ledger, 3);
    await fake.page.post("/cells/rollback/run");
    await fake.page.console.runner.active?.done;
    await fake.page.post("/maps/confirm", { shown: "18" });
    await page.goto(fake.link);
    await page.waitForSelector("#map-list details");
    await unfold(page);
    await page.locator("[id^=rollback-count]").waitFor();
    await page.waitForSelector("#cell-full-run .failed, #reconciliation-full-run");
    await page.fill("[id^=rollback-count]", "1");
    await page.click("[data-action=confirm-rollback] button");
    await page.waitForSelector("#notice-rollback .notice");
    await page.waitForSelector("#throughput-extract .lane-picture");
    await picture(page, "throughput", "#throughput-extract");
    await assertAccessible(page, "red, waiting, stale");
    const cookie = new URL(fake.viewerLink);
    await page.goto(cookie.href);
    await unfold(page);
    await assertAccessible(page, "a viewer's");
  },
);

browserTest(
  "axe finds nothing on the pages of a run, a record, the conflicts, the sample and the report",
  async (page) => {
    await using fake = await madeUpPage(6);
    const { ledger } = fake.page;
    await keepConflicts(ledger, 3);
    const patients = [{ id: 1, first_name: "Zoë", last_name: "Quillfeather", email: "zoe@example.test" }];
    await ledger.commit({ writes: upsertRecords(ledger, "patients", patients, 1, AT) });
    await page.goto(fake.link);
    for (
      const path of [
        "/cells/full-run/runs/1",
        "/cells/audit/runs/1",
        "/journal",
        "/records/patients/1",
        "/conflicts",
        "/sample/diff",
        "/sample/diff?show=all",
        "/print/sample",
        "/print/full-run",
        "/cells/audit/report.html",
        "/maps",
        "/maps/picture",
        "/workflows/new/form",
      ]
    ) {
      await page.goto(new URL(path, fake.link).href);
      await unfold(page);
      await assertAccessible(page, path);
    }
  },
);
