import type { Browser } from "playwright-core";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where Chromium is, if it is on this machine; `CHROMIUM` names another place. */
export function chromiumPath(): string | undefined {
  const named = Deno.env.get("CHROMIUM");
  return [...(named ? [named] : []), ...CHROMIUM].find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
}

/** Playwright looks into /proc as soon as it is loaded, which Deno allows only with every permission. */
export function mayLoadPlaywright(): boolean {
  try {
    Deno.statSync("/proc/sys/fs/binfmt_misc");
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotCapable);
  }
}

export async function launch(executablePath: string): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  return await chromium.launch({ executablePath, headless: true, args: FLAGS });
}
