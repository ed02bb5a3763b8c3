/// <reference lib="dom" />
import { assertEquals } from "@std/assert";
import { startFakePage } from "./fake_page.ts";
import { browserTest } from "./with_browser.ts";

/** Inputs that stick out of their form to the right, by what the form is for. */
const stickingOut = () =>
  [...document.querySelectorAll("main form :is(input, select, textarea, button)")]
    .filter((e) =>
      e.getBoundingClientRect().right > (e.closest("form")?.getBoundingClientRect().right ?? 0) + 1
    )
    .map((e) => `${e.tagName} of ${e.closest("form")?.getAttribute("action")}`);

browserTest("on a narrow page nothing of a form sticks out, whatever is unfolded", async (page) => {
  await using fake = await startFakePage();
  await page.setViewportSize({ width: 320, height: 844 });
  await page.goto(fake.link);
  await page.waitForSelector(".import input[type=file]", { state: "attached" });
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => d.open = true));
  assertEquals(await page.evaluate(stickingOut), []);
});
