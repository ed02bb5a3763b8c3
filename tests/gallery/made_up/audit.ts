import type { AuditModel, AutomationsModel, ReportModel } from "../../../views/audit/model.ts";
import { finding, keys, LONG_FINDING, TABLE } from "./outcome.ts";
import { AT, HUGE, LONG_HOST, LONG_NAME, LONG_WORDS } from "./words.ts";

export const AUTOMATIONS: AutomationsModel = {
  subject: "a1",
  items: [
    {
      kind: "workflow",
      name: "Welcome new person",
      event: "person.created",
      often: "1,191 times",
      href: "https://riverside.twenty.example/object/workflow/1",
    },
    { kind: "webhook", name: LONG_NAME, event: "*.*", often: "10,000,000 times, once for each record" },
  ],
};

export const audit = (other: Partial<AuditModel> = {}): AuditModel => ({
  run: 3,
  rows: 212,
  automations: AUTOMATIONS,
  mayPress: true,
  ...other,
});

export const report = (other: Partial<ReportModel> = {}): ReportModel => ({
  practice: "Riverside Chiropractic",
  source: "riverside.neptune.practicehub.io",
  target: "riverside.twenty.example",
  run: 3,
  who: "Ana",
  at: AT,
  verdict: "All ten objects can move; 3 things need a decision. About 14 minutes.",
  grade: { letter: "B", points: 41, most: 100, means: "A morning's work, with a few decisions." },
  findings: [
    LONG_FINDING,
    finding("currency", "warning", { action: "Say the currency in the settings." }),
    finding("emails", "warning", {
      rows: [{ field: "emails", keys: keys("patients", 420) }],
      unlisted: HUGE,
    }),
    finding("zone", "info"),
  ],
  tables: ["stays", "trash", "inventory", "target", "estimate", "grade", "fields"].map((id) => ({
    ...TABLE,
    id,
    title: `What the ${id} table says`,
  })),
  automations: AUTOMATIONS,
  ...other,
});

/** Nothing to decide, nothing to list. */
export const EASY_REPORT = report({ findings: [], tables: [], automations: undefined, grade: undefined });

export const LONG_REPORT = report({
  practice: LONG_WORDS,
  source: LONG_HOST,
  target: LONG_HOST,
  who: LONG_NAME,
});
