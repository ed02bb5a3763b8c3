import { OBJECTS, usedFor } from "../mapping/objects.ts";
import { numbers, type OutcomeTable, texts } from "../runbook/step.ts";
import { type Estimate, span } from "../profile/estimate.ts";
import { type AuditFacts, destination, landedRows, planOf } from "./plan.ts";
import { type Grade, GRADES } from "./grade.ts";
import { percentFilled } from "../profile/profile.ts";
import { notMigratedTable } from "./not_migrated.ts";
import type { ResourceReport } from "./read_source.ts";

/** The audit's inventories: both systems side by side, every field, what cannot move, and what the rest costs. */
export function auditTables(facts: AuditFacts, estimates: readonly Estimate[], grade: Grade): OutcomeTable[] {
  return [
    inventory(facts),
    needed(facts),
    notMigratedTable(facts),
    ...trashTable(facts),
    fieldTable(facts),
    gradeTable(grade),
    estimateTable(estimates),
  ];
}

function inventory(facts: AuditFacts): OutcomeTable {
  const plans = planOf(facts);
  const counted = new Set<string>();
  // An object that several resources fill is counted where it comes up first.
  const right = (plan: Plan) => {
    const first = !counted.has(plan.object);
    counted.add(plan.object);
    return first ? rightOf(facts, plan) : [plan.label, "as above", null, null];
  };
  const companies = plans.filter((p) => p.object === "company").map((p) => [
    "The practice and its locations (from the settings)",
    landedRows(facts, p),
    null,
    ...right(p),
  ]);
  const own = ({ label, reachable, total, fields }: ResourceReport) => [
    label,
    ...(reachable ? [total, fields.length] : [null, null]),
  ];
  const moving = facts.moving.flatMap((report): OutcomeTable["rows"] => {
    const targets = usedFor(report.name)
      ? []
      : plans.filter((p) => p.resources.includes(report.name) && !OBJECTS[p.object].partOf);
    if (!report.reachable) return [[...own(report), "not there (404)", null, null, null]];
    if (targets.length === 0) return [[...own(report), usedFor(report.name) ?? "nothing", null, null, null]];
    return targets.map((p, i) => [...(i === 0 ? own(report) : [null, null, null]), ...right(p)]);
  });
  const left = facts.leftBehind.map((report) => [
    ...own(report),
    report.reachable ? "left in PracticeHub" : "not there (404)",
    null,
    null,
    null,
  ]);
  return {
    id: "inventory",
    title: "Both systems side by side",
    open: true,
    columns: [
      ...texts("PracticeHub"),
      ...numbers("Rows", "Fields"),
      ...texts("Twenty", "There"),
      ...numbers("Records before", "Fields to make"),
    ],
    rows: [...companies, ...moving, ...left],
  };
}

type Plan = ReturnType<typeof planOf>[number];

function rightOf(facts: AuditFacts, { object, label, there, make }: Plan): (string | number | null)[] {
  return [
    label,
    there ? "yes" : "to be made",
    there ? facts.records.get(object)?.live ?? null : null,
    make.length,
  ];
}

function needed(facts: AuditFacts): OutcomeTable {
  return {
    id: "target",
    title: "What Twenty needs",
    open: false,
    columns: [...texts("Object", "There"), ...numbers("Fields there"), ...texts("Gets values", "To be made")],
    rows: planOf(facts).map(({ label, there, make, use }) => [
      label,
      there ? "yes" : "to be made",
      there ? there.fields.length : null,
      use.join(", "),
      make.join(", "),
    ]),
  };
}

/** By Twenty's own ids: no outcome holds an address. */
function trashTable({ records }: AuditFacts): OutcomeTable[] {
  const blocking = records.get("person")?.blocking ?? [];
  if (blocking.length === 0) return [];
  return [{
    id: "trash",
    title: "In Twenty's trash, with the e-mail address of a patient",
    columns: [...texts("Object", "Record in Twenty")],
    rows: blocking.map((id) => ["Person", id]),
  }];
}

function fieldTable(facts: AuditFacts): OutcomeTable {
  const { moving, leftBehind } = facts;
  return {
    id: "fields",
    title: "Every source field and where it goes",
    columns: [...texts("Field", "Holds"), ...numbers("Filled %"), ...texts("Looks like", "Goes to")],
    rows: [...moving, ...leftBehind].flatMap((r) =>
      r.fields.map((f) => [
        `${r.name}.${f.name}`,
        f.kind === "empty" ? "never filled" : f.sure < 100 ? `${f.kind} (${f.sure} %)` : f.kind,
        percentFilled(f),
        f.samples.join("  "),
        destination(facts, r, f),
      ])
    ),
  };
}

function gradeTable(grade: Grade): OutcomeTable {
  return {
    id: "grade",
    title: `Complexity: ${grade.letter}, ${grade.points} of ${grade.most} points`,
    columns: [...texts("Factor"), ...numbers("Measured", "Points"), ...texts("Why")],
    rows: [
      ...grade.factors.map((f) => [f.name, f.measured, f.points, f.why]),
      ["Sum", null, grade.points, GRADES.map((g) => `${g.letter} from ${g.from}`).join(", ")],
    ],
  };
}

function estimateTable(estimates: readonly Estimate[]): OutcomeTable {
  return {
    id: "estimate",
    title: "What the next cells cost",
    columns: [
      ...texts("Cell"),
      ...numbers("To PracticeHub", "To Twenty, limited", "To Twenty, not limited", "At least"),
      ...texts("How it is counted"),
    ],
    rows: [
      ...estimates.map((e) => [e.cell, e.source, e.target, e.unlimited, span(e.seconds), e.how]),
    ],
  };
}
