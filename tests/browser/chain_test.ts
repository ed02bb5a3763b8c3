import { assertEquals } from "@std/assert";
import { proposeFields } from "../../db/maps.ts";
import { field } from "../steps/map_editor/made_up_maps.ts";
import { Driver } from "./driver.ts";
import { startFakePage } from "./fake_page.ts";
import { picture } from "./picture.ts";
import { browserTest } from "./with_browser.ts";

/// <reference lib="dom" />

browserTest(
  "a chain is ordered with one press, seen by another browser, and told in graph and cells",
  async (page) => {
    const gate = Promise.withResolvers<void>();
    await using fake = await startFakePage({
      audit: async () => (await gate.promise, { state: "green", verdict: "done" }),
    });
    const driver = new Driver(page);
    const context = await page.context().browser()?.newContext();
    const other = await context?.newPage();
    await other?.goto(fake.link.replace("let-me-in", "let-me-look"));
    await page.goto(fake.link);
    await page.click("#cell-extract button.chain");
    await other?.waitForSelector(
      "#cell-extract >> text=Runs after schema if that is green, ordered by operator",
    );
    assertEquals(await other?.locator("[data-action=cancel-chain]").count(), 0);
    await page.waitForSelector("#cell-schema [data-action=cancel-chain]");
    gate.resolve();
    await driver.becomes("extract", "green");
    await page.click("#nav-graph summary");
    assertEquals(await page.locator(".cell-graph .node.is-green").count(), 3);
    assertEquals(driver.complaints, []);
  },
);

browserTest("a link from a stale cell opens the history at the decision that made it stale", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await fake.page.ledger.commit({ writes: proposeFields(fake.page.ledger, [field("fax", "fax")]) });
  await fake.page.post("/cells/extract/run");
  await fake.page.console.runner.active?.done;
  await fake.page.post("/maps/confirm", { shown: "1" });
  await page.goto(fake.link);
  await page.click("#cell-extract .causes a[href='#map-change-1']");
  await page.waitForSelector("#map-change-1", { state: "visible" });
  await page.click("#map-picture > summary");
  await page.waitForSelector(".picture-columns path.map-confirmed", { state: "attached" });
  await page.waitForSelector(".picture-columns >> text=fax");
  await picture(page, "map-picture", "#map-picture");
  assertEquals(driver.complaints, []);
});
