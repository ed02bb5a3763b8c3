import type { z } from "zod";
import type { Desk, Kit } from "./kit.ts";

export const STEP_IDS = [
  "audit",
  "schema",
  "members",
  "extract",
  "sample",
  "full-run",
  "delta",
  "rollback",
] as const;
export type StepId = typeof STEP_IDS[number];

/**
 * What steps read and write, by name. Each has a version (a hash, see `versions.ts`); a cell is stale when one that
 * its last run read has another version now.
 */
export type InputName =
  | "settings"
  | "companies"
  | "audit"
  | "field map"
  | "value map"
  | "schema"
  | "member map"
  | "extract"
  | "sign-off"
  | "rollback"
  | "CSV exports"
  | "optional objects";

/** The code of one runbook stage. Members stand in the order a person meets them. */
export interface Step<I = unknown> {
  id: StepId;
  title: string;
  /** One sentence: what it does, said to the clinic's owner. */
  purpose: string;
  reads: readonly InputName[];
  /** Inputs that the run itself changes; its own changes do not make it stale. */
  writes: readonly InputName[];
  /** Steps that must have ended green before this one makes sense. */
  needs: readonly StepId[];
  /** What the person may say before it runs; every field has a default. */
  input: z.ZodType<I>;
  /**
   * What a run would do now. Nothing is written and nothing is requested.
   *
   * @param forecast what it would write, where that was counted; `forecasts` says that it can be
   */
  predict(desk: Desk, forecast?: Forecast): Promise<Prediction>;
  /** Which rows a run would bring over. Absent: it brings none, and `predict` knows all at once. */
  forecasts?: Scope;
  run(kit: Kit, input: I): Promise<Outcome>;
}

export type Scope = "everything" | "sample";

export interface Prediction {
  /** One sentence with numbers. */
  sentence: string;
  /** What stands in the way, said so that a person knows what to do. */
  blocked?: string;
  /** What it would write, where that is known, in a few words that follow “would”. */
  gist?: string;
  /** What the sentence counts, in full. */
  forecast?: Forecast;
}

/** What a run would do, counted row by row. It takes a while: seconds for tens of thousands of rows. */
export interface Forecast {
  /** One line an object, as the run's own reconciliation will have it if Twenty holds what the ledger last knew. */
  objects: Reconciliation[];
  /** Records whose source row is gone: `updated` are those that go, or are flagged. */
  gone: Reconciliation[];
  /** Why rows would be skipped or stay in conflict, most frequent first. */
  reasons: {
    object: string;
    verdict: string;
    reason: string;
    count: number;
    /** Source rows, `resource/id`. */
    examples: string[];
  }[];
  /** Of those that would be sent, how many Twenty refused before, and how many were sent and not answered. */
  refused: number;
  unanswered: number;
}

export interface Outcome {
  /** `waiting`: nothing is wrong, but a person has to decide before the next cell. */
  state: "green" | "red" | "waiting";
  /** One sentence: what was done and found. */
  verdict: string;
  findings?: Finding[];
  tables?: OutcomeTable[];
  reconciliation?: Reconciliation[];
  /** What became of every value of the source rows that the run is about. */
  values?: ValueTotals;
  /** Hash of what later steps depend on; unchanged means they are not stale. */
  fingerprint?: string;
  /** The run could not begin because a setting or key is wrong. */
  usage?: boolean;
  /** What only this step and its view understand. */
  detail?: unknown;
  /** What later steps take from it. It may hold values of the source: never shown, printed or logged. */
  internal?: unknown;
}

export interface Finding {
  /** Stable within a step, used in links. */
  id: string;
  severity: "stop" | "warning" | "info";
  title: string;
  /** What it means here, with numbers. */
  detail: string;
  /** What the person should do, if anything. */
  action?: string;
  /** How many rows or values it is about. */
  count?: number;
  /** Which rows, as `resource/id`, by the field it is about. No value of a patient. */
  rows?: { field: string; keys: string[] }[];
  /** Rows of `count` whose keys were not kept. */
  unlisted?: number;
}

export interface OutcomeTable {
  id: string;
  title: string;
  columns: { label: string; numeric?: boolean }[];
  rows: (string | number | null)[][];
  /** Rows there are in all, when `rows` is cut. */
  total?: number;
  /** What is counted beside the title, where a row of the table stands for several: `7 rows for 3 reasons`. */
  figure?: string;
  /** Where the rows behind the figures can be downloaded. */
  rowsAt?: string;
  /** Whether it stands open on the page. Default: when it is short. */
  open?: boolean;
}

/** Columns of a table, by their labels. */
export const texts = (...labels: string[]): OutcomeTable["columns"] => labels.map((label) => ({ label }));
/** The same of figures, which stand at the right. */
export const numbers = (...labels: string[]): OutcomeTable["columns"] =>
  labels.map((label) => ({ label, numeric: true }));

/** One line per object: source = created + updated + unchanged + skipped + failed + conflict. */
export interface Reconciliation {
  object: string;
  source: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  failed: number;
  conflict: number;
}

/** What became of every value of source rows: values = carried + changed + left + unexplained. */
export interface ValueTotals {
  values: number;
  /** In a record as it is in the source, and read back. */
  carried: number;
  /** In a record as something else, which a remark explains. */
  changed: number;
  /** In no record, which a remark or a decision explains. */
  left: number;
  /** In no record, and nothing says why. */
  unexplained: number;
}

/** The same for one field: source = those six + empty, the rows whose source holds nothing for it. */
export interface FieldReconciliation extends Reconciliation {
  field: string;
  empty: number;
  /** Rows whose field is not, or not only, what the source holds, whatever became of it. */
  remarked: number;
}

/** Rows done of rows to do, per object, in the order the objects are worked on. */
export type Progress = { object: string; done: number; total: number }[];
