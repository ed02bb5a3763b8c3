import type { Reconciliation } from "../../steps/runbook/step.ts";

/** Where a source row can be, in the order of the bar. */
export const KINDS = ["created", "updated", "unchanged", "skipped", "failed", "conflict"] as const;
export type Kind = typeof KINDS[number];

/** Shown even when there is none: nobody should have to wonder. */
const ALWAYS: readonly Kind[] = ["created", "unchanged", "failed"];

/** The kinds that have a column. */
export const usedKinds = (rows: readonly Reconciliation[]): Kind[] =>
  KINDS.filter((kind) => ALWAYS.includes(kind) || rows.some((row) => row[kind] > 0));

/** Rows that nobody accounts for. */
export const missingOf = (row: Reconciliation): number =>
  row.source - KINDS.reduce((sum, kind) => sum + row[kind], 0);

export const partsOfRow = (row: Reconciliation): { kind: Kind; value: number }[] =>
  KINDS.map((kind) => ({ kind, value: row[kind] }));
