import { z } from "zod";
import { firstFetched } from "../../db/checkpoints.ts";
import { findRun, firstUnended } from "../../db/runs.ts";
import { countRecords } from "../../db/source_records.ts";
import { many } from "../base/words.ts";
import { instant } from "../base/world.ts";
import { PAGE_SIZE } from "../practicehub/client.ts";
import { type Resource } from "../practicehub/resources.ts";
import { auditDetail } from "../profile/audit_detail.ts";
import type { Kit } from "../runbook/kit.ts";
import { mustBeCurrent } from "../runbook/current.ts";
import type { Outcome, Progress } from "../runbook/step.ts";
import { matchCsv } from "../staging/csv/match.ts";
import { fetchFiles } from "../staging/files/fetch_files.ts";
import { makePlaces } from "../staging/places/make.ts";
import { sweep, type Swept, walkedRows } from "../staging/sweep.ts";
import { sinceWhen } from "../staging/watermarks.ts";
import { outcomeOf } from "./outcome.ts";
import { resourcesFor } from "../mapping/objects.ts";

/** There is nothing to say before it runs. */
export const Input = z.object({}).strict();

/** Files whose bytes are fetched after all pages have been read. */
const BYTES = "file bytes";

/** Walks every resource page by page, fetches the bytes of files, and matches the practice's exports with the rows. */
export async function run(kit: Kit): Promise<Outcome> {
  await mustBeCurrent(kit, ["audit"]);
  const scan = await scanToContinue(kit);
  const resources = resourcesFor(kit.settings.optionalObjects);
  const progress = new Map((await walkedSoFar(kit, scan, resources)).map((row) => [row.object, row]));
  // What is to come counts from the beginning, or the share that is done would go back with each resource.
  progress.set(BYTES, { object: BYTES, done: 0, total: progress.get("files")?.total ?? 0 });
  const tell = (object: string, done: number, total: number) => {
    progress.set(object, { object, done: Math.min(done, total), total });
    kit.progress([...progress.values()]);
  };
  const swept: Swept[] = [];
  kit.progress([...progress.values()]);
  for (const resource of resources) {
    const expected = progress.get(resource.name)?.total ?? 0;
    const result = await sweep(
      kit,
      resource,
      scan,
      (done, total) => tell(resource.name, done, Math.max(total, expected)),
    );
    tell(resource.name, result.rows, result.rows);
    swept.push(result);
    await kit.log.write({
      kind: "resource",
      object: resource.name,
      level: result.reachable ? "info" : "warning",
      message: result.reachable
        ? `${resource.name}: ${many(result.distinct, "record")} on ${
          many(Math.ceil(result.rows / PAGE_SIZE), "page")
        }${result.gone ? `, ${result.gone} gone` : ""}`
        : `${resource.name}: not there (404)`,
    });
  }
  const total = (await countRecords(kit.ledger)).get("files")?.present ?? 0;
  await fetchFiles(kit, (done) => tell(BYTES, done, total));
  const locations = await makePlaces(kit);
  await matchCsv(kit.ledger);
  return await outcomeOf(kit, swept, locations, await startOf(kit, scan));
}

/** Before its first page comes a resource has as many rows as the audit counted. */
async function walkedSoFar(kit: Kit, scan: number, resources: readonly Resource[]): Promise<Progress> {
  const audited = new Map((await auditDetail(kit.ledger))?.resources.map(({ name, total }) => [name, total]));
  return await Promise.all(resources.map(async ({ name }) => {
    const { rows, claimed } = await walkedRows(kit, scan, name);
    const total = claimed ?? audited.get(name) ?? 0;
    return { object: name, done: Math.min(rows, total), total };
  }));
}

/** When the first page of the scan was asked for: every later change may be missing in it. */
async function startOf(kit: Kit, scan: number): Promise<string> {
  const began = (await findRun(kit.ledger, scan))?.started_at ?? instant(kit.world);
  return sinceWhen(began, await firstFetched(kit.ledger, String(scan)));
}

/**
 * A scan that was cut off or cancelled goes on at its next page; after one that ended, a new one begins. The scan is
 * named by the run that began it.
 */
async function scanToContinue(kit: Kit): Promise<number> {
  // Only a walk that came to its end has a fingerprint, whether it was complete or not.
  return await firstUnended(kit.ledger, "extract", kit.run) ?? kit.run;
}
