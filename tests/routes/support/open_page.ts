import { openLedger } from "../../../db/open.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { type AppOptions, createApp } from "../../../routes/app.ts";
import { Console } from "../../../steps/console/console.ts";
import { systemWorld, type World } from "../../../steps/base/world.ts";
import { type Act, fakeSteps } from "./fake_steps.ts";
import type { Scope, StepId } from "../../../steps/runbook/step.ts";

export const SOURCE_KEY = "canary-source-key";
export const TARGET_KEY = "canary-target-key";
export const HOST = "127.0.0.1:8000";
const ORIGIN = `http://${HOST}`;

export interface PageUnderTest extends AsyncDisposable {
  console: Console;
  ledger: Ledger;
  /** Asks without a session. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** The page as a server's handler. */
  fetch(request: Request): Response | Promise<Response>;
  /** The cookie that a link's token buys. */
  enter(token: string): Promise<string>;
}

export interface PageOptions extends Partial<AppOptions> {
  acts?: Partial<Record<StepId, Act>>;
  /** Nothing is filled in yet. */
  bare?: boolean;
  /** Default: the real one. */
  world?: World;
  /** What steps bring over; `count` says how much that is. */
  scopes?: Partial<Record<StepId, Scope>>;
}

/** The page over a real ledger in a directory of its own and steps that touch nothing. */
export async function openPage(
  { acts, bare, world, scopes, ...options }: PageOptions = {},
): Promise<PageUnderTest> {
  const dir = await Deno.makeTempDir();
  const ledger = await openLedger({ url: `${dir}/handover.db` });
  const keys = bare ? { source: "", target: "" } : { source: SOURCE_KEY, target: TARGET_KEY };
  const console = await Console.open(
    ledger,
    world ?? systemWorld(),
    keys,
    bare ? {} : SETTINGS,
    fakeSteps(acts, scopes),
  );
  const app = createApp(console, { token: "let-me-in", viewerToken: "let-me-look", ...options });

  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has("host")) headers.set("host", HOST);
    return await app.request(`${ORIGIN}${path}`, { ...init, headers });
  };
  const enter = async (token: string) => {
    const answer = await ask(`/?token=${token}`);
    await answer.body?.cancel();
    return (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  };
  const cookie = await enter("let-me-in");

  return {
    console,
    ledger,
    ask,
    enter,
    fetch: (request) => app.fetch(request),
    get: (path, headers = {}) => ask(path, { headers: { cookie, ...headers } }),
    post: (path, form = {}, headers = {}) =>
      ask(path, {
        method: "POST",
        body: new URLSearchParams(form),
        headers: { cookie, origin: ORIGIN, "hx-request": "true", ...headers },
      }),
    async [Symbol.asyncDispose]() {
      await console.chain.done;
      await console.runner.active?.done;
      await ledger.close();
      await Deno.remove(dir, { recursive: true });
    },
  };
}

export const SETTINGS = {
  sourceUrl: "https://riverside.practicehub.example",
  targetUrl: "https://riverside.twenty.example",
  sourceApp: "handover=ana@example.com",
  timeZone: "Europe/London",
  practiceName: "Riverside Chiropractic",
};
