import type { Workflow } from "../../steps/workflows/definition.ts";
import type { Moment } from "../ui/times.ts";

/** Automations of PracticeHub that a person described, to be rebuilt in Twenty. */
export interface WorkflowsModel {
  workflows: WorkflowModel[];
  mayPress: boolean;
}

export interface WorkflowModel {
  id: number;
  definition: Workflow;
  savedAt: Moment;
  who: string;
  hash: string;
}

/** A form as it stands, before it is a definition: everything is text. */
export interface WorkflowDraft {
  name: string;
  purpose: string;
  active: boolean;
  trigger: string;
  detail: string;
  amount: string;
  unit: string;
  match: string;
  conditions: { field: string; operator: string; value: string }[];
  actions: { type: string; detail: string; template: string; amount: string; unit: string }[];
  notes: string;
}

export interface WorkflowFormModel {
  /** `new`, or the id of the one that is edited. */
  id: string;
  /** Hash of the definition that was opened; empty for a new one. */
  opened: string;
  draft: WorkflowDraft;
  choices: WorkflowChoices;
  /** Control that has the focus at first, by name. */
  focus: string;
}

/** What the lists of the form offer; the step's own words. */
export interface WorkflowChoices {
  triggers: readonly string[];
  operators: readonly string[];
  actions: readonly string[];
  units: readonly string[];
  /** Fields of PracticeHub that the map knows. */
  fields: readonly string[];
}
