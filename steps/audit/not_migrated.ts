import { CATALOGUE, type Entry } from "../mapping/remarks.ts";
import { numbers, type OutcomeTable, texts } from "../runbook/step.ts";
import { type AuditFacts, placesOf } from "./plan.ts";

/** Everything that does not move, how much of it by what the audit saw, why, and what can be done; never silently. */
export function notMigratedTable(facts: AuditFacts): OutcomeTable {
  return {
    id: "stays",
    title: "What cannot move, and why",
    columns: [...texts("What"), ...numbers("How many"), ...texts("Why", "What to do")],
    rows: [...resources(facts), ...values(facts), ...fields(facts), ...NO_ENDPOINT],
  };
}

const NO_ENDPOINT: OutcomeTable["rows"] = [
  ["Who wrote a note", null, "not in the API", "nothing"],
  ["Names and addresses of locations", null, "no endpoint", "type them in the audit cell"],
  [
    "Workflows, sequences, campaigns",
    null,
    "no endpoint and no export",
    "describe them, rebuild them in Twenty",
  ],
  ["Staff who are no practitioners", null, "no endpoint", "invite them to Twenty"],
];

function resources({ moving, leftBehind }: AuditFacts): OutcomeTable["rows"] {
  const absent = "this account has no such endpoint (404)";
  return [
    ...moving.filter((r) => !r.reachable).map(({ label }) => [
      label,
      null,
      absent,
      "export them, if the practice uses them",
    ]),
    ...leftBehind.filter((r) => r.reachable && r.total > 0).map(({ name, label, total }) =>
      name === "payment_allocations"
        ? [label, total, "they name neither invoice nor payment", "export them"]
        : [label, total, "moved only where it is asked for", "tick them, or export them"]
    ),
  ];
}

/** Under which codes values or rows of what is moved are lost. */
function values({ moving, issues }: AuditFacts): OutcomeTable["rows"] {
  const moved = issues.filter((issue) => moving.some(({ name }) => name === issue.resource));
  return Object.entries<Entry>(CATALOGUE).flatMap(([rule, { lost }]) => {
    const count = moved.filter((issue) => issue.rule === rule).reduce((sum, issue) => sum + issue.count, 0);
    return lost && count > 0 ? [[lost.what, count, lost.why, lost.todo]] : [];
  });
}

/** Filled fields of rows that are moved for which nothing is made, or which the map leaves out. */
function fields(facts: AuditFacts): OutcomeTable["rows"] {
  return facts.moving.flatMap((report) =>
    report.fields.filter((f) => f.kind !== "empty").flatMap((field) => {
      const { places, reason } = placesOf(facts, report, field);
      if (places.length > 0) return [];
      const [why, todo] = reason
        ? [reason, "choose it in the map"]
        : ["Twenty has no place for it", "export it"];
      return [[`${report.label}: ${field.name}`, field.filled, why, todo]];
    })
  );
}
