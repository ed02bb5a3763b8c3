import { openLedger } from "../../db/open.ts";
import { Console } from "../../steps/console/console.ts";
import { systemWorld } from "../../steps/base/world.ts";
import { runHeadless } from "../../steps/console/headless.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import { practiceDir, startProcess } from "./simulators.ts";

/**
 * Prints what the program costs as ratios to the least possible: requests, time at the pace of the source, memory.
 * `deno task bench [PATIENTS…]`; default 250 and 2000. Nothing here passes or fails.
 */
const INTERVAL_MS = 100;
const SIZES = Deno.args.length > 0 ? Deno.args.map(Number) : [250, 2000];
const [PER_PAGE, PER_BATCH] = [100, 200];
const EXTRACTED = [
  "practitioners",
  "appointment_types",
  "patients",
  "custom_form_responses",
  "patient_packages",
  "care_plans",
  "appointments",
  "clinical_notes",
  "files",
];

// deno-lint-ignore no-console
const print = (line: string): void => console.log(line);
const floorOf = (n: number, per: number): number => Math.max(1, Math.ceil(n / per));
const ratio = (a: number, b: number): string => (a / b).toFixed(3);

async function measure(patients: number): Promise<void> {
  const { dir, rows } = await practiceDir(patients);
  const source = await startProcess("fixtures/practicehub/main.ts", [
    "--practice",
    dir,
    "--interval-ms",
    "0",
  ]);
  const target = await startProcess("fixtures/twenty/main.ts", ["--requests-per-minute", "0"]);
  const ledger = await openLedger({ url: `${dir}/handover.db` });
  const keys = { source: source.key, target: target.key };
  const handover = await Console.open(ledger, systemWorld(), keys, {
    sourceUrl: source.url,
    targetUrl: target.url,
    sourceApp: "bench=bench@example.test",
    timeZone: "Europe/London",
    fallbackOwner: await anyMember(target.url, target.key),
    sourceIntervalMs: INTERVAL_MS,
  });
  let peak = 0;
  handover.runner.onChange(() => peak = Math.max(peak, Deno.memoryUsage().rss));
  const run = async (...steps: StepId[]) => {
    const started = performance.now();
    const consent = { acceptProposals: true, signOff: true };
    const code = await runHeadless(handover, steps, { json: true, consent, print: () => {} });
    if (code !== 0) throw new Error(`${steps.join(" ")} ended with ${code}`);
    return (performance.now() - started) / 1000;
  };

  await run("audit", "schema", "members");
  const before = await source.stats();
  const extractSeconds = await run("extract");
  const pages = count(await source.stats(), "GET /api/") - count(before, "GET /api/");
  const fewestPages = EXTRACTED.reduce((n, r) => n + floorOf(rows[r] ?? 0, PER_PAGE), 0);

  await run("sample");
  const beforeFull = await target.stats();
  const fullSeconds = await run("full-run");
  const afterFull = await target.stats();
  const writes = count(afterFull, "POST /rest/batch") - count(beforeFull, "POST /rest/batch");
  const reads = coreReads(afterFull) - coreReads(beforeFull);
  const records = (await counts(target)).filter((n) => n > 0);
  const fewestWrites = records.reduce((n, c) => n + floorOf(c, PER_BATCH), 0);
  await run("full-run");
  const again = await target.stats();

  const total = records.reduce((a, b) => a + b, 0);
  print(`${patients} patients, ${total} records`);
  print(`  extract   ${pages} requests / ${fewestPages} = ${ratio(pages, fewestPages)}`);
  print(
    `            ${extractSeconds.toFixed(1)} s / ${(pages * INTERVAL_MS / 1000).toFixed(1)} s of pacing = ${
      ratio(extractSeconds, pages * INTERVAL_MS / 1000)
    } (with every file's bytes)`,
  );
  print(`  full run  ${writes} writes / ${fewestWrites} = ${ratio(writes, fewestWrites)}`);
  print(`            ${reads} reads / ${fewestWrites} = ${ratio(reads, fewestWrites)}`);
  print(`            ${fullSeconds.toFixed(1)} s, ${Math.round(total / fullSeconds)} records a second`);
  print(`  again     ${count(again, "POST /rest/batch") - count(afterFull, "POST /rest/batch")} writes`);
  print(`  memory    peak ${Math.round(peak / 1e6)} MB`);
  await ledger.close();
  await source.stop();
  await target.stop();
}

function count(stats: { requests: Record<string, number> }, start: string): number {
  return Object.entries(stats.requests).filter(([key]) => key.startsWith(start)).reduce(
    (n, [, c]) => n + c,
    0,
  );
}

const COUNTED = [
  "companies",
  "people",
  "opportunities",
  "appointments",
  "notes",
  "noteTargets",
  "attachments",
];

const coreReads = (stats: { requests: Record<string, number> }): number =>
  COUNTED.reduce((n, object) => n + count(stats, `GET /rest/${object} `), 0);

async function counts(target: { url: string; key: string }): Promise<number[]> {
  return await Promise.all(COUNTED.map(async (object) => {
    const response = await fetch(`${target.url}/rest/${object}?limit=1`, {
      headers: { authorization: `Bearer ${target.key}` },
    });
    return ((await response.json()) as { totalCount: number }).totalCount;
  }));
}

async function anyMember(url: string, key: string): Promise<string> {
  const response = await fetch(`${url}/rest/workspaceMembers`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const body = (await response.json()) as { data: { workspaceMembers: { userEmail: string }[] } };
  return body.data.workspaceMembers[0]?.userEmail ?? "";
}

for (const patients of SIZES) await measure(patients);
Deno.exit(0);
