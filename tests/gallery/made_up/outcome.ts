import type { Finding, Outcome, OutcomeTable, Reconciliation } from "../../../steps/runbook/step.ts";
import { HUGE, LONG_ERROR, LONG_FIELD, LONG_NAME } from "./words.ts";

type Counts = Partial<Omit<Reconciliation, "object" | "source">>;

export const counted = (object: string, source: number, counts: Counts): Reconciliation => ({
  object,
  source,
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  conflict: 0,
  ...counts,
});

export const ADDS_UP: Reconciliation[] = [
  counted("company", 3, { created: 3 }),
  counted("person", 1_191, { created: 967, updated: 24, unchanged: 192, skipped: 8 }),
  counted("appointment", 7_587, { created: 7_375, skipped: 212 }),
  counted("note", 5_312, { created: 5_303, skipped: 9 }),
];

export const WITH_FAILED: Reconciliation[] = [
  counted("company", 3, { created: 3 }),
  counted("person", 1_191, { created: 967, updated: 24, unchanged: 191, skipped: 8, failed: 1 }),
  counted("note", 5_312, { created: 5_301, skipped: 9, failed: 1, conflict: 1 }),
];

export const HUGE_COUNTS: Reconciliation[] = [
  counted("person", HUGE, {
    created: 9_000_000,
    updated: 400_000,
    unchanged: 500_000,
    skipped: 99_998,
    conflict: 2,
  }),
  counted(LONG_NAME, 123_456_789, { unchanged: 123_456_788, failed: 1 }),
  counted("noteTarget", 0, {}),
];

export const TABLE: OutcomeTable = {
  id: "inventory",
  title: "Both systems side by side",
  columns: [
    { label: "Resource" },
    { label: "Rows", numeric: true },
    { label: "Object" },
    { label: "Requests", numeric: true },
    { label: "For example" },
  ],
  rows: [
    ["patients", 1_191, "person", 18, "patients/15302, patients/15303"],
    ["appointments", 7_587, "appointment", 114, "appointments/1"],
    ["activities", 0, "", 0, null],
  ],
};

export const finding = (
  id: string,
  severity: Finding["severity"],
  other: Partial<Finding> = {},
): Finding => ({
  id,
  severity,
  title: "38 patients share an e-mail address",
  detail:
    "Twenty holds an address once. The oldest patient keeps it; the other 24 have it as an additional one.",
  ...other,
});

export const keys = (resource: string, n: number): string[] =>
  Array.from({ length: n }, (_, i) => `${resource}/${15_300 + i}`);

export const LONG_FINDING = finding("long", "stop", {
  title: `${LONG_FIELD} of ${LONG_NAME} cannot be made`,
  detail: LONG_ERROR,
  action: `Rename the field ${LONG_FIELD} in Twenty, then run this cell again.`,
});

export const GREEN_OUTCOME: Outcome = {
  state: "green",
  verdict: "14,093 of 14,093 records are in the workspace and equal.",
  reconciliation: ADDS_UP,
};

export const FAILED_OUTCOME: Outcome = {
  state: "red",
  verdict: "14,355 of 14,357 records are in the workspace and equal; 2 failed.",
  reconciliation: WITH_FAILED,
  findings: [finding("outside-tolerance-note", "stop", {
    title: "1 note failed, and none may",
    detail: "Twenty said: Body too long (65,535).",
    action: "Split the note in PracticeHub and run this cell again, or take everything back.",
  })],
};
