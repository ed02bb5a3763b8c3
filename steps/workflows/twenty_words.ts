/**
 * What Twenty 2.19's workflow builder calls its triggers, steps and filter operators, so that a guide names nothing that
 * is not there. Read from the labels in its own source (twenty-front, modules/workflow, and twenty-shared, filter
 * operands, at a commit of July 2026) and its user guide; a running 2.19 shows the same for "Record is created or
 * updated" and "Launch manually" (contracts/twenty l).
 */
export const TRIGGERS = {
  created: "Record is created",
  updated: "Record is updated",
  deleted: "Record is deleted",
  upserted: "Record is created or updated",
  manual: "Launch manually",
  schedule: "On a schedule",
  webhook: "Webhook",
} as const;
export type TwentyTrigger = typeof TRIGGERS[keyof typeof TRIGGERS];

export const STEPS = {
  create: "Create Record",
  update: "Update Record",
  search: "Search Records",
  iterator: "Iterator",
  filter: "Filter",
  delay: "Delay",
  email: "Send Email",
  code: "Code - Logic Function",
  http: "HTTP Request",
} as const;
export type TwentyStep = typeof STEPS[keyof typeof STEPS];

/** Records that one Search Records step returns at most. */
export const MAX_FOUND = 200;

/** Field types whose filters offer the same operators. */
const TEXTS = ["TEXT", "EMAILS", "FULL_NAME", "ADDRESS", "LINKS", "PHONES", "RICH_TEXT"];
const DATES = ["DATE", "DATE_TIME"];
const NUMBERS = ["NUMBER", "RATING"];

export type OperandGroup =
  | "text"
  | "date"
  | "number"
  | "amount"
  | "list"
  | "choice"
  | "yes or no"
  | "unknown";

export function operandGroup(type: string | undefined): OperandGroup {
  if (type === undefined) return "unknown";
  if (TEXTS.includes(type)) return "text";
  if (DATES.includes(type)) return "date";
  if (NUMBERS.includes(type)) return "number";
  if (type === "CURRENCY") return "amount";
  if (type === "MULTI_SELECT" || type === "ARRAY") return "list";
  if (type === "SELECT" || type === "RELATION" || type === "UUID") return "choice";
  return type === "BOOLEAN" ? "yes or no" : "unknown";
}

/** The operators that a filter on a field of this group offers. */
export const OPERANDS: Record<Exclude<OperandGroup, "unknown">, readonly string[]> = {
  text: ["Contains", "Doesn't contain", "Is empty", "Is not empty"],
  date: [
    "Is",
    "Is relative",
    "Is in past",
    "Is in future",
    "Is today",
    "Is before",
    "Is after or equal",
    "Is empty",
    "Is not empty",
  ],
  number: ["Is", "Is not", "Greater than or equal", "Less than or equal", "Is empty", "Is not empty"],
  amount: ["Is", "Is not", "Greater than or equal", "Less than or equal", "Is empty", "Is not empty"],
  list: ["Contains", "Doesn't contain", "Is empty", "Is not empty"],
  choice: ["Is", "Is not", "Is empty", "Is not empty"],
  "yes or no": ["Is"],
};
