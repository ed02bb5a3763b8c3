import { storedOutcome } from "../../steps/runbook/stored_run.ts";
import { codesIn, valueIn } from "../../db/stored.ts";
import { Hono } from "hono";
import { NeedsPersonError } from "../../steps/base/errors.ts";
import {
  ReconciliationPaper,
  type ReconciliationPaperModel,
} from "../../views/papers/reconciliation_paper.tsx";
import {
  type PaperField,
  type PaperRecord,
  SamplePaper,
  type SamplePaperModel,
} from "../../views/papers/sample_paper.tsx";
import { PAPER_STYLE } from "../http/assets.ts";
import type { Deps, Env } from "../deps.ts";
import { z } from "zod";
import { countDiffs, type DiffRow, findDiffs } from "../../db/diffs.ts";
import { canonical, sha256 } from "../../db/hash.ts";
import { findRun, isPart, lastRunIn, type Run, runsSinceWhole } from "../../db/runs.ts";
import { latestSignOff } from "../../db/approvals.ts";
import { whyWords } from "../../steps/accounting/words.ts";
import type { CellStatus } from "../../steps/runbook/runbook.ts";
import type { Outcome, Step } from "../../steps/runbook/step.ts";
import { instant } from "../../steps/base/world.ts";
import { compared } from "../../steps/twenty/compare.ts";
import type { Approval, PaperHead } from "../../views/papers/paper.tsx";
import { plural } from "../../views/ui/numbers.ts";
import type { CurrentSample } from "../../steps/load/gates.ts";
import { zoneOf } from "../http/moment.ts";
import { sameDiff } from "../sample/model.ts";

/** What is printed and signed. The sample's holds patients' values, as the page does. */
export function paperRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/print/sample", async (c) => {
    const model = await samplePaper(deps);
    if (!model) throw new NeedsPersonError("There is no sample to print yet; run that cell first.");
    return c.html(<SamplePaper model={model} style={PAPER_STYLE} />);
  });

  for (const id of RECONCILED) {
    app.get(`/print/${id}`, async (c) => {
      const model = await reconciliationPaper(deps, id);
      if (!model) throw new NeedsPersonError("There are no figures to print yet; run that cell first.");
      return c.html(<ReconciliationPaper model={model} style={PAPER_STYLE} />);
    });
  }

  return app;
}

/** Cells whose figures are signed on paper. */
export const RECONCILED = ["full-run", "delta"] as const;
type Reconciled = typeof RECONCILED[number];

/** Rows of the diff that are read at once. */
const PAGE_ROWS = 1_000;
const Tolerated = z.object({ tolerance: z.number() });

/** The newest sample that came to its end, to be printed; undefined before the first. */
async function samplePaper(deps: Deps): Promise<SamplePaperModel | undefined> {
  const { ledger } = deps.console;
  const sample = await deps.decisions.currentSample(ledger);
  const run = sample && await findRun(ledger, sample.runId);
  const outcome = run && storedOutcome(run);
  if (!sample || !run || !outcome) return undefined;
  const records = await recordsOf(deps, run.id);
  return {
    head: headOf(deps, deps.console.step("sample"), run, {
      of: "SHA-256 of the diff",
      value: sample.diffHash,
    }),
    approval: await approvalOf(deps, sample),
    verdict: outcome.verdict,
    counts: await countDiffs(ledger, run.id),
    objects: [...Map.groupBy(records, ({ object }) => object)]
      .map(([object, its]) => ({ object, records: its })),
    tables: tablesOf(outcome).filter(({ id }) => id !== "by-field"),
  };
}

/** The figures of the newest run of everything that came to its end; undefined before the first. */
async function reconciliationPaper(
  deps: Deps,
  id: Reconciled,
): Promise<ReconciliationPaperModel | undefined> {
  const { console } = deps;
  const run = await lastRunIn(console.ledger, id, ["green", "waiting", "red"]);
  const outcome = run && storedOutcome(run);
  if (!run?.outcome || !outcome?.reconciliation) return undefined;
  const status = (await console.statuses()).find(({ step }) => step === id);
  const detail = Tolerated.safeParse(outcome.detail);
  const hash = { of: "SHA-256 of the outcome", value: sha256(run.outcome) };
  const hindrance = hindranceOf(run, status);
  return {
    head: headOf(deps, console.step(id), run, hash),
    approval: { paperOnly: true, hindrance },
    verdict: outcome.verdict,
    tolerance: detail.success ? detail.data.tolerance : console.settings?.tolerance ?? 0,
    rows: outcome.reconciliation,
    tables: tablesOf(outcome),
    findings: outcome.findings ?? [],
    since: (await runsSinceWhole(console.ledger)).filter((r) => r.step === id && r.id > run.id && isPart(r))
      .map((r) => ({
        run: r.number,
        at: r.ended_at ?? r.started_at,
        verdict: storedOutcome(r)?.verdict ?? "no outcome.",
      })),
  };
}

function headOf({ console }: Deps, step: Step, run: Run, hash: PaperHead["hash"]): PaperHead {
  const { practiceName = "", sourceUrl = "", targetUrl = "" } = console.settings ?? {};
  return {
    title: step.title,
    practice: practiceName || sourceUrl,
    source: sourceUrl,
    target: targetUrl,
    run: run.number,
    who: run.who,
    at: run.ended_at ?? run.started_at,
    madeAt: instant(console.world),
    zone: zoneOf(console),
    hash,
    back: `/#cell-${step.id}`,
  };
}

async function approvalOf({ console }: Deps, sample: CurrentSample): Promise<Approval> {
  if (sample.stale) {
    return {
      hindrance: "Something that the sample depends on has changed since: run it again, then print it.",
    };
  }
  if (sample.unequal > 0) {
    return {
      hindrance: `${plural(sample.unequal, "field")} of this sample ${
        sample.unequal === 1 ? "is" : "are"
      } not equal. Change the map or the record, run the sample again, and print that.`,
    };
  }
  if (sample.unexplained > 0) {
    return {
      hindrance: `${plural(sample.unexplained, "value")} of this sample ${
        sample.unexplained === 1 ? "is" : "are"
      } unexplained. Map or ignore the attributes that the findings name, run the sample again, and print that.`,
    };
  }
  const signOff = await latestSignOff(console.ledger);
  if (!sample.signedBy || signOff?.diff_hash !== sample.diffHash) return {};
  const sameAs = await sameDiff(console.ledger, sample);
  return { signed: { who: signOff.who, at: signOff.at, sameAs } };
}

/** Single rows that were run again may have made the cell worse than the run that is printed. */
function hindranceOf(run: Run, status: CellStatus | undefined): string | undefined {
  const state = status?.run?.id === run.id ? status.state : "stale";
  if (state === "green") return undefined;
  if (state === "waiting") {
    return "This run waits for decisions about conflicts: decide them and run it again.";
  }
  if (state === "stale") {
    return "Something has changed since this run, or another has begun: print the newest.";
  }
  return "This cell is red: mend what stands in the way, as said above, and run it again.";
}

/** What became of the rows of the run, with reasons; the list of resources read belongs to the log. */
const tablesOf = ({ tables = [] }: Outcome) => tables.filter(({ id }) => id !== "sweep");

async function recordsOf({ console }: Deps, run: number): Promise<(PaperRecord & { object: string })[]> {
  const records: (PaperRecord & { object: string })[] = [];
  for (let offset = 0;; offset += PAGE_ROWS) {
    const rows = await findDiffs(console.ledger, { run, offset, limit: PAGE_ROWS });
    for (const row of rows) {
      const last = records.at(-1);
      if (last?.targetId === row.target_id && last.object === row.object) last.fields.push(fieldOf(row));
      else {
        records.push({
          object: row.object,
          sourceKey: row.source_key,
          targetId: row.target_id,
          fields: [fieldOf(row)],
        });
      }
    }
    if (rows.length < PAGE_ROWS) return records;
  }
}

/** An equal value from Twenty has only the parts that were compared; one that differs is shown whole. */
function fieldOf({ field, sources, expected, found, equal, fate, reasons }: DiffRow): PaperField {
  const isEqual = equal === 1;
  const part = isEqual && found !== null && expected !== null
    ? canonical(compared(valueIn(expected), valueIn(found)))
    : found;
  const why = codesIn(reasons).map(whyWords);
  return { field, sources, mapped: expected, found: part, equal: isEqual, fate, why };
}
