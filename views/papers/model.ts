import type { DiffCount } from "../../db/diffs.ts";
import type { Finding, OutcomeTable, Reconciliation } from "../../steps/runbook/step.ts";
import type { SameDiff } from "../sample/diff.tsx";

/** What stands at the top of each paper and on each of its pages. */
export interface PaperHead {
  /** What it is a paper of: "Sample", "Full run". */
  title: string;
  practice: string;
  /** Where the two systems answer. */
  source: string;
  target: string;
  run: number;
  /** Who ran it. */
  who: string;
  /** ISO instant of the run's end. */
  at: string;
  /** ISO instant at which the paper was made. */
  madeAt: string;
  /** IANA zone of the practice. */
  zone: string;
  /** What the hash is of, and all of its digits. */
  hash: { of: string; value: string };
  /** The cell that it belongs to. */
  back: string;
}

/** What is approved, and whether it can be. */
export interface Approval {
  /** Why there is nothing to sign; absent: there is. */
  hindrance?: string;
  /** Who has signed on the page already. */
  signed?: { who: string; at: string; sameAs?: SameDiff };
  /** Nobody signs on the page: the paper is all there is. */
  paperOnly?: boolean;
}

export interface SamplePaperModel {
  head: PaperHead;
  approval: Approval;
  verdict: string;
  counts: DiffCount[];
  objects: { object: string; records: PaperRecord[] }[];
  /** Rows of the sample that have no record or hold less. */
  tables: OutcomeTable[];
}

/** One sampled record with every field that was compared; values as JSON. */
export interface PaperRecord {
  sourceKey: string;
  targetId: string;
  fields: PaperField[];
}

export interface PaperField {
  field: string;
  source: string | null;
  mapped: string;
  found: string | null;
  equal: boolean;
}

export interface ReconciliationPaperModel {
  head: PaperHead;
  approval: Approval;
  verdict: string;
  /** Percent of the rows of any one object that may fail. */
  tolerance: number;
  rows: Reconciliation[];
  tables: OutcomeTable[];
  findings: Finding[];
  /** Runs of single rows since, which the figures do not count. */
  since: { run: number; at: string; verdict: string }[];
}
