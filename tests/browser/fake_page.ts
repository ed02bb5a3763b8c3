import { openPage, type PageOptions, type PageUnderTest } from "../routes/support/open_page.ts";
import type { Act } from "../routes/support/fake_steps.ts";
import type { StepId } from "../../steps/runbook/step.ts";

export interface FakePage extends AsyncDisposable {
  link: string;
  /** Opens it as viewer: may look and not press. */
  viewerLink: string;
  page: PageUnderTest;
  /** Breaks every stream that is open, as a network that fails does. */
  dropStreams(): void;
}

/** The page over steps that touch nothing, on a port of its own. */
export async function startFakePage(
  acts: Partial<Record<StepId, Act>> = {},
  options: Omit<PageOptions, "acts"> = {},
): Promise<FakePage> {
  const page = await openPage({ acts, ...options });
  const stop = new AbortController();
  const { signal } = stop;
  const streams = new Set<AbortController>();
  const answer = async (request: Request): Promise<Response> => {
    const response = await page.fetch(request);
    if (new URL(request.url).pathname !== "/stream" || !response.body) return response;
    const cut = new AbortController();
    streams.add(cut);
    const body = response.body.pipeThrough(new TransformStream(), { signal: cut.signal });
    return new Response(body, response);
  };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, signal, onListen: () => {} }, answer);
  const at = `http://127.0.0.1:${server.addr.port}`;
  return {
    link: `${at}/?token=let-me-in`,
    viewerLink: `${at}/?token=let-me-look`,
    page,
    dropStreams() {
      for (const cut of streams) cut.abort();
      streams.clear();
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await server.finished;
      await page[Symbol.asyncDispose]();
    },
  };
}
