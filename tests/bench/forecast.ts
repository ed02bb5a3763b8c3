import { createApp } from "../../routes/app.ts";
import { openLedger } from "../../db/open.ts";
import { countRecords } from "../../db/source_records.ts";
import { Console } from "../../steps/console/console.ts";
import { Control } from "../../steps/base/control.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import { systemWorld } from "../../steps/base/world.ts";
import { forecast } from "../../steps/load/forecast/forecast.ts";
import { forecastWords } from "../../steps/load/forecast/words.ts";
import { runHeadless } from "../../steps/console/headless.ts";
import { peakBytes, resetPeak } from "./peak.ts";
import { practiceDir, startProcess } from "./simulators.ts";

/**
 * Prints how long it takes to count what a full run would write, how long the page waits for an answer meanwhile, and
 * how much memory it costs: `deno run -A tests/bench/forecast.ts [PATIENTS | DIR]`; default 3000 patients. Once for a
 * ledger of which nothing is in Twenty, and once after the full run. Nothing here passes or fails.
 */
const [GIVEN = "3000"] = Deno.args;

// deno-lint-ignore no-console
const print = (line: string): void => console.log(line);

const dir = /^\d+$/.test(GIVEN) ? (await practiceDir(Number(GIVEN))).dir : GIVEN;
const source = await startProcess("fixtures/practicehub/main.ts", ["--practice", dir, "--interval-ms", "0"]);
const target = await startProcess("fixtures/twenty/main.ts", ["--requests-per-minute", "0"]);
const temp = await Deno.makeTempDir({ prefix: "handover-bench-" });
const ledger = await openLedger({ url: `${temp}/handover.db` });
const handover = await Console.open(ledger, systemWorld(), { source: source.key, target: target.key }, {
  sourceUrl: source.url,
  targetUrl: target.url,
  sourceApp: "bench=bench@example.test",
  timeZone: "Europe/London",
  fallbackOwner: "admin@migration.test",
  sourceIntervalMs: 0,
});
// The page counts by itself as soon as anybody looks: here it is measured alone.
const app = createApp(handover, { token: "bench", count: () => Promise.resolve(undefined) });
const entered = await app.request("http://127.0.0.1:8000/?token=bench", {
  headers: { host: "127.0.0.1:8000" },
});
const cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";

await run("audit", "schema", "members", "extract");
const rows = [...(await countRecords(ledger)).values()].reduce((n, r) => n + r.present, 0);
print(`${rows.toLocaleString("en")} source rows`);
await measure("before the first run");
await run("sample", "full-run");
await measure("after the full run");
await ledger.close();
await source.stop();
await target.stop();
await Deno.remove(temp, { recursive: true });
Deno.exit(0);

async function run(...steps: StepId[]): Promise<void> {
  const consent = { acceptProposals: true, signOff: true };
  const code = await runHeadless(handover, steps, { json: true, consent, print: () => {} });
  if (code !== 0) throw new Error(`${steps.join(" ")} ended with ${code}`);
}

async function measure(when: string): Promise<void> {
  const desk = handover.desk(new Control());
  if (!desk) throw new Error("there are no settings");
  await page();
  await resetPeak();
  const [before, started] = [Deno.memoryUsage().rss, performance.now()];
  const alone = await forecast(desk, "everything");
  const seconds = (performance.now() - started) / 1000;
  const peak = peakBytes() ?? Deno.memoryUsage().rss;
  let counting = true;
  const again = forecast(desk, "everything").finally(() => counting = false);
  const waits: number[] = [];
  while (counting) {
    waits.push(await page());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await again;
  const resting = await page();
  print(`${when}: would ${alone ? forecastWords(alone, "soft-delete") : "say nothing"}`);
  print(
    `  counted    ${seconds.toFixed(1)} s, ${Math.round(rows / seconds).toLocaleString("en")} rows a second`,
  );
  print(`  memory     ${megabytes(before)} before, peak ${megabytes(peak)}`);
  print(
    `  the page   ${Math.round(resting)} ms at rest; while it is counted median ${middle(waits)} ms, worst ${
      Math.round(Math.max(...waits))
    } ms of ${waits.length}`,
  );
}

/** Milliseconds until the whole page is there. */
async function page(): Promise<number> {
  const started = performance.now();
  const answer = await app.request("http://127.0.0.1:8000/", { headers: { host: "127.0.0.1:8000", cookie } });
  await answer.text();
  if (answer.status !== 200) throw new Error(`the page answered ${answer.status}`);
  return performance.now() - started;
}

function middle(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
