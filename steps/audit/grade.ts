import { ruleOf } from "../mapping/remarks.ts";
import { type AuditFacts, locationIds, planOf, total } from "./plan.ts";

/** What makes a migration easy or hard, as numbers. */
export type GradeInput = ReturnType<typeof gradeInput>;

export interface Factor {
  name: string;
  /** As it is printed. */
  measured: string;
  points: number;
  why: string;
}

export interface Grade {
  letter: typeof GRADES[number]["letter"];
  points: number;
  most: number;
  factors: Factor[];
}

/** The least points of each grade, in order. */
export const GRADES = [
  { letter: "A", from: 0, means: "Plain: an afternoon with the defaults" },
  { letter: "B", from: 5, means: "Ordinary: some decisions in the maps" },
  { letter: "C", from: 10, means: "Mixed: plan a session for the maps and one for the sample" },
  {
    letter: "D",
    from: 15,
    means: "Hard: clean up in PracticeHub first, and rehearse on a copy of the workspace",
  },
  { letter: "E", from: 21, means: "Very hard: split it, and rehearse each part" },
] as const;

/** Points of a number: one for each of these that it reaches. */
interface Scale {
  name: string;
  of: (input: GradeInput) => number;
  steps: readonly number[];
  why: string;
}

const SCALES: readonly Scale[] = [
  {
    name: "Rows to move",
    of: (i) => i.rows,
    steps: [5_000, 50_000, 250_000],
    why: "time, and what can interrupt it",
  },
  {
    name: "Objects to be made",
    of: (i) => i.objectsToMake,
    steps: [2, 5],
    why: "new to everyone who uses Twenty",
  },
  { name: "Fields to be made", of: (i) => i.fieldsToMake, steps: [25, 75, 150], why: "each is a decision" },
  { name: "Values to be mapped", of: (i) => i.values, steps: [30, 100, 250], why: "synonyms and defaults" },
  {
    name: "Questions on forms",
    of: (i) => i.formQuestions,
    steps: [10, 40],
    why: "a field each, or a note",
  },
  {
    name: "Left out or unlinked, of 1,000 rows",
    of: (i) => i.rows === 0 ? 0 : Math.round(1_000 * i.losses / i.rows),
    steps: [2, 20, 100],
    why: "data that needs cleaning where it is",
  },
  { name: "Files", of: (i) => i.files, steps: [1_000, 10_000], why: "bytes, links that expire" },
  { name: "Practitioners", of: (i) => i.practitioners, steps: [8, 25], why: "matched by name or by hand" },
  {
    name: "Locations",
    of: (i) => i.locations,
    steps: [2, 5],
    why: "PracticeHub tells no names or addresses",
  },
  {
    name: "Resources that stay or are missing",
    of: (i) => i.notMoving,
    steps: [1, 3],
    why: "to be kept elsewhere",
  },
  {
    name: "People and companies in Twenty before",
    of: (i) => i.inTarget,
    steps: [1, 1_000],
    why: "addresses that are taken, and work of others to keep clear of",
  },
  { name: "Active automations", of: (i) => i.automations, steps: [1, 4], why: "start on what is written" },
];

/** The complexity of a migration, with its arithmetic. */
export function gradeOf(input: GradeInput): Grade {
  const factors = SCALES.map((scale): Factor => {
    const measured = scale.of(input);
    const points = scale.steps.filter((step) => measured >= step).length;
    return {
      name: scale.name,
      measured: measured.toLocaleString("en"),
      points,
      why: `${scale.why}; a point each from ${scale.steps.map((s) => s.toLocaleString("en")).join(", ")}`,
    };
  });
  const points = factors.reduce((sum, f) => sum + f.points, 0);
  const letter = GRADES.findLast((g) => points >= g.from)?.letter ?? "A";
  return { letter, points, most: SCALES.reduce((sum, s) => sum + s.steps.length, 0), factors };
}

/** The facts as the numbers that the grade is made of. */
export function gradeInput(facts: AuditFacts) {
  const plans = planOf(facts);
  const before = (name: string) => {
    const counts = facts.records.get(name);
    return (counts?.live ?? 0) + (counts?.deleted ?? 0);
  };
  return {
    rows: facts.moving.reduce((n, r) => n + r.total, 0),
    objectsToMake: plans.filter((p) => !p.there).length,
    fieldsToMake: plans.reduce((n, p) => n + p.make.length, 0),
    /** Values of picklists, statuses, tags and types that a person has to look at. */
    values: facts.proposedValues,
    formQuestions: facts.values.questions.size,
    /** Values that are left out or rows that lose a link. */
    losses: losses(facts),
    files: total(facts, "files"),
    practitioners: total(facts, "practitioners"),
    locations: locationIds(facts).length,
    /** Resources that answer 404 or stay behind with rows in them. */
    notMoving: facts.moving.filter((r) => !r.reachable).length +
      facts.leftBehind.filter((r) => r.reachable && r.total > 0).length,
    /** Records that were there, live and deleted. */
    inTarget: before("person") + before("company"),
    automations: facts.automations.items.length,
  };
}

/** What was counted in three pages stands for the whole resource; what is left behind loses nothing. */
function losses(facts: AuditFacts): number {
  return Math.round(
    facts.issues.filter((i) => ruleOf(i.rule).severity === "warning").reduce((sum, issue) => {
      const report = facts.moving.find((r) => r.name === issue.resource);
      return report && report.rowsRead > 0 ? sum + issue.count * report.total / report.rowsRead : sum;
    }, 0),
  );
}
