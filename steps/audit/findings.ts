import type { Finding } from "../runbook/step.ts";
import { type AuditFacts } from "./facts.ts";
import { firings } from "./automation_runs.ts";
import { gotchas } from "./fixed_findings.ts";
import { rowFindings } from "./row_findings.ts";

const ORDER: readonly Finding["severity"][] = ["stop", "warning", "info"];

/** What a person should know before the first write, worst first. */
export function findings(facts: AuditFacts): Finding[] {
  const all = [
    ...automationFindings(facts),
    ...gotchas(facts),
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
