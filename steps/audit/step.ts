import { z } from "zod";
import { csvExports } from "../../db/csv.ts";
import { hashOf } from "../../db/hash.ts";
import { fieldMap } from "../../db/maps.ts";
import type { FieldMapTable } from "../../db/tables.ts";
import { DryRun } from "./dry_run.ts";
import { lookUp } from "./resolve_references.ts";
import { estimatesOf, gradeInput } from "./measure.ts";
import { type AuditFacts, total } from "./facts.ts";
import { findings } from "./findings.ts";
import { firings } from "./automation_runs.ts";
import { type Grade, gradeOf } from "./grade.ts";
import { type AuditDetail, auditDetail } from "../profile/audit_detail.ts";
import { predictAudit } from "./predict.ts";
import { readResource, type ResourceReport } from "./read_source.ts";
import { countTarget } from "./read_target.ts";
import { auditTables } from "./tables.ts";
import { Addresses } from "./trash.ts";
import { answerProfile, holdsAlways, Values } from "../profile/values.ts";
import { type AutomationList, automationList } from "../load/automations.ts";
import type { Kit } from "../runbook/kit.ts";
import { NAMED } from "../base/settings.ts";
import type { Outcome, Step } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import { elapsed } from "../base/world.ts";
import { leftBehind, resourcesFor } from "../practicehub/resources.ts";
import { propose } from "../matching/propose.ts";
import { readExports } from "../matching/read_exports.ts";
import { readAutomations } from "../twenty/automations.ts";
import { checkTwenty } from "../twenty/check.ts";
import type { ObjectMeta } from "../twenty/metadata.ts";

/** What the page and the report show besides findings and tables. No value of the source. */
export interface AuditShown {
  automations: AutomationList;
  /** How often each automation would start, in the order of the list. */
  firings: string[];
  grade: Grade;
}

export const audit: Step<Record<string, never>> = {
  id: "audit",
  title: "Audit",
  purpose: "Reads both systems and says what can move, what cannot, and how long it takes. Writes nothing.",
  reads: ["settings", "extra objects"],
  writes: [],
  needs: [],
  input: z.object({}).strict(),
  predict: async ({ ledger, settings }) => predictAudit(settings, await auditDetail(ledger)),
  run,
};

async function run(kit: Kit): Promise<Outcome> {
  const read = await readBoth(kit);
  const detail = detailOf(read);
  const proposed = await proposedFor(kit, detail, read.objects);
  const facts: AuditFacts = {
    ...read,
    ...proposed,
    issues: await read.dryRun.finishWith(kit.ledger, proposed.proposed),
  };
  const estimates = estimatesOf(facts);
  const grade = gradeOf(gradeInput(facts));
  const found = findings(facts);
  const shown: AuditShown = {
    automations: facts.automations,
    firings: facts.automations.items.map((a) => firings(facts, a.event)),
    grade,
  };
  return {
    state: isReachable(facts) ? "green" : "red",
    verdict: verdict(facts, found.filter((f) => f.severity !== "info").length, grade),
    findings: found,
    tables: auditTables(facts, estimates, grade),
    fingerprint: hashOf([
      detail.resources.map((r) => [r.name, r.reachable, r.fields.map((f) => f.name).sort()]),
      Object.keys(detail.values).sort(),
      detail.questions.map((q) => q.label),
    ]),
    detail: shown,
    internal: { ...detail, estimates },
  };
}

interface Read extends Omit<AuditFacts, "proposed" | "proposedValues" | "issues"> {
  dryRun: DryRun;
}

async function readBoth(kit: Kit): Promise<Read> {
  const objects = await checkTwenty(kit.target);
  const { extraObjects } = kit.settings;
  const values = new Values();
  const addresses = new Addresses();
  const exports = (await csvExports(kit.ledger)).map(({ kind }) => kind);
  const dryRun = new DryRun(kit.settings, () => kit.world.now(), exports);
  const began = elapsed(kit.world);
  const resources = [...resourcesFor(extraObjects), ...leftBehind(extraObjects)];
  const moves = new Set(resourcesFor(extraObjects).map((r) => r.name));
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
    extra: kit.settings.extraObjects,
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

function detailOf({ moving, leftBehind, values, dryRun }: Read): AuditDetail {
  const reports = [...moving, ...leftBehind];
  const choices = reports.flatMap((r) =>
    Object.entries(r.choices).map(([field, counts]): [string, [string, number][]] => [
      `${r.name}.${field}`,
      counts,
    ])
  );
  const counted = [...values.counts].map(([name, counts]): [string, [string, number][]] => [
    name,
    [...counts],
  ]);
  return {
    resources: reports.map(({ name, total, reachable, rowsRead, whole, fields }) => ({
      name,
      total,
      reachable,
      rowsRead,
      whole,
      fields,
    })),
    values: Object.fromEntries([...choices, ...counted]),
    questions: [...values.questions.values()].map((q) => {
      const { label, kind, answers } = q;
      const holds = holdsAlways(q);
      return {
        label,
        kind,
        answers,
        ...(holds ? { holds } : {}),
        values: [...q.values],
        forms: [...q.forms],
        profile: answerProfile(q),
      };
    }),
    forms: [...values.forms].map(([name, responses]) => ({ name, responses })),
    carried: dryRun.carried,
    estimates: [],
  };
}

const isReachable = ({ moving }: AuditFacts): boolean =>
  moving.some((r) => r.name === "patients" && r.reachable);

function verdict(facts: AuditFacts, toRead: number, grade: Grade): string {
  if (!isReachable(facts)) {
    return `PracticeHub has no patients under this address; check ${NAMED.sourceUrl}.`;
  }
  const rows = facts.moving.reduce((sum, r) => sum + r.total, 0);
  const people = facts.records.get("person")?.live ?? 0;
  return `${many(rows, "row")} to move from PracticeHub, ${
    many(total(facts, "patients"), "patient")
  } among them; ` +
    `${many(people, "person", "people")} in Twenty before. Complexity ${grade.letter}; ` +
    `${many(toRead, "warning")} to read.`;
}
