import { generatePractice } from "../../fixtures/practice/generate.ts";
import { startPracticeHub } from "../../fixtures/practicehub/server.ts";
import { startTwenty } from "../../fixtures/twenty/server.ts";
import { openLedger } from "../../db/open.ts";
import { createApp } from "../../routes/app.ts";
import { Console } from "../../steps/console/console.ts";
import { systemWorld } from "../../steps/base/world.ts";

export interface DemoPage extends AsyncDisposable {
  /** The link that opens the page as operator. */
  link: string;
  console: Console;
}

/** A whole migration on this machine: both simulators, a made-up clinic, a ledger in a directory of its own, the page. */
export async function startDemoPage(patients: number, port = 0): Promise<DemoPage> {
  const practice = generatePractice({ seed: 7, patients });
  const source = await startPracticeHub({ practice, intervalMs: 0 });
  const target = await startTwenty({ requestsPerMinute: 0 });
  const dir = await Deno.makeTempDir();
  const ledger = await openLedger({ url: `${dir}/handover.db` });
  const console = await Console.open(ledger, systemWorld(), { source: source.key, target: target.key }, {
    sourceUrl: source.url,
    targetUrl: target.url,
    sourceApp: "handover=ana@example.com",
    timeZone: "Europe/London",
    practiceName: "Riverside Chiropractic",
    sourceIntervalMs: 0,
    targetRequestsPerMinute: 100_000,
  });
  const app = createApp(console, { token: "demo", viewerToken: "look" });
  const stop = new AbortController();
  const { signal } = stop;
  const server = Deno.serve({ hostname: "127.0.0.1", port, signal, onListen: () => {} }, app.fetch);
  return {
    link: `http://127.0.0.1:${server.addr.port}/?token=demo`,
    console,
    async [Symbol.asyncDispose]() {
      await console.runner.active?.done;
      // A shutdown would wait for the stream of a page that is still open.
      stop.abort();
      await server.finished;
      await ledger.close();
      await Promise.all([source.close(), target.close()]);
      await Deno.remove(dir, { recursive: true });
    },
  };
}
