import type { AuditFacts } from "./facts.ts";
import { placesOf } from "./plan.ts";

/** Something that does not move, how much of it, why, and what can be done. */
export interface Stays {
  what: string;
  count: number | null;
  why: string;
  action: string;
}

/** Rules of the dry run under which something is lost, and what a person calls it. */
const LOST: [rule: string, what: string, why: string, action: string][] = [
  [
    "signature",
    "Signatures and drawings on forms",
    "the API gives a widget's number, not the picture",
    "keep PDFs",
  ],
  [
    "form-label-shared",
    "Other answers to questions of one name",
    "they share a field",
    "keep the forms as notes",
  ],
  [
    "form-unasked",
    "Answers under no question",
    "nothing says what to call a field",
    "keep the forms as notes",
  ],
  [
    "file-absent",
    "Bytes of files without a link",
    "PracticeHub gives no address for them",
    "save them by hand",
  ],
  [
    "file-not-of-a-patient",
    "Files of no patient",
    "reports and exports of PracticeHub itself",
    "export them",
  ],
  ["email-invalid", "E-mail addresses", "Twenty refuses them", "correct them in PracticeHub"],
  ["phone-invalid", "Telephone numbers", "no number of any country", "correct them in PracticeHub"],
  ["phone-no-country", "National telephone numbers", "no country to read them by", "set the country"],
  ["date-impossible", "Dates", "not in the calendar", "correct them in PracticeHub"],
  ["time-impossible", "Times", "not in the calendar", "correct them in PracticeHub"],
  ["money-invalid", "Amounts", "cannot be read without guessing", "correct them in PracticeHub"],
  ["number-invalid", "Numbers", "cannot be read without guessing", "correct them in PracticeHub"],
  ["text-cut", "Ends of very long texts", "Twenty cannot index them", "keep them as a file"],
  ["patient-missing", "Links to patients", "the patient is not in PracticeHub any more", "nothing"],
  ["practitioner-missing", "Links to practitioners", "not in PracticeHub any more", "nothing"],
  ["appointment-missing", "Links from invoices to visits", "the visit was deleted or recreated", "nothing"],
];

/** Everything that is left out, by what the audit saw; never silently. */
export function stays(facts: AuditFacts): Stays[] {
  const moving = new Set(facts.moving.map((r) => r.name));
  const counted = (rule: string) =>
    facts.issues.filter((i) => i.rule === rule && moving.has(i.resource)).reduce(
      (sum, i) => sum + i.count,
      0,
    );
  return [
    ...facts.moving.filter((r) => !r.reachable).map((r) => ({
      what: r.label,
      count: null,
      why: "this account has no such endpoint (404)",
      action: "export them, if the practice uses them",
    })),
    ...facts.leftBehind.filter((r) => r.reachable && r.total > 0).map((r) => ({
      what: r.label,
      count: r.total,
      why: r.name === "payment_allocations"
        ? "they name neither invoice nor payment"
        : "moved only where it is asked for",
      action: r.name === "payment_allocations" ? "export them" : "tick them, or export them",
    })),
    ...LOST.filter(([rule]) => counted(rule) > 0).map(([rule, what, why, action]) => ({
      what,
      count: counted(rule),
      why,
      action,
    })),
    ...fieldsThatStay(facts),
    { what: "Who wrote a note", count: null, why: "not in the API", action: "nothing" },
    {
      what: "Names and addresses of locations",
      count: null,
      why: "no endpoint",
      action: "type them in the audit cell",
    },
    {
      what: "Workflows, sequences, campaigns",
      count: null,
      why: "no endpoint and no export",
      action: "describe them, rebuild them in Twenty",
    },
    {
      what: "Staff who are no practitioners",
      count: null,
      why: "no endpoint",
      action: "invite them to Twenty",
    },
  ];
}

/** Filled fields of rows that are moved for which nothing is made, or which the map leaves out. */
function fieldsThatStay(facts: AuditFacts): Stays[] {
  return facts.moving.flatMap((report) =>
    report.fields.filter((f) => f.kind !== "empty").flatMap((field): Stays[] => {
      const { places, reason } = placesOf(facts, report, field);
      if (places.length > 0) return [];
      return [{
        what: `${report.label}: ${field.name}`,
        count: field.filled,
        why: reason ?? "Twenty has no place for it",
        action: reason ? "choose it in the map" : "export it",
      }];
    })
  );
}
