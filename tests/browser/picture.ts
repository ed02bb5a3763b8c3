import type { Page } from "playwright-core";

const WIDTHS = [1440, 390];

/**
 * Pictures for a person to look at, in light and dark, wide and narrow, kept in `artefacts/` where that is asked for
 * with HANDOVER_PICTURES=1; nothing is compared with them.
 */
export async function picture(page: Page, name: string, selector = "body"): Promise<void> {
  if (Deno.env.get("HANDOVER_PICTURES") !== "1") return;
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.locator(selector).screenshot({ path: `artefacts/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(size);
}
