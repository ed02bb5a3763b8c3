import { z } from "zod";
import { automationsBlock, switchedOffFindings } from "../load/automations.ts";
import type { Desk, Kit } from "../runbook/kit.ts";
import type { Finding, Forecast, Outcome, Prediction, Step } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import { mustBeReady } from "../load/gates.ts";
import { mappingFor } from "../mapping/for_run.ts";
import type { Tally } from "../load/tally.ts";
import { PLURAL, type TargetObject } from "../mapping/vocabulary.ts";
import { rowsPrediction, waitingRows } from "../load/forecast/predict_rows.ts";
import { ONLY, runRows } from "../load/transfer/rows_again.ts";
import { currentSample } from "../load/current_sample.ts";
import { failureFindings, isOutsideTolerance } from "../load/transfer/tolerance.ts";
import { transfer } from "../load/transfer/transfer.ts";
import { counted, transferTables } from "../load/transfer/transfer_tables.ts";
import { countWorkflowRuns } from "../twenty/automations.ts";
import { applyGone, goneTable, goneWords } from "../load/gone.ts";
import { startWatermarks } from "../staging/watermarks.ts";
import { settleRollback } from "../load/settle_rollback.ts";

const Input = z.object(ONLY).strict();

export const fullRun: Step<z.infer<typeof Input>> = {
  id: "full-run",
  title: "Full run",
  purpose: "Moves everything, reads all of it back, and accounts for every source row.",
  reads: [
    "settings",
    "field map",
    "value map",
    "member map",
    "schema",
    "extract",
    "sign-off",
    "rollback",
    "CSV exports",
    "extra objects",
  ],
  writes: [],
  needs: ["sample"],
  input: Input,
  predict,
  forecasts: "everything",
  run,
};

async function predict(desk: Desk, forecast?: Forecast): Promise<Prediction> {
  const sample = await currentSample(desk.ledger);
  const blocked = !sample?.signedBy || sample.stale
    ? "The sample has to be signed off first."
    : await automationsBlock(desk.ledger);
  return { ...await rowsPrediction(desk, forecast), ...(blocked ? { blocked } : {}) };
}

async function run(kit: Kit, { only }: z.infer<typeof Input>): Promise<Outcome> {
  await mustBeReady["full-run"](kit);
  if (only) return await runRows(kit, only);
  const fired = await countWorkflowRuns(kit.target);
  const mapping = await mappingFor(kit);
  await settleRollback(kit);
  // A row that is gone since an earlier run goes first, so that what stays is unlinked from it in this one.
  const removed = await applyGone(kit);
  const tally = await transfer(kit, mapping);
  const sent = { ...kit.target.sent };
  const { tolerance } = kit.settings;
  const workflowRuns = await countWorkflowRuns(kit.target) - fired;
  const lost = await unaccounted(kit, tally);
  const both = [tally, removed];
  const red = both.some((t) => isOutsideTolerance(t, tolerance)) || lost.length > 0;
  // Only when all before it is confirmed, whatever the tolerance.
  if (both.every((t) => t.total("failed") === 0)) await startWatermarks(kit);
  return {
    state: red ? "red" : tally.undecided + removed.undecided > 0 ? "waiting" : "green",
    verdict: `${counted(tally)}${
      goneWords(removed, kit.settings.gonePolicy)
    }; everything written was read back field by field.`,
    findings: [
      ...lost,
      ...both.flatMap((t) => failureFindings(t, tolerance)),
      ...workflowFinding(workflowRuns),
      ...await switchedOffFindings(kit),
    ],
    tables: [...transferTables(tally), ...goneTable(removed, kit.settings.gonePolicy)],
    reconciliation: tally.reconciliation,
    detail: { sent, workflowRuns, tolerance },
  };
}

/** The source rows are counted by themselves, not by what was landed: a row that fell through shows here. */
async function unaccounted(kit: Kit, tally: Tally): Promise<Finding[]> {
  return (await waitingRows(kit)).flatMap(({ object, total }) => {
    const met = tally.reconciliation.find((r) => PLURAL[r.object as TargetObject] === object)?.source ?? 0;
    if (met === total) return [];
    return [{
      id: `unaccounted-${object}`,
      severity: "stop" as const,
      title: `${object}: ${many(total, "source row")}, ${met.toLocaleString("en")} accounted for`,
      detail: "The source rows in the ledger and the records of this run do not add up.",
      action: "Run the cell again; if it stays, do not cut over.",
    }];
  });
}

function workflowFinding(runs: number): Finding[] {
  if (runs <= 0) return [];
  return [{
    id: "workflow-runs",
    severity: "warning",
    title: `${runs.toLocaleString("en")} workflow runs were set off`,
    detail: "Active workflows of the workspace started on the records that were created.",
    action: "Look at what they did under Workflows in Twenty, and deactivate them before moving more.",
  }];
}
