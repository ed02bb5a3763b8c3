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

const EMPTY = ["Is empty", "Is not empty"];

/** The operators that filters offer, by the type of the field. */
export const FILTERS: readonly { types: readonly string[]; operators: readonly string[] }[] = [
  {
    types: [
      "TEXT",
      "EMAILS",
      "FULL_NAME",
      "ADDRESS",
      "LINKS",
      "PHONES",
      "RICH_TEXT",
      "MULTI_SELECT",
      "ARRAY",
    ],
    operators: ["Contains", "Doesn't contain", ...EMPTY],
  },
  {
    types: ["DATE", "DATE_TIME"],
    operators: [
      ...["Is", "Is relative", "Is in past", "Is in future", "Is today", "Is before", "Is after or equal"],
      ...EMPTY,
    ],
  },
  {
    types: ["NUMBER", "RATING", "CURRENCY"],
    operators: ["Is", "Is not", "Greater than or equal", "Less than or equal", ...EMPTY],
  },
  { types: ["SELECT", "RELATION", "UUID"], operators: ["Is", "Is not", ...EMPTY] },
  { types: ["BOOLEAN"], operators: ["Is"] },
];
