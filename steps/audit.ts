import { z } from "zod";
import { hashOf } from "../db/hash.ts";
import { lastRunIn } from "../db/runs.ts";
import type { Ledger } from "../db/ledger.ts";
import { countFiles, findings, PatientCheck } from "./audit/findings.ts";
import { type Estimate, estimate } from "./audit/estimate.ts";
import { readResource, type ResourceReport } from "./audit/read_source.ts";
import type { FieldProfile } from "./audit/profile.ts";
import { Values } from "./audit/values.ts";
import { auditTables } from "./audit/tables.ts";
import type { Kit } from "./engine/kit.ts";
import type { Outcome, Prediction, Step } from "./engine/step.ts";
import { countryOfZone } from "./mapping/country.ts";
import type { Question } from "./mapping/form_answers.ts";
import type { CountryCode } from "libphonenumber-js";
import { leftBehind, resourcesFor } from "./practicehub/resources.ts";
import { readAutomations } from "./twenty/automations.ts";
import { checkTwenty } from "./twenty/check.ts";
import { countRecords, listPage } from "./twenty/records.ts";
import { many } from "./engine/words.ts";

/** What later steps take from the audit; the `internal` part of its outcome. */
export interface AuditDetail {
  resources: {
    name: string;
    total: number;
    reachable: boolean;
    rowsRead: number;
    whole: boolean;
    fields: FieldProfile[];
  }[];
  /**
   * Value counts by `resource.field`, for every choice of the resources that were read whole and what `Values` counts
   * besides. `appointment_types` and `payment_methods` read `id\u001fname`.
   */
  values: Record<string, [value: string, count: number][]>;
  questions: (Question & { values: [string, number][]; forms: [form: string, answers: number][] })[];
  forms: { name: string; responses: number }[];
  /**
   * What the proposed transforms made of the values that were seen, by `object resource source target` joined with
   * U+001F. Questions of forms have an empty target: it is not chosen yet.
   */
  carried: Record<string, { filled: number; carried: number }>;
  estimates: Estimate[];
}

export const audit: Step<Record<string, never>> = {
  id: "audit",
  title: "Audit",
  purpose: "Reads both systems and says what can move, what cannot, and how long it takes. Writes nothing.",
  reads: ["settings", "extra objects"],
  writes: [],
  needs: [],
  input: z.object({}).strict(),
  predict: ({ settings: { extraObjects } }): Promise<Prediction> =>
    Promise.resolve({
      sentence: `Would read ${
        resourcesFor(extraObjects).length + leftBehind(extraObjects).length
      } resources of PracticeHub and the workspace, and write to neither.`,
    }),
  run,
};

async function run(kit: Kit): Promise<Outcome> {
  const objects = await checkTwenty(kit.target);
  const values = new Values();
  const country = kit.settings.country === ""
    ? countryOfZone(kit.settings.timeZone)
    : kit.settings.country as CountryCode;
  const patients = new PatientCheck(country);
  const files = { withoutUrl: 0, notOfPatients: 0, seen: 0 };
  const moving = resourcesFor(kit.settings.extraObjects);
  const all = [...moving, ...leftBehind(kit.settings.extraObjects)];
  const reports: ResourceReport[] = [];
  for (const [i, resource] of all.entries()) {
    const report = await readResource(kit, resource, (rows) => {
      values.add(resource.name, rows);
      if (resource.name === "patients") patients.add(rows);
      if (resource.name === "files") countFiles(rows, files);
    });
    reports.push(report);
    await kit.log.write({
      kind: "resource",
      object: resource.name,
      message: report.reachable
        ? `${resource.label}: ${many(report.total, "row")}, ${
          report.rowsRead.toLocaleString("en")
        } read, ${report.fields.length} fields`
        : `${resource.label}: not there (404)`,
    });
    kit.progress([{ object: "resources", done: i + 1, total: all.length }]);
  }
  const sources = reports.slice(0, moving.length);
  const automations = await readAutomations(kit.target);
  const people = await countRecords(kit.target, "people");
  const softDeleted =
    (await listPage(kit.target, "people", { filter: "deletedAt[is]:NOT_NULL", limit: 1 })).total;
  const total = (name: string) => sources.find((r) => r.name === name)?.total ?? 0;
  const found = findings({
    settings: kit.settings,
    reports: sources,
    leftBehind: reports.slice(moving.length),
    values,
    patients,
    files,
    automations,
    softDeleted,
    people: total("patients") + total("practitioners"),
  });
  const estimates = estimate(sources, kit.settings.sourceIntervalMs);
  const choices = Object.fromEntries(
    reports.flatMap((r) =>
      Object.entries(r.choices).map(([field, counts]) => [`${r.name}.${field}`, counts])
    ),
  );
  const detail: AuditDetail = {
    resources: reports.map(({ label: _, choices: __, ...report }) => report),
    values: {
      ...choices,
      ...Object.fromEntries([...values.counts].map(([name, counts]) => [name, [...counts]])),
    },
    questions: [...values.questions.values()].map((q) => ({
      ...q,
      values: [...q.values],
      forms: [...q.forms],
    })),
    forms: [...values.forms].map(([name, responses]) => ({ name, responses })),
    carried: {},
    estimates,
  };
  return {
    state: sources.some((r) => r.name === "patients" && r.reachable) ? "green" : "red",
    verdict: verdict(sources, found.length, people),
    findings: found,
    tables: auditTables(reports, objects, estimates),
    fingerprint: hashOf([
      detail.resources.map((r) => [r.name, r.reachable]),
      Object.keys(detail.values),
      detail.questions.map((q) => q.label),
    ]),
    internal: detail,
  };
}

function verdict(reports: readonly ResourceReport[], findings: number, people: number): string {
  const rows = reports.reduce((sum, r) => sum + r.total, 0);
  if (!reports.some((r) => r.name === "patients" && r.reachable)) {
    return "PracticeHub has no patients under this address; check PRACTICEHUB_URL.";
  }
  return `${rows.toLocaleString("en")} rows in PracticeHub, ${
    people.toLocaleString("en")
  } people in Twenty before; ${findings} findings.`;
}

/** The newest audit's detail, or undefined before the first. */
export async function auditDetail(ledger: Ledger): Promise<AuditDetail | undefined> {
  const run = await lastRunIn(ledger, "audit", ["green"]);
  return run?.outcome ? (JSON.parse(run.outcome) as { internal: AuditDetail }).internal : undefined;
}
