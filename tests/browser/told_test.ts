/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import { upsertRecords } from "../../db/source_records.ts";
import { changePlaces } from "../../steps/staging/places/change.ts";
import { Driver } from "./driver.ts";
import { startFakePage } from "./fake_page.ts";
import { browserTest } from "./with_browser.ts";

const focus = () => document.activeElement?.id;

browserTest("a workflow is entered by keys, while the page around the form goes on", async (page) => {
  await using fake = await startFakePage();
  const driver = new Driver(page);
  await page.goto(fake.link);
  await page.focus(".add-workflow a");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#workflow-form-new");
  assertEquals(await page.evaluate(focus), "workflow-new-name");
  await page.keyboard.type("Reminder");
  await page.focus("#workflow-form-new button[value=condition]");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#workflow-new-condition-1-field");
  assertEquals(await page.evaluate(focus), "workflow-new-condition-1-field");
  await page.keyboard.type("patients.email");
  await changePlaces(fake.page.console, "Ben", [{ id: "7", name: "Hill Street" }]);
  await page.waitForSelector("#place-7");
  assertEquals(await page.inputValue("#workflow-new-condition-1-field"), "patients.email");
  assertEquals(await page.evaluate(focus), "workflow-new-condition-1-field");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#workflow-1");
  assertEquals(await page.locator("#workflow-form-new").count(), 0);
  await page.focus("#workflow-1 > summary");
  await page.keyboard.press("Enter");
  assertEquals(
    await page.locator("#workflow-1 .workflow-parts").innerText().then((t) => t.includes("patients.email")),
    true,
  );
  assertEquals(driver.complaints, []);
});

browserTest(
  "a refused form stays as it was typed, and a workflow is deleted after a second press",
  async (page) => {
    await using fake = await startFakePage();
    const driver = new Driver(page);
    await page.goto(fake.link);
    await page.click(".add-workflow a");
    await page.fill("#workflow-new-name", "Reminder");
    await page.fill("#workflow-new-delay", "soon");
    await page.press("#workflow-new-delay", "Enter");
    await page.waitForSelector("#notice-workflow-form-new .notice");
    assertEquals(await page.inputValue("#workflow-new-name"), "Reminder");
    await page.fill("#workflow-new-delay", "2");
    await page.press("#workflow-new-delay", "Enter");
    await page.click("#workflow-1 > summary");
    await page.click("#workflow-delete-1 > summary");
    await page.click("#workflow-delete-1 button");
    await page.waitForFunction(() => document.querySelector("#workflow-1") === null);
    assertEquals(driver.complaints, []);
  },
);

browserTest("a location is named by keys; what is typed in another line stays", async (page) => {
  await using fake = await startFakePage();
  const rows = [{ id: 1, location_id: 7 }, { id: 2, location_id: 9 }];
  await fake.page.ledger.commit({
    writes: upsertRecords(fake.page.ledger, "appointments", rows, 1, "2026-03-02T09:00:00Z"),
  });
  const driver = new Driver(page);
  await page.goto(fake.link);
  await page.fill("#place-9-name", "not saved yet");
  await page.focus("#place-7-name");
  await page.keyboard.type("Hill Street");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("#place-7")?.classList.contains("unnamed"));
  assertEquals(await page.evaluate(focus), "place-7-name");
  assertEquals(await page.inputValue("#place-9-name"), "not saved yet");
  await page.fill("#place-new [name=id]", "12");
  await page.fill("#place-new [name=name]", "New Road");
  await page.press("#place-new [name=name]", "Enter");
  await page.waitForSelector("#place-12");
  await page.waitForSelector("#place-new-3");
  assertEquals(await page.inputValue("#place-new [name=name]"), "");
  assertEquals(fake.page.console.settings?.locations, { "7": "Hill Street", "12": "New Road" });
  assertEquals(driver.complaints, []);
});
