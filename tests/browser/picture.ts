/// <reference lib="dom" />
import type { Page } from "playwright-core";

/** A wide window, half of a shared screen, a telephone. */
export const WIDTHS = [1440, 1024, 390] as const;

export const SCHEMES = ["light", "dark"] as const;

const FOLDER = "artefacts";

/**
 * Pictures for a person to look at, in light and dark, at each width, kept in `artefacts/` where that is asked for with
 * HANDOVER_PICTURES=1, as `.ci/run` does; nothing is compared with them.
 *
 * @param name of the files, with a folder if wanted: `runbook/1-audit`
 */
export async function picture(page: Page, name: string, selector = "body"): Promise<void> {
  if (Deno.env.get("HANDOVER_PICTURES") !== "1") return;
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  await forPaper(page, true);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.locator(selector).screenshot({ path: `${FOLDER}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(size);
  await forPaper(page, false);
}

/** The head that stays in view would lie across what is taller than the window, and lines out of view stay blank. */
const forPaper = (page: Page, on: boolean) =>
  page.evaluate((on) => {
    const all = (selector: string) => document.querySelectorAll<HTMLElement>(selector);
    all(".top").forEach(({ style }) => style.position = on ? "static" : "");
    all(".line").forEach(({ style }) => style.contentVisibility = on ? "visible" : "");
  }, on);
