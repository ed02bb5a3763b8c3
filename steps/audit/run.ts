import { z } from "zod";
import { csvExports } from "../../db/csv.ts";
import { fieldMap } from "../../db/maps.ts";
import type { FieldMapTable } from "../../db/tables.ts";
import { many } from "../base/words.ts";
import { elapsed } from "../base/world.ts";
import { automationList } from "../load/automations.ts";
import { propose } from "../matching/propose.ts";
import { readExports } from "../matching/read_exports.ts";
import type { AuditDetail } from "../profile/audit_detail.ts";
import { Values } from "../profile/values.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Outcome } from "../runbook/step.ts";
import { readAutomations } from "../twenty/automations.ts";
import { checkTwenty } from "../twenty/check.ts";
import type { ObjectMeta } from "../twenty/metadata.ts";
import { DryRun } from "./dry_run.ts";
import type { AuditFacts } from "./plan.ts";
import { detailOf, outcomeOf } from "./outcome.ts";
import { lookUp, readResource, type ResourceReport } from "./read_source.ts";
import { Addresses, countTarget } from "./read_target.ts";
import { leftBehind, resourcesFor } from "../mapping/objects.ts";

export const Input = z.object({}).strict();

/** Reads both systems, dry-runs what it reads through the proposed map, and leaves what later cells start from. */
export async function run(kit: Kit): Promise<Outcome> {
  const read = await readBoth(kit);
  const detail = detailOf(read, read.dryRun.carried);
  const proposed = await proposedFor(kit, detail, read.objects);
  const issues = await read.dryRun.finishWith(kit.ledger, proposed.proposed);
  return outcomeOf({ ...read, ...proposed, issues }, detail);
}

/** What was read, before the field map is proposed from it. */
export interface Read extends Omit<AuditFacts, "proposed" | "proposedValues" | "issues"> {
  dryRun: DryRun;
}

async function readBoth(kit: Kit): Promise<Read> {
  const objects = await checkTwenty(kit.target);
  const { optionalObjects } = kit.settings;
  const values = new Values();
  const addresses = new Addresses();
  const exports = (await csvExports(kit.ledger)).map(({ kind }) => kind);
  const dryRun = new DryRun(kit.settings, () => kit.world.now(), exports);
  const began = elapsed(kit.world);
  const resources = [...resourcesFor(optionalObjects), ...leftBehind(optionalObjects)];
  const moves = new Set(resourcesFor(optionalObjects).map((r) => r.name));
  const reports: ResourceReport[] = [];
  kit.progress([{ object: "resources", done: 0, total: resources.length }]);
  for (const [i, resource] of resources.entries()) {
    const report = await readResource(kit, resource, (rows) => {
      values.add(resource.name, rows);
      if (resource.name === "patients") addresses.add(rows);
      dryRun.add(resource.name, rows, moves.has(resource.name));
    });
    if (report.whole) dryRun.references.close(resource.name);
    reports.push(report);
    await kit.log.write({ kind: "resource", object: resource.name, message: resourceMessage(report) });
    kit.progress([{ object: "resources", done: i + 1, total: resources.length }]);
  }
  await lookUp(kit, "appointments", dryRun.references);
  const ms = elapsed(kit.world) - began;
  await addresses.addExport(kit.ledger);
  return {
    settings: kit.settings,
    sourceHost: kit.source.host,
    moving: reports.filter((r) => moves.has(r.name)),
    leftBehind: reports.filter((r) => !moves.has(r.name)),
    details: dryRun.details,
    dryRun,
    values,
    objects,
    records: await countTarget(kit.target, kit.ledger, objects, addresses),
    automations: automationList(await readAutomations(kit.target)),
    measured: { requests: kit.source.requests, ms, allowance: kit.target.options.pace.allowance },
  };
}

/** The field map so far, and what the schema cell would propose besides. */
async function proposedFor(
  kit: Kit,
  audit: AuditDetail,
  objects: readonly ObjectMeta[],
): Promise<Pick<AuditFacts, "proposed" | "proposedValues">> {
  const known = await fieldMap(kit.ledger);
  const { fields, values } = propose({
    audit,
    objects,
    known,
    csv: await readExports(kit.ledger),
    ticked: kit.settings.optionalObjects,
  });
  const key = (row: FieldMapTable) => [row.object, row.resource, row.source, row.target].join("\u001f");
  const decided = new Set(known.map(key));
  return {
    proposed: [...known, ...fields.filter((row) => !decided.has(key(row)))],
    proposedValues: values.length,
  };
}

function resourceMessage({ reachable, label, total, rowsRead, fields }: ResourceReport): string {
  if (!reachable) return `${label}: not there (404)`;
  return `${label}: ${many(total, "row")}, ${rowsRead.toLocaleString("en")} read, ${fields.length} fields`;
}
