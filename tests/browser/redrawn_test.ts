/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { Driver } from "./driver.ts";
import { type FakePage, startFakePage } from "./fake_page.ts";
import { Gate } from "./gate.ts";
import { madeUpActs } from "./made_up.ts";
import { madeUpDecisions } from "./made_up_decisions.ts";
import { browserTest } from "./with_browser.ts";

async function ran({ page }: FakePage, id: string): Promise<void> {
  await page.post(`/cells/${id}/run`);
  await page.console.runner.active?.done;
}

/** The stream draws the cell again, because another one runs: once as that starts, once as it has ended. */
async function redrawn(page: Page, { page: server }: FakePage, gate: Gate, cell: string): Promise<void> {
  await server.post("/cells/audit/run");
  await page.waitForSelector(`#cell-${cell} >> text=Audit is running`);
  gate.open();
  await new Driver(page).becomes("audit", "green");
  await page.waitForSelector(`#cell-${cell} >> text=Audit is running`, { state: "detached" });
}

browserTest(
  "the page of the sample's diff that one is on stays when the cell is drawn again",
  async (page) => {
    using gate = new Gate();
    await using fake = await startFakePage({
      ...madeUpActs(),
      audit: async () => (await gate.opened, { state: "green", verdict: "done" }),
    }, { decisions: madeUpDecisions });
    await ran(fake, "sample");
    const driver = new Driver(page);
    await page.goto(fake.link);
    await page.selectOption("#diff-show", "all");
    await page.selectOption("#diff-object", "person");
    await page.waitForSelector("#diff >> text=1–50 of 200");
    await page.click("#diff >> text=next");
    await page.waitForSelector("#diff >> text=51–100 of 200");
    await redrawn(page, fake, gate, "sample");
    assertEquals(await page.locator("#diff >> text=51–100 of 200").count(), 1);
    assertEquals(await page.inputValue("#diff-show"), "all");
    assertEquals(await page.inputValue("#diff-object"), "person");

    // Another sample is another diff: the page of the one before says nothing of it.
    await ran(fake, "sample");
    await page.waitForSelector("#diff >> text=51–100 of 200", { state: "detached" });
    await page.waitForSelector("#diff >> text=1–1 of 1");
    assertEquals(driver.complaints, []);
  },
);

browserTest(
  "what is folded open stays open when the cell is drawn again, and shut what is shut",
  async (page) => {
    using gate = new Gate();
    await using fake = await startFakePage({
      audit: async () => (await gate.opened, { state: "green", verdict: "done" }),
    });
    for (const cell of ["extract", "extract", "schema", "schema"]) await ran(fake, cell);
    const driver = new Driver(page);
    await page.goto(fake.link);
    const open = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLDetailsElement>(".cell-live details[id^=history]")]
          .map(({ id, open }) => `${id} ${open}`)
      );
    await page.click("#history-extract > summary");
    assertEquals(await open(), ["history-schema false", "history-extract true"]);
    await redrawn(page, fake, gate, "extract");
    assertEquals(await open(), ["history-schema false", "history-extract true"]);
    assertEquals(driver.complaints, []);
  },
);
