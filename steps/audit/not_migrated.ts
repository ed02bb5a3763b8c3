import { CATALOGUE, type Entry } from "../mapping/remarks.ts";
import { type AuditFacts, placesOf } from "./plan.ts";

/** Something that does not move, how much of it, why, and what can be done. */
export interface NotMigrated {
  what: string;
  count: number | null;
  why: string;
  action: string;
}

/** Everything that is left out, by what the audit saw; never silently. */
export function notMigrated(facts: AuditFacts): NotMigrated[] {
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
    ...Object.entries<Entry>(CATALOGUE).flatMap(([rule, { lost }]): NotMigrated[] =>
      lost && counted(rule) > 0
        ? [{ what: lost.what, count: counted(rule), why: lost.why, action: lost.todo }]
        : []
    ),
    ...fieldsNotMigrated(facts),
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
function fieldsNotMigrated(facts: AuditFacts): NotMigrated[] {
  return facts.moving.flatMap((report) =>
    report.fields.filter((f) => f.kind !== "empty").flatMap((field): NotMigrated[] => {
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
