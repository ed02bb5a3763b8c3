import { storedOutcome } from "../runbook/stored_run.ts";
import type { Ledger } from "../../db/ledger.ts";
import { lastRunIn } from "../../db/runs.ts";
import type { Question } from "../mapping/form_answers.ts";
import type { Estimate } from "./estimate.ts";
import type { FieldProfile } from "./profile.ts";

/** What the proposed transforms made of the values that were read. */
export type Carried = Record<string, { filled: number; carried: number }>;

export interface AuditedResource {
  name: string;
  /** False: the practice has no such endpoint (404). That is a finding, not an error. */
  reachable: boolean;
  /** What PracticeHub says there are; it may count rows or distinct records. */
  total: number;
  /** Different rows that were looked at. */
  rowsRead: number;
  /** Whether every page was read. */
  whole: boolean;
  fields: FieldProfile[];
}

/** What later steps take from the audit; the `internal` part of its outcome. */
export interface AuditDetail {
  resources: AuditedResource[];
  /**
   * Value counts by `resource.field`, for every choice of the resources that were read whole and what `Values` counts
   * besides. `appointment_types` and `payment_methods` read `id\u001fname`.
   */
  values: Record<string, [value: string, count: number][]>;
  questions: (Question & {
    values: [string, number][];
    forms: [form: string, answers: number][];
    /** What was answered wherever it was asked; audits of an earlier program have none. */
    profile?: FieldProfile;
  })[];
  forms: { name: string; responses: number }[];
  /**
   * What the proposed transforms made of the values that were read, by `object resource source target` joined with
   * U+001F.
   */
  carried: Carried;
  estimates: Estimate[];
}

/** The newest audit's detail, or undefined before the first. */
export async function auditDetail(ledger: Ledger): Promise<AuditDetail | undefined> {
  const run = await lastRunIn(ledger, "audit", ["green"]);
  return run && storedOutcome(run)?.internal as AuditDetail | undefined;
}
