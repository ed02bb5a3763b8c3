/**
 * Pictures of the page over made-up steps, in light and dark, at three widths:
 * `deno run -A tests/browser/screenshots.ts`. They go to `artefacts/`, to be looked at by a person.
 */
/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { chromiumPath, launch } from "./browser.ts";

const WIDTHS = [1280, 800, 390];
const URL_ = Deno.args[0] ?? "http://127.0.0.1:8099";
const path = chromiumPath();
if (!path) throw new Error("Chromium is not on this machine.");
const browser = await launch(path);
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
const problems: string[] = [];
page.on(
  "console",
  (m) => m.type() === "error" || m.type() === "warning" ? problems.push(m.text()) : undefined,
);
page.on("pageerror", (e) => problems.push(e.message));
await page.goto(`${URL_}/?token=dev`);
await shots("0-empty");

const run = async (id: string) => {
  await page.click(`#cell-${id} [data-action=run] button`);
  await page.waitForFunction(
    (i) =>
      !["running", "never"].includes(document.querySelector<HTMLElement>(`#live-${i}`)?.dataset.state ?? ""),
    id,
    { timeout: 60_000 },
  );
};
for (const id of ["audit", "schema", "members", "extract", "sample"]) await run(id);
await page.evaluate(() =>
  document.querySelectorAll<HTMLDetailsElement>("#cell-schema details.fold").forEach((d) => d.open = true)
);
await shots("1-maps");
await page.evaluate(() =>
  document.querySelectorAll<HTMLDetailsElement>("#cell-schema details.fold").forEach((d) => d.open = false)
);
await page.click("#cell-full-run [data-action=run] button");
await page.waitForTimeout(6000);
await shots("2-running");
await page.waitForFunction(
  () => document.querySelector<HTMLElement>("#live-full-run")?.dataset.state === "red",
  undefined,
  { timeout: 90_000 },
);
await run("rollback");
await page.fill("#rollback-count", "12");
await page.click("[data-action=confirm-rollback] button");
await page.waitForSelector("#notice-rollback .notice");
await shots("3-done");
await page.keyboard.press("Escape");
await page.evaluate(() => (document.activeElement as HTMLElement).blur());
await page.keyboard.press("?");
await page.screenshot({ path: "artefacts/4-help.png" });
// deno-lint-ignore no-console
console.info(problems.length ? problems.join("\n") : "no message in the browser's console");
await browser.close();

async function shots(name: string) {
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await picture(page, `${name}-${width}-${colorScheme}`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

async function picture(page: Page, name: string) {
  await page.screenshot({ path: `artefacts/${name}.png`, fullPage: true });
}
