import { openLedger } from "../../db/open.ts";
import { upsertRecords } from "../../db/source_records.ts";
import { attachBytes, verifyBytes } from "../../steps/load/attachments/attach.ts";
import { Control } from "../../steps/base/control.ts";
import { Bucket, Spacing } from "../../steps/base/pace.ts";
import type { Landed } from "../../steps/load/effect.ts";
import { instant, systemWorld } from "../../steps/base/world.ts";
import { fetchFiles } from "../../steps/staging/files/fetch_files.ts";
import type { Target } from "../../steps/mapping/target.ts";
import { PracticeHub } from "../../steps/practicehub/client.ts";
import { Twenty } from "../../steps/twenty/client.ts";
import type { Found } from "../../steps/twenty/json.ts";
import { fieldNamed, objectNamed, readObjects } from "../../steps/twenty/metadata.ts";
import { makeKit, SETTINGS } from "../steps/support/make_kit.ts";
import { peakBytes } from "./peak.ts";
import { startProcess } from "./simulators.ts";

/**
 * Prints how much memory large files cost on their way from the source into the ledger, on to Twenty, and read back:
 * `deno run -A tests/bench/files.ts [FILES] [MEGABYTES]`; default 5 of 100. The simulators are processes of their own.
 * The peak is the kernel's (VmHWM), where it tells; nothing here passes or fails.
 */
const [FILES = 5, MEGABYTES = 100] = Deno.args.map(Number);

// deno-lint-ignore no-console
const print = (line: string): void => console.log(line);

const dir = await Deno.makeTempDir({ prefix: "handover-bench-" });
const rows = Array.from({ length: FILES }, (_, n) => ({
  id: n + 1,
  size: MEGABYTES * 1_000_000,
  file_name: `scan ${n + 1}.bin`,
  entity_type: "patient",
  patient_id: 1,
  mime_type: "application/octet-stream",
  url: "signed",
}));
await Deno.writeTextFile(`${dir}/files.json`, JSON.stringify(rows));
const source = await startProcess("fixtures/practicehub/main.ts", [
  "--practice",
  dir,
  "--interval-ms",
  "0",
]);
const target = await startProcess("fixtures/twenty/main.ts", ["--requests-per-minute", "0"]);

const ledger = await openLedger({ url: `${dir}/handover.db` });
const [world, control] = [systemWorld(), new Control()];
const kit = await makeKit(ledger, world, {
  control,
  settings: { ...SETTINGS, sourceUrl: source.url, targetUrl: target.url },
  source: new PracticeHub({
    url: source.url,
    key: source.key,
    app: SETTINGS.sourceApp,
    world,
    pace: new Spacing(world, 0),
    control,
  }),
  target: new Twenty({ url: target.url, key: target.key, world, pace: new Bucket(world), control }),
});

const page = await kit.source.page("files", 1);
await ledger.commit({ writes: upsertRecords(ledger, "files", page?.rows ?? [], 1, instant(world)) });
const field = fieldNamed(objectNamed(await readObjects(kit.target), "attachment"), "file")?.id ?? "";
const targets = rows.map(({ id, file_name }): Target => ({
  object: "attachment",
  id: crypto.randomUUID(),
  sourceKey: `files/${id}`,
  fields: { name: file_name },
  remarks: [],
  source: {},
}));

print(`${FILES} files of ${MEGABYTES} MB`);
await measured("nothing yet", () => Promise.resolve());
await measured("extract", () => fetchFiles(kit, () => {}));
await measured("upload", () => attachBytes(kit, targets, field));
const landed = await Promise.all(targets.map(land));
await measured("read back", async () => {
  const verdicts = (await verifyBytes(kit, landed)).map((l) => l.verdict);
  if (verdicts.some((verdict) => verdict !== "created")) throw new Error(verdicts.join(" "));
});
await ledger.close();
await source.stop();
await target.stop();
await Deno.remove(dir, { recursive: true });
Deno.exit(0);

async function land({ id, fields, ...rest }: Target): Promise<Landed> {
  await kit.target.write("POST", "attachments", { id, ...fields });
  const answer = await kit.target.get(`attachments/${id}`) as { data: { attachment: Found } };
  const wanted = { id, fields, ...rest, plural: "attachments" };
  return { wanted, verdict: "created", found: answer.data.attachment, differing: [] };
}

async function measured(what: string, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  let sampled = 0;
  const timer = setInterval(() => sampled = Math.max(sampled, Deno.memoryUsage().rss), 20);
  await work();
  clearInterval(timer);
  const peak = peakBytes() ?? Math.max(sampled, Deno.memoryUsage().rss);
  const seconds = (performance.now() - started) / 1000;
  const rate = seconds > 0.01 ? `, ${Math.round(FILES * MEGABYTES / seconds)} MB/s` : "";
  print(`  ${what.padEnd(12)} peak so far ${Math.round(peak / 1e6)} MB, ${seconds.toFixed(1)} s${rate}`);
}
