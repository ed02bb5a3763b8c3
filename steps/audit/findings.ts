import { CATALOGUE, entryOf, ruleOf } from "../mapping/remarks.ts";
import type { Finding } from "../runbook/step.ts";
import { type AuditFacts, firings } from "./plan.ts";
import { fixedFindings } from "./fixed_findings.ts";
import type { Issue } from "./issues.ts";
import type { ResourceReport } from "./read_source.ts";

const ORDER: readonly Finding["severity"][] = ["stop", "warning", "info"];

/** What a person should know before the first write, worst first. */
export function findings(facts: AuditFacts): Finding[] {
  const all = [
    ...automationFindings(facts),
    ...fixedFindings(facts),
    ...rowFindings(facts.issues, [...facts.moving, ...facts.leftBehind], facts.details),
  ];
  return all.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

function automationFindings(facts: AuditFacts): Finding[] {
  return facts.automations.items.map((a, i) => ({
    id: `automation-${i + 1}`,
    severity: "warning",
    title: `“${a.name}” is active and starts on ${a.event}`,
    detail: `It would start ${firings(facts, a.event)}. An API key cannot switch it off.`,
    action:
      `Ask a workspace admin to deactivate the ${a.kind} for the time of the migration, or read the list ` +
      "in the audit cell and go on.",
  }));
}

/** One finding for each rule that some row falls under, with the rows, in the order of the rules. */
export function rowFindings(
  issues: readonly Issue[],
  reports: readonly ResourceReport[],
  details: ReadonlyMap<string, string> = new Map(),
): Finding[] {
  const names = Object.keys(CATALOGUE).filter((code) => issues.some(({ rule }) => rule === code));
  return names.map((name) => {
    const finding = findingOf(name, issues.filter((i) => i.rule === name), reports);
    const more = details.get(name);
    return more ? { ...finding, detail: `${more} ${finding.detail}` } : finding;
  });
}

function findingOf(name: string, issues: readonly Issue[], reports: readonly ResourceReport[]): Finding {
  const { severity, one, many, becomes, advice } = ruleOf(name);
  const count = issues.reduce((n, i) => n + i.count, 0);
  const unlisted = issues.reduce((n, i) => n + i.unlisted, 0);
  return {
    id: name,
    severity,
    title: `${count.toLocaleString("en")} ${count === 1 ? one : many}`,
    detail: [becomes, ...createdAt(issues), whereOf(issues, reports)].join(" "),
    ...(advice ? { action: advice } : {}),
    count,
    rows: issues.map(({ field, keys }) => ({ field, keys })),
    ...(unlisted > 0 ? { unlisted } : {}),
  };
}

/** Twenty has no record without a time of creation: where we send none it takes its own. */
function createdAt(issues: readonly Issue[]): string[] {
  const isCreation = ({ rule, field }: Issue) => entryOf(rule)?.emptiesTime && field.endsWith(".createdAt");
  return issues.some(isCreation)
    ? ["Where it is the time of creation, Twenty shows the time at which the record was written instead."]
    : [];
}

/** "Appointments, start: 3 of 300 looked at, of 1,800." */
function whereOf(issues: readonly Issue[], reports: readonly ResourceReport[]): string {
  const parts = issues.toSorted((a, b) => b.count - a.count).map(({ resource, field, count }) => {
    const report = reports.find((r) => r.name === resource);
    const looked = report && !report.whole
      ? ` in the ${report.rowsRead.toLocaleString("en")} rows looked at, of ${
        report.total.toLocaleString("en")
      }`
      : "";
    return `${report?.label ?? resource}, ${wordsOf(field)}: ${count.toLocaleString("en")}${looked}`;
  });
  return `${parts.join("; ")}.`;
}

/** `person.dateOfBirth` → `date of birth`, `note.bodyV2` → `body`, `appointments.patient_id` → `patient`. */
function wordsOf(field: string): string {
  const name = field.split(".").at(-1) ?? field;
  return name.replace(/(_id|Id|V2)$/, "").replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " ")
    .toLowerCase();
}
