import { openPage, type PageUnderTest } from "../routes/open_page.ts";
import type { Act } from "../routes/fake_steps.ts";
import type { StepId } from "../../steps/engine/step.ts";

export interface FakePage extends AsyncDisposable {
  link: string;
  page: PageUnderTest;
}

/** The page over steps that touch nothing, on a port of its own. */
export async function startFakePage(acts: Partial<Record<StepId, Act>> = {}): Promise<FakePage> {
  const page = await openPage({ acts });
  const stop = new AbortController();
  const { signal } = stop;
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, signal, onListen: () => {} }, page.fetch);
  return {
    link: `http://127.0.0.1:${server.addr.port}/?token=let-me-in`,
    page,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await server.finished;
      await page[Symbol.asyncDispose]();
    },
  };
}
