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
 * @param name of the files, with a folder if wanted: `gallery/cells`
 */
export async function picture(page: Page, name: string, selector = "body"): Promise<void> {
  if (Deno.env.get("HANDOVER_PICTURES") !== "1") return;
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  await headAt(page, "static");
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.locator(selector).screenshot({ path: `${FOLDER}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(size);
  await headAt(page, "");
}

/** The head that stays in view would lie across what is taller than the window. */
const headAt = (page: Page, position: string) =>
  page.evaluate((position) => {
    for (const head of document.querySelectorAll<HTMLElement>(".top")) head.style.position = position;
  }, position);
