import type { Outcome } from "../../steps/runbook/step.ts";
import { grouped } from "../../views/ui/numbers.ts";

/** What a person looks for first comes first. */
const KINDS = ["failed", "conflict", "created", "updated", "skipped", "unchanged"] as const;
const MOST = 3;

/** How the counts of two runs differ: "3 fewer conflicts, 12 more created". Empty when they do not. */
export function difference(now: Outcome, before: Outcome): string {
  const parts = KINDS.map((kind) => change(kind, sum(now, kind) - sum(before, kind)));
  const findings = (now.findings?.length ?? 0) - (before.findings?.length ?? 0);
  parts.unshift(change(Math.abs(findings) === 1 ? "finding" : "findings", findings));
  return parts.filter((part) => part !== "").slice(0, MOST).join(", ");
}

function sum(outcome: Outcome, kind: typeof KINDS[number]): number {
  return (outcome.reconciliation ?? []).reduce((total, row) => total + row[kind], 0);
}

function change(what: string, by: number): string {
  if (by === 0) return "";
  const noun = what === "conflict" && Math.abs(by) !== 1 ? "conflicts" : what;
  return `${grouped(Math.abs(by))} ${by < 0 ? "fewer" : "more"} ${noun}`;
}
