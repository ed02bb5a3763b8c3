import type { WorkflowDraft, WorkflowFormModel, WorkflowModel } from "../../../views/workflows/model.ts";
import { ACTION_TYPES, OPERATORS, TRIGGER_TYPES, UNITS } from "../../../steps/workflows/definition.ts";
import { AT, LONG_ERROR, LONG_FIELD, LONG_NAME, LONG_WORDS } from "./words.ts";

export const REMINDER: WorkflowModel = {
  id: 1,
  savedAt: AT,
  who: "Ana",
  hash: "w1",
  definition: {
    name: "Reminder by e-mail",
    purpose: "",
    active: true,
    trigger: { type: "before appointment", detail: "", delay: { amount: 1, unit: "days" } },
    match: "all",
    conditions: [{ field: "patients.email", operator: "is not empty", value: "" }],
    actions: [{
      type: "send e-mail",
      detail: "to the patient",
      template: "Dear {first_name},\nsee you.",
      wait: null,
    }],
    notes: "",
  },
};

/** With a part of every kind. */
export const LONG_WORKFLOW: WorkflowModel = {
  id: 2,
  savedAt: AT,
  who: LONG_NAME.slice(0, 40),
  hash: "w2",
  definition: {
    name: LONG_NAME.repeat(2),
    purpose: LONG_WORDS,
    active: false,
    trigger: { type: "after appointment", detail: LONG_WORDS, delay: { amount: 3, unit: "weeks" } },
    match: "any",
    conditions: [
      { field: LONG_FIELD, operator: "contains", value: LONG_NAME },
      { field: "tags", operator: "is", value: "VIP" },
    ],
    actions: [
      { type: "wait", detail: "", template: "", wait: { amount: 10_000, unit: "minutes" } },
      { type: "send SMS", detail: LONG_WORDS, template: LONG_ERROR, wait: { amount: 1, unit: "hours" } },
    ],
    notes: LONG_ERROR,
  },
};

export const UNFINISHED: WorkflowModel = {
  ...REMINDER,
  id: 3,
  definition: {
    ...REMINDER.definition,
    name: "Not finished",
    trigger: { type: "manual", detail: "", delay: null },
    conditions: [],
    actions: [],
  },
};

const EMPTY: WorkflowDraft = {
  name: "",
  purpose: "",
  active: true,
  trigger: TRIGGER_TYPES[0],
  detail: "",
  amount: "",
  unit: "days",
  match: "all",
  conditions: [{ field: "", operator: "is", value: "" }],
  actions: [{ type: "", detail: "", template: "", amount: "", unit: "days" }],
  notes: "",
};

const FULL: WorkflowDraft = {
  ...EMPTY,
  name: LONG_NAME,
  purpose: LONG_WORDS,
  active: false,
  amount: "3",
  match: "any",
  conditions: [
    { field: "tags", operator: "contains", value: LONG_NAME },
    { field: LONG_FIELD, operator: "is", value: "" },
  ],
  actions: [
    { type: "send SMS", detail: LONG_WORDS, template: LONG_ERROR, amount: "1", unit: "hours" },
    { type: "add tag", detail: "VIP", template: "", amount: "", unit: "days" },
  ],
  notes: LONG_WORDS,
};

const form = (id: string, draft: WorkflowDraft, focus: string): WorkflowFormModel => ({
  id,
  opened: "",
  draft,
  focus,
  choices: {
    triggers: TRIGGER_TYPES,
    operators: OPERATORS,
    actions: ACTION_TYPES,
    units: UNITS,
    fields: ["patients.email"],
  },
});

export const EMPTY_FORM = form("new", EMPTY, "name");
export const FULL_FORM = form("2", FULL, "conditions.1.field");
