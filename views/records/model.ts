import type { EffectState } from "../../db/tables.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import type { ConflictRow } from "../conflicts/model.ts";
import type { Moment } from "../ui/moment.ts";

/** One source row and what became of it. */
export interface RecordModel {
  /** `resource/id`. */
  key: string;
  /** What a row of this kind is called. */
  kind: string;
  /** Each attribute as JSON, in the order it was given. */
  source: [name: string, json: string][];
  firstSeenAt: Moment;
  changedAt: Moment;
  /** Since when PracticeHub no longer gives it. */
  goneAt?: Moment;
  /** The account in PracticeHub; the address of a single record there is not known. */
  practice?: string;
  targets: RecordTargetModel[];
  /** The cell that would move the row again, once it has run. */
  again?: { step: StepId; title: string };
  mayPress: boolean;
}

export interface RecordTargetModel {
  id: string;
  object: string;
  /** In Twenty, where records of this object have a page. */
  href?: string;
  /** How it stands now, in one sentence. */
  standing: string;
  state: EffectState | "none";
  /** Why the row has no such record. */
  skip?: string;
  fields: RecordFieldModel[];
  remarks: { field: string; text: string }[];
  conflict?: ConflictRow;
  history: RecordEffectModel[];
}

/** One field, each side as JSON; absent where there is nothing to say. */
export interface RecordFieldModel {
  field: string;
  source?: string;
  expected?: string;
  held?: string;
  differs: boolean;
}

/** One state that one intended change went through. */
export interface RecordEffectModel {
  at: Moment;
  kind: string;
  state: EffectState;
  reason: string;
  run: string;
  href?: string;
  /** Who pressed; empty where it is not known. */
  who: string;
  /** Hash of what the record was to hold. */
  hash: string;
  seq: number;
}
