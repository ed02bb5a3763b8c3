import type { Page } from "playwright-core";
import { chromiumPath, launch, mayLoadPlaywright } from "./browser.ts";

/**
 * A test in a real browser: `deno test -A tests/browser`. Without every permission or without Chromium it is skipped and
 * says so; where `CI` is set, a missing Chromium fails it instead, so that nobody takes silence for success.
 */
export function browserTest(name: string, body: (page: Page) => Promise<void>): void {
  const path = chromiumPath();
  const why = !mayLoadPlaywright()
    ? "run `deno test -A tests/browser`"
    : !path && Deno.env.get("CI") !== "true"
    ? "no Chromium here, set CHROMIUM to its path"
    : undefined;
  if (why) say(`SKIPPED, ${why}: ${name}`);
  Deno.test({
    name,
    ignore: why !== undefined,
    // Playwright keeps pipes to the browser that Deno counts as the test's own.
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => {
      if (!path) throw new Error("There is no Chromium on this machine, and CI requires the browser tests.");
      const browser = await launch(path);
      try {
        await body(await browser.newPage({ viewport: { width: 1280, height: 900 } }));
      } finally {
        await browser.close();
      }
    },
  });
}

function say(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}
