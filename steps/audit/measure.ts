import { type Estimate, estimate } from "../profile/estimate.ts";
import { ruleOf } from "../mapping/remarks.ts";
import type { AuditFacts } from "./facts.ts";
import { total } from "./facts.ts";
import type { GradeInput } from "./grade.ts";
import { landedRows, locationIds, planOf } from "./plan.ts";

/** The facts as the numbers that estimates and grade are made of. */
export function estimatesOf(facts: AuditFacts): Estimate[] {
  const plans = planOf(facts);
  return estimate({
    rows: new Map(facts.moving.filter((r) => r.reachable).map((r) => [r.name, r.total])),
    landed: new Map(plans.map((p) => [p.object, landedRows(facts, p)])),
    files: total(facts, "files"),
    fileBytes: fileBytes(facts),
    objectsToMake: plans.filter((p) => !p.there).length,
    fieldsToMake: plans.reduce((n, p) => n + p.make.length, 0),
    inTarget: [...facts.records.values()].reduce((n, r) => n + r.live + r.deleted, 0),
    intervalMs: facts.settings.sourceIntervalMs,
    requestsPerMinute: facts.settings.targetRequestsPerMinute,
  });
}

export function gradeInput(facts: AuditFacts): GradeInput {
  const plans = planOf(facts);
  const before = (name: string) => {
    const counts = facts.records.get(name);
    return (counts?.live ?? 0) + (counts?.deleted ?? 0);
  };
  return {
    rows: facts.moving.reduce((n, r) => n + r.total, 0),
    objectsToMake: plans.filter((p) => !p.there).length,
    fieldsToMake: plans.reduce((n, p) => n + p.make.length, 0),
    values: facts.proposedValues,
    formQuestions: facts.values.questions.size,
    losses: losses(facts),
    files: total(facts, "files"),
    practitioners: total(facts, "practitioners"),
    locations: locationIds(facts).length,
    notMoving: facts.moving.filter((r) => !r.reachable).length +
      facts.leftBehind.filter((r) => r.reachable && r.total > 0).length,
    inTarget: before("person") + before("company"),
    automations: facts.automations.items.length,
  };
}

/** What was counted in three pages stands for the whole resource; of what stays behind nothing is lost. */
function losses(facts: AuditFacts): number {
  return Math.round(
    facts.issues.filter((i) => ruleOf(i.rule).severity === "warning").reduce((sum, issue) => {
      const report = facts.moving.find((r) => r.name === issue.resource);
      return report && report.rowsRead > 0 ? sum + issue.count * report.total / report.rowsRead : sum;
    }, 0),
  );
}

/** The size of the files that were looked at, stretched to all of them. */
function fileBytes({ moving, values }: AuditFacts): number {
  const files = moving.find((r) => r.name === "files");
  return files && files.rowsRead > 0 ? values.fileBytes * files.total / files.rowsRead : 0;
}
