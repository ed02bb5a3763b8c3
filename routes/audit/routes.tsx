import { storedOutcome } from "../../steps/runbook/stored_run.ts";
import { Hono } from "hono";
import { z } from "zod";
import { findRunByNumber, lastRunIn } from "../../db/runs.ts";
import { csvLines } from "../../steps/csv/cells.ts";
import { acknowledgeAutomations } from "../../steps/load/automations.ts";
import { NeedsPersonError, UsageError } from "../../steps/base/errors.ts";
import type { Finding, StepId } from "../../steps/runbook/step.ts";
import { SEVERITY_WORDS } from "../../views/findings/list.tsx";
import { StepName } from "../cell/routes.ts";
import type { Deps, Env } from "../deps.ts";
import { parse, readForm } from "../http/forms.ts";
import { reply } from "../http/reply.tsx";
import { auditReport, REPORT_CSP } from "./report.tsx";
import { RunNumber } from "../runs/routes.tsx";

const Form = z.object({ subject: z.string().min(1, "names no list; reload the page") });
const Wanted = z.string().max(100).optional().catch(undefined);

/** What is taken away from the audit: the report, and the rows behind its findings; and that its list was read. */
export function auditRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;

  const newestFindings = async (id: StepId) => {
    const run = await lastRunIn(console.ledger, id, ["green", "red", "waiting"]);
    const findings = (run && storedOutcome(run))?.findings;
    if (!findings) throw new NeedsPersonError("This cell has not run yet, so there are no rows.");
    return findings;
  };

  const findingsOf = async (id: StepId, n: number) => {
    const run = await findRunByNumber(console.ledger, id, n);
    if (!run) throw new UsageError(`This cell has no run ${n}; its runs are listed in its history.`);
    return storedOutcome(run)?.findings ?? [];
  };

  app.get("/cells/audit/report.html", async (c) => {
    const page = await auditReport(console);
    c.header("Content-Security-Policy", `${REPORT_CSP}; frame-ancestors 'none'`);
    c.header("Content-Disposition", 'inline; filename="audit.html"');
    return c.html(page);
  });

  app.get("/cells/:step/rows.csv", async (c) => {
    const id = parse(StepName, c.req.param("step"));
    const n = c.req.query("run");
    const findings = n === undefined ? await newestFindings(id) : await findingsOf(id, parse(RunNumber, n));
    const wanted = Wanted.parse(c.req.query("finding"));
    c.header("Content-Type", "text/csv; charset=utf-8");
    const name = n === undefined ? id : `${id}-run-${Number(n)}`;
    c.header("Content-Disposition", `attachment; filename="${name}-rows.csv"`);
    return c.body(rowsOf(findings.filter((f) => wanted === undefined || f.id === wanted)));
  });

  app.post("/audit/acknowledge", async (c) => {
    const { subject } = await readForm(c, Form);
    await acknowledgeAutomations(await console.kit(c.get("session").name), subject);
    deps.feed.changed();
    return reply(c, "audit");
  });

  return app;
}

const HEADER = ["Finding", "Severity", "What", "Field", "Row", "What becomes of it"];

/** One line for each row that a finding is about. */
function rowsOf(findings: readonly Finding[]): string {
  const lines = findings.flatMap((f) =>
    (f.rows ?? []).flatMap(({ field, keys }) =>
      keys.map((key) => [f.id, SEVERITY_WORDS[f.severity], f.title, field, key, f.detail])
    )
  );
  return csvLines([HEADER, ...lines]);
}
