import type { Finding } from "../../steps/runbook/step.ts";

/** Findings by what they ask of the reader; each is in exactly one list. */
export interface FindingGroups<F extends Finding> {
  /** What stops the migration, then what is true of the whole practice and wants a decision. */
  decide: F[];
  /** Warnings about single rows: what becomes of each is settled, and the rows are listed. */
  rows: F[];
  notes: F[];
}

/** Findings sorted for reading: those that name their rows apart from those that a person has to decide. */
export function groupFindings<F extends Finding>(findings: readonly F[]): FindingGroups<F> {
  const stops = findings.filter((f) => f.severity === "stop");
  const warnings = findings.filter((f) => f.severity === "warning");
  return {
    decide: [...stops, ...warnings.filter((f) => !f.rows)],
    rows: warnings.filter((f) => f.rows),
    notes: findings.filter((f) => f.severity === "info"),
  };
}
