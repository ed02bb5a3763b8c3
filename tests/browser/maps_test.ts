/// <reference lib="dom" />
import { assertEquals, assertStringIncludes } from "@std/assert";
import { startFakePage } from "./fake_page.ts";
import { madeUpActs } from "./made_up.ts";
import { browserTest } from "./with_browser.ts";
import { Driver } from "./driver.ts";

browserTest(
  "the maps are filtered, decided and undone by keyboard, and the address keeps the filter",
  async (page) => {
    await using fake = await startFakePage(madeUpActs(true));
    const driver = new Driver(page);
    await page.goto(fake.link);
    await driver.run("audit", 1);
    await driver.run("schema", 2);
    const said = () => page.textContent(".map-bulk p");
    await page.waitForSelector("#map-list details");
    assertStringIncludes(await said() ?? "", "315 field rows");

    await page.fill("#map-text", "Health fund");
    await page.waitForSelector(".map-found");
    assertStringIncludes(await said() ?? "", "1 of 315");
    assertEquals(new URL(page.url()).search, "?text=Health+fund");
    await page.reload();
    await page.waitForSelector(".map-found");
    assertEquals(await page.inputValue("#map-text"), "Health fund");

    const row = page.locator("tr.map-row").first();
    await row.locator("a", { hasText: "ignore" }).focus();
    await page.keyboard.press("Space");
    await page.waitForSelector(".map-ask");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".map-ask", { state: "detached" });
    assertEquals(await page.evaluate(() => document.activeElement?.textContent), "ignore…");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".map-ask");
    await page.keyboard.type("kept by the insurer");
    await page.keyboard.press("Enter");
    await page.waitForSelector("tr.map-row-ignored");
    assertStringIncludes(await row.textContent() ?? "", "Ignored: kept by the insurer");
    await page.waitForSelector(".map-ask", { state: "detached" });

    await page.locator("[data-action=undo] button").focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("tr.map-row-ignored", { state: "detached" });
    assertEquals(driver.complaints, []);
  },
);

browserTest(
  "a change that drops an option in use is pressed twice; the first press has the focus on the way back",
  async (page) => {
    await using fake = await startFakePage(madeUpActs());
    const driver = new Driver(page);
    await page.goto(fake.link);
    await driver.run("audit", 1);
    await driver.run("schema", 2);
    await page.waitForSelector("#map-list details");
    await page.fill("#map-text", "person.sex");
    await page.waitForSelector(".map-found");
    const male = page.locator(".map-values tr.map-row", { hasText: "811" });
    await male.locator("button", { hasText: "ignore" }).click();
    await page.waitForSelector(".map-warning");
    assertStringIncludes(
      await page.textContent(".map-warning") ?? "",
      "811 rows of PracticeHub would be left empty",
    );
    assertEquals(await page.evaluate(() => document.activeElement?.textContent), "Leave it");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".map-warning", { state: "detached" });
    assertStringIncludes(await male.textContent() ?? "", "confirmed");
    await male.locator("button", { hasText: "ignore" }).click();
    await page.click(".map-warning .danger");
    await page.waitForFunction(() => document.querySelectorAll(".map-values .map-row-ignored").length === 2);
    assertEquals(driver.complaints, []);
  },
);
