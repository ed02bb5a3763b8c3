import { z } from "zod";
import { mustBeReady } from "../load/gates.ts";
import { applyGone } from "../load/gone.ts";
import { settleRollback } from "../load/destroy.ts";
import { ONLY, runRows } from "../load/transfer/rows_again.ts";
import { transfer } from "../load/transfer/transfer.ts";
import { mappingFor } from "../mapping/mapping.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Outcome } from "../runbook/step.ts";
import { startWatermarks } from "../staging/watermarks.ts";
import { countWorkflowRuns } from "../twenty/automations.ts";
import { outcomeOf } from "./outcome.ts";

export const Input = z.object(ONLY).strict();

/** Moves everything, or the rows that the input names, and starts the watermarks when nothing failed. */
export async function run(kit: Kit, { only }: z.infer<typeof Input>): Promise<Outcome> {
  await mustBeReady["full-run"](kit);
  if (only) return await runRows(kit, only);
  const fired = await countWorkflowRuns(kit.target);
  const mapping = await mappingFor(kit);
  await settleRollback(kit);
  // A row that is gone since an earlier run goes first, so that what stays is unlinked from it in this one.
  const removed = await applyGone(kit);
  const tally = await transfer(kit, mapping);
  // Before the workflow runs are counted, which takes requests too.
  const sent = { ...kit.target.sent };
  const workflowRuns = await countWorkflowRuns(kit.target) - fired;
  // Only when all before it is confirmed, whatever the tolerance.
  if (tally.total("failed") + removed.total("failed") === 0) await startWatermarks(kit);
  return await outcomeOf(kit, { tally, removed, workflowRuns, sent });
}
