import { z } from "zod";

/** What starts a workflow of PracticeHub. */
export const TRIGGER_TYPES = [
  "record created",
  "record updated",
  "appointment booked",
  "appointment cancelled",
  "appointment missed",
  "before appointment",
  "after appointment",
  "birthday",
  "date reached",
  "form submitted",
  "tag added",
  "manual",
  "other",
] as const;
export type TriggerType = typeof TRIGGER_TYPES[number];

export const OPERATORS = [
  "is",
  "is not",
  "contains",
  "does not contain",
  "at least",
  "at most",
  "before",
  "after",
  "is empty",
  "is not empty",
  "other",
] as const;
export type Operator = typeof OPERATORS[number];

export const ACTION_TYPES = [
  "send e-mail",
  "send SMS",
  "create task",
  "add tag",
  "update field",
  "notify staff",
  "wait",
  "webhook",
  "other",
] as const;
export type ActionType = typeof ACTION_TYPES[number];

export const UNITS = ["minutes", "hours", "days", "weeks", "months"] as const;

/** A template of a mail with its markup fits; a book does not. */
const MAX_TEXT = 50_000;
const MAX_PARTS = 100;
/** More workflows in one file than any clinic has. */
export const MAX_WORKFLOWS = 500;

const text = z.string().max(MAX_TEXT).default("");

export const Delay = z.strictObject({
  amount: z.number().int().min(0).max(10_000),
  unit: z.enum(UNITS),
});
export type Delay = z.infer<typeof Delay>;

export const Trigger = z.strictObject({
  type: z.enum(TRIGGER_TYPES),
  /** In words: which record, which form, which tag. */
  detail: text,
  /** How long before or after what starts it; null: at once. */
  delay: Delay.nullable().default(null),
});
export type Trigger = z.infer<typeof Trigger>;

export const Condition = z.strictObject({
  /** As PracticeHub or the map calls it, e.g. `appointments.status`. */
  field: z.string().trim().min(1).max(200),
  operator: z.enum(OPERATORS).default("is"),
  value: text,
});
export type Condition = z.infer<typeof Condition>;

export const Action = z.strictObject({
  type: z.enum(ACTION_TYPES),
  /** In words: to whom, which field, which address. */
  detail: text,
  /** The text that is sent or written, with PracticeHub's own placeholders. */
  template: text,
  /** How long before this action; of a `wait`, how long it waits. Null: at once. */
  wait: Delay.nullable().default(null),
});
export type Action = z.infer<typeof Action>;

/**
 * One automation of PracticeHub as a person saw it on the screen: no endpoint gives it (contracts/practicehub 3.16). A key
 * that is not known is refused and named, so that nothing of a file is lost silently. What is typed here may hold names:
 * it goes into the ledger and the exports, never into a log.
 */
export const Workflow = z.strictObject({
  name: z.string().trim().min(1).max(200).regex(/^\P{Cc}*$/u, "holds a control character"),
  purpose: text,
  /** Whether it is switched on in PracticeHub. */
  active: z.boolean().default(true),
  trigger: Trigger,
  /** Whether all conditions must hold, or any one. */
  match: z.enum(["all", "any"]).default("all"),
  conditions: z.array(Condition).max(MAX_PARTS).default([]),
  actions: z.array(Action).max(MAX_PARTS).default([]),
  notes: text,
});
export type Workflow = z.infer<typeof Workflow>;

/** Two names that a person would take for one. */
export const sameName = (name: string): string => name.trim().toLowerCase().replaceAll(/\s+/g, " ");
