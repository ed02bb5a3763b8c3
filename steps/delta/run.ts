import { z } from "zod";
import { findWatermarks, firstFetched, setWatermark } from "../../db/checkpoints.ts";
import { forgetWalk } from "../../db/source_records.ts";
import { instant } from "../base/world.ts";
import { mustBeReady } from "../load/gates.ts";
import { applyGone } from "../load/gone.ts";
import { settleRollback } from "../load/destroy.ts";
import { ONLY, runRows } from "../load/transfer/rows_again.ts";
import { transfer } from "../load/transfer/transfer.ts";
import { mappingFor } from "../mapping/mapping.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Finding, Outcome } from "../runbook/step.ts";
import { matchCsv } from "../staging/csv/match.ts";
import { fetchFiles } from "../staging/files/fetch_files.ts";
import { sweepFindings } from "../staging/findings.ts";
import { makePlaces } from "../staging/places/make.ts";
import { readChanges, sinceWhen } from "../staging/watermarks.ts";
import { isShort, sweep, type Swept } from "../staging/sweep.ts";
import { outcomeOf } from "./outcome.ts";
import { resourcesFor } from "../mapping/objects.ts";

export const Input = z.object({
  ...ONLY,
  /** One pass after the other: what staff change while a pass goes on is found by the next. */
  repeat: z.union([z.boolean(), z.stringbool()]).default(false).describe(
    "Again until nothing is left",
  ),
  /** Walk everything, which alone finds deleted rows and changes of rows that carry no time of change. */
  sweep: z.union([z.boolean(), z.stringbool()]).default(true).describe(
    "Walk everything: finds deletions too",
  ),
}).strict();

/** Passes of one run that goes on until nothing is left: staff may be faster than we are. */
const MOST_PASSES = 10;

/** One pass, or passes until one finds nothing; every pass but a partial one moves the watermark. */
export async function run(kit: Kit, input: z.infer<typeof Input>): Promise<Outcome> {
  await mustBeReady.delta(kit);
  if (input.only) return await runRows(kit, input.only);
  const before: string[] = [];
  while (true) {
    const { outcome, isRest } = await pass(kit, input);
    const goOn = input.repeat && outcome.state === "green" && !isRest && before.length + 1 < MOST_PASSES;
    if (!goOn) {
      return before.length === 0
        ? outcome
        : { ...outcome, verdict: [...before, outcome.verdict].map((v, i) => `${i + 1}: ${v}`).join(" ") };
    }
    before.push(outcome.verdict);
    // Else the next walk would go on where this one ended.
    await kit.ledger.commit({ writes: forgetWalk(kit.ledger, kit.run) });
  }
}

/** Reads what changed, brings it over and moves the watermark. `isRest`: nothing was to be done. */
async function pass(
  kit: Kit,
  input: z.infer<typeof Input>,
): Promise<{ outcome: Outcome; isRest: boolean }> {
  const began = instant(kit.world);
  const { findings, short, swept, firstPage } = input.sweep ? await sweepAll(kit) : await readAllChanges(kit);
  await fetchFiles(kit, () => {});
  await makePlaces(kit);
  await matchCsv(kit.ledger);
  await settleRollback(kit);
  // What is gone goes first, so that what stays is unlinked from it in the same delta.
  const removed = await applyGone(kit);
  const tally = await transfer(kit, await mappingFor(kit), { trustLedger: true });
  const failed = tally.total("failed") + removed.total("failed");
  // Only when all before it is confirmed: a failed row would otherwise never be looked at again.
  if (failed === 0 && !short) {
    const at = sinceWhen(began, firstPage);
    const marked = resourcesFor(kit.settings.optionalObjects).filter((r) => input.sweep || r.updated);
    await kit.ledger.commit({ writes: marked.map((r) => setWatermark(kit.ledger, r.name, at, kit.run)) });
  }
  const isRest = tally.total("created") + tally.total("updated") + removed.total("updated") + failed === 0;
  const passed = { tally, removed, findings, swept, short, isRest, isSweep: input.sweep, began };
  return { isRest, outcome: await outcomeOf(kit, passed) };
}

interface Looked {
  findings: Finding[];
  /** Not everything could be read: the watermark stays. */
  short: boolean;
  /** Empty where only changes were asked for. */
  swept: Swept[];
  /** When the source gave its first page. */
  firstPage: string | undefined;
}

async function sweepAll(kit: Kit): Promise<Looked> {
  const swept: Swept[] = [];
  const resources = resourcesFor(kit.settings.optionalObjects);
  const progress = new Map(resources.map((r) => [r.name, { object: r.name, done: 0, total: 0 }]));
  kit.progress([...progress.values()]);
  for (const resource of resources) {
    const result = await sweep(kit, resource, kit.run, (done, total) => {
      progress.set(resource.name, { object: resource.name, done: Math.min(done, total), total });
      kit.progress([...progress.values()]);
    });
    swept.push(result);
  }
  const firstPage = await firstFetched(kit.ledger, String(kit.run));
  return { findings: sweepFindings(swept), short: swept.some(isShort), swept, firstPage };
}

async function readAllChanges(kit: Kit): Promise<Looked> {
  const marks = await findWatermarks(kit.ledger);
  const resources = resourcesFor(kit.settings.optionalObjects);
  const ignored: string[] = [];
  let firstPage: string | undefined;
  for (const resource of resources.filter((r) => r.updated)) {
    const { obeyed, at } = await readChanges(
      kit,
      resource,
      marks.get(resource.name) ?? new Date(0).toISOString(),
    );
    firstPage ??= at;
    if (!obeyed) ignored.push(resource.name);
  }
  const unseen = resources.filter((r) => !r.updated).map((r) => r.label.toLowerCase());
  const findings: Finding[] = [
    {
      id: "no-sweep",
      severity: "info",
      title: "Deleted rows were not looked for",
      detail: `Without a sweep, changes of ${unseen.join(", ")} and rows that were deleted do not show.`,
      action: "Run once more with the sweep before the last cut-over.",
    },
    ...(ignored.length > 0
      ? [{
        id: "filter-ignored",
        severity: "info" as const,
        title: `PracticeHub ignored the time filter on ${ignored.join(", ")}`,
        detail: "Everything was listed and compared here instead.",
      }]
      : []),
  ];
  return { findings, short: false, swept: [], firstPage };
}
