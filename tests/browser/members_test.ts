/// <reference lib="dom" />
import { Buffer } from "node:buffer";
import { assertEquals, assertMatch } from "@std/assert";
import { memberMap } from "../../db/maps.ts";
import { startDemoPage } from "./demo_page.ts";
import { Driver } from "./driver.ts";
import { picture } from "./picture.ts";
import { browserTest } from "./with_browser.ts";

browserTest(
  "practitioners are found by an address that is typed or imported, or stand on the list of whom to invite",
  async (page) => {
    await using demo = await startDemoPage(3);
    const driver = new Driver(page);
    await page.goto(demo.link);
    await driver.run("audit", 1);
    await driver.run("members", 3);
    const rows = () => memberMap(demo.console.ledger);
    const outside = (await rows()).filter((r) => r.practitioner_id !== 0 && r.member_id === null);
    const [typed, listed] = outside;
    const email = (id = 0) => `#member-email-${id}`;

    await page.fill(email(typed?.practitioner_id), "typed@clinic.example");
    await page.press(email(typed?.practitioner_id), "Enter");
    await page.waitForSelector(`${email(typed?.practitioner_id)}[value="typed@clinic.example"]`);

    await page.click("#to-invite > summary");
    await page.setInputFiles("#to-invite input[type=file]", {
      name: "staff.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`id,email\n${listed?.practitioner_id},TIM@apple.dev\n`),
    });
    await page.click("[data-action=import-members] button");
    await page.waitForSelector("#member-import-box .said");
    await picture(page, "members", "#cell-members");

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.click("#to-invite a[download]"),
    ]);
    const list = await Deno.readTextFile(await download.path());
    assertMatch(list, new RegExp(`${typed?.practitioner_id},[^,]*,typed@clinic.example\r\n`));
    assertEquals(
      list.trim().split("\r\n").length - 1,
      (await rows()).filter((r) => r.practitioner_id !== 0 && r.member_id === null).length,
    );
    assertEquals(driver.complaints, []);
  },
);
