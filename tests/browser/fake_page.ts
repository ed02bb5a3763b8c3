import { openPage, type PageOptions, type PageUnderTest } from "../routes/open_page.ts";
import type { Act } from "../routes/fake_steps.ts";
import type { StepId } from "../../steps/engine/step.ts";

export interface FakePage extends AsyncDisposable {
  link: string;
  /** Opens it as viewer: may look and not press. */
  viewerLink: string;
  page: PageUnderTest;
}

/** The page over steps that touch nothing, on a port of its own. */
export async function startFakePage(
  acts: Partial<Record<StepId, Act>> = {},
  options: Omit<PageOptions, "acts"> = {},
): Promise<FakePage> {
  const page = await openPage({ acts, ...options });
  const stop = new AbortController();
  const { signal } = stop;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, signal, onListen: () => {} }, page.fetch);
  const at = `http://127.0.0.1:${server.addr.port}`;
  return {
    link: `${at}/?token=let-me-in`,
    viewerLink: `${at}/?token=let-me-look`,
    page,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await server.finished;
      await page[Symbol.asyncDispose]();
    },
  };
}
