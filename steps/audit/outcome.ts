import { z } from "zod";
import { hashOf } from "../../db/hash.ts";
import { NAMED } from "../base/settings.ts";
import { many } from "../base/words.ts";
import { Listed } from "../load/automations.ts";
import type { AuditDetail, Carried } from "../profile/audit_detail.ts";
import { answerProfile, holdsAlways } from "../profile/values.ts";
import type { Outcome } from "../runbook/step.ts";
import { type AuditFacts, estimatesOf, firings, total } from "./plan.ts";
import { findings } from "./findings.ts";
import { type Grade, gradeInput, gradeOf } from "./grade.ts";
import { auditTables } from "./tables.ts";

/** What the page and the report show besides findings and tables. No value of the source. */
export const AuditShown = z.object({
  ...Listed.shape,
  /** How often each automation would start, in the order of the list. */
  firings: z.array(z.string()),
  grade: z.object({ letter: z.enum(["A", "B", "C", "D", "E"]), points: z.number(), most: z.number() }),
});

/** Green when the practice's patients can be read, else red. */
export function outcomeOf(facts: AuditFacts, detail: AuditDetail): Outcome {
  const estimates = estimatesOf(facts);
  const grade = gradeOf(gradeInput(facts));
  const found = findings(facts);
  const shown: z.infer<typeof AuditShown> & { grade: Grade } = {
    automations: facts.automations,
    firings: facts.automations.items.map((a) => firings(facts, a.event)),
    grade,
  };
  return {
    state: isReachable(facts) ? "green" : "red",
    verdict: verdict(facts, found.filter((f) => f.severity !== "info").length, grade),
    findings: found,
    tables: auditTables(facts, estimates, grade),
    fingerprint: hashOf([
      detail.resources.map((r) => [r.name, r.reachable, r.fields.map((f) => f.name).sort()]),
      Object.keys(detail.values).sort(),
      detail.questions.map((q) => q.label),
    ]),
    detail: shown,
    internal: { ...detail, estimates },
  };
}

/** What later cells start from; the estimates are added when the map is proposed. */
export function detailOf(
  { moving, leftBehind, values }: Pick<AuditFacts, "moving" | "leftBehind" | "values">,
  carried: Carried,
): AuditDetail {
  const reports = [...moving, ...leftBehind];
  const choices = reports.flatMap((r) =>
    Object.entries(r.choices).map(([field, counts]): [string, [string, number][]] => [
      `${r.name}.${field}`,
      counts,
    ])
  );
  const counted = [...values.counts].map(([name, counts]): [string, [string, number][]] => [
    name,
    [...counts],
  ]);
  return {
    resources: reports.map(({ name, total, reachable, rowsRead, whole, fields }) => ({
      name,
      total,
      reachable,
      rowsRead,
      whole,
      fields,
    })),
    values: Object.fromEntries([...choices, ...counted]),
    questions: [...values.questions.values()].map((q) => {
      const { label, kind, answers } = q;
      const holds = holdsAlways(q);
      return {
        label,
        kind,
        answers,
        ...(holds ? { holds } : {}),
        values: [...q.values],
        forms: [...q.forms],
        profile: answerProfile(q),
      };
    }),
    forms: [...values.forms].map(([name, responses]) => ({ name, responses })),
    carried,
    estimates: [],
  };
}

const isReachable = ({ moving }: AuditFacts): boolean =>
  moving.some((r) => r.name === "patients" && r.reachable);

function verdict(facts: AuditFacts, toRead: number, grade: Grade): string {
  if (!isReachable(facts)) {
    return `PracticeHub has no patients under this address; check ${NAMED.sourceUrl}.`;
  }
  const rows = facts.moving.reduce((sum, r) => sum + r.total, 0);
  const people = facts.records.get("person")?.live ?? 0;
  return `${many(rows, "row")} to move from PracticeHub, ${
    many(total(facts, "patients"), "patient")
  } among them; ` +
    `${many(people, "person", "people")} in Twenty before. Complexity ${grade.letter}; ` +
    `${many(toRead, "warning")} to read.`;
}
