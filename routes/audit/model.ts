import { storedOutcome } from "../../steps/runbook/stored_run.ts";
import { lastRunIn, type Run } from "../../db/runs.ts";
import { acknowledgedBy } from "../../steps/load/automations.ts";
import { GRADES } from "../../steps/audit/grade.ts";
import { AuditShown } from "../../steps/audit/outcome.ts";
import type { Console } from "../../steps/console/console.ts";
import type { Outcome } from "../../steps/runbook/step.ts";
import type { AuditModel, AutomationsModel, ReportModel } from "../../views/audit/model.ts";
import { momentsIn } from "../http/moment.ts";

/** What the audit cell shows besides its outcome, once there is one. */
export async function auditModel(
  console: Console,
  run: Run | undefined,
  outcome: Outcome | undefined,
  mayPress: boolean,
): Promise<AuditModel | undefined> {
  if (!run || !outcome) return undefined;
  const automations = await automationsModel(console, outcome);
  return {
    run: run.number,
    rows: (outcome.findings ?? []).flatMap((f) => f.rows ?? []).reduce((n, r) => n + r.keys.length, 0),
    ...(automations ? { automations } : {}),
    mayPress,
  };
}

async function automationsModel(console: Console, outcome: Outcome): Promise<AutomationsModel | undefined> {
  const shown = AuditShown.safeParse(outcome.detail);
  if (!shown.success || shown.data.automations.items.length === 0) return undefined;
  const { automations, firings } = shown.data;
  const acknowledged = await acknowledgedBy(console.ledger, automations);
  const { targetUrl } = console.settings ?? {};
  return {
    subject: automations.subject,
    items: automations.items.map(({ kind, id, name, event }, i) => ({
      kind,
      name,
      event,
      often: firings[i] ?? "",
      ...(kind === "workflow" && targetUrl
        ? { href: new URL(`/object/workflow/${encodeURIComponent(id)}`, targetUrl).href }
        : {}),
    })),
    ...(acknowledged ? { acknowledged: { ...acknowledged, at: momentsIn(console)(acknowledged.at) } } : {}),
  };
}

/** The newest audit that came to an end, as a page of its own; undefined before the first. */
export async function reportModel(console: Console): Promise<ReportModel | undefined> {
  const run = await lastRunIn(console.ledger, "audit", ["green", "red"]);
  const outcome = run && storedOutcome(run);
  if (!run || !outcome) return undefined;
  const grade = AuditShown.safeParse(outcome.detail).data?.grade;
  const automations = await automationsModel(console, outcome);
  const { practiceName = "", sourceUrl, targetUrl } = console.settings ?? {};
  const host = (url: string | undefined) => url ? new URL(url).host : "";
  return {
    practice: practiceName || host(sourceUrl),
    source: host(sourceUrl),
    target: host(targetUrl),
    run: run.number,
    who: run.who,
    at: momentsIn(console)(run.ended_at ?? run.started_at),
    verdict: outcome.verdict,
    ...(grade
      ? { grade: { ...grade, means: GRADES.find((g) => g.letter === grade.letter)?.means ?? "" } }
      : {}),
    findings: outcome.findings ?? [],
    tables: outcome.tables ?? [],
    ...(automations ? { automations } : {}),
  };
}
