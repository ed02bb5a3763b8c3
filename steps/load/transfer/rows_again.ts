import { z } from "zod";
import { countFailedRows, failedRows } from "../../../db/failed_rows.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { newestWholeRun } from "../../../db/runs.ts";
import type { Console } from "../../console/console.ts";
import { NeedsPersonError, UsageError } from "../../base/errors.ts";
import { currentVersions } from "../../runbook/inputs.ts";
import type { Kit } from "../../runbook/kit.ts";
import { changedInputs } from "../../runbook/runbook.ts";
import type { Active } from "../../runbook/runner.ts";
import { wentThrough } from "../../runbook/standing.ts";
import type { Outcome } from "../../runbook/step.ts";
import { many } from "../../base/words.ts";
import { type MovingStep, mustBeReady } from "../gates.ts";
import { mappingFor } from "../../mapping/for_run.ts";
import { TARGET_OBJECTS } from "../../mapping/vocabulary.ts";
import { transfer } from "./transfer.ts";
import { counted, transferTables } from "./transfer_tables.ts";

/** Rows that one run takes at most; where more failed, the cause is one and everything is run again. */
export const MOST_ROWS = 10_000;

const RowKey = z.string().regex(/^[a-z_]+\/\d{1,15}$/, "names no row, which would read like patients/12");

/** Part of the input of a step that moves rows: only these, or those that failed. Absent: everything. */
export const ONLY = {
  only: z.union([z.literal("failed"), z.array(RowKey).min(1).max(MOST_ROWS)]).optional(),
};
export type Only = NonNullable<z.infer<z.ZodObject<typeof ONLY>>["only"]>;

export const countFailed = (ledger: Ledger): Promise<number> => countFailedRows(ledger, TARGET_OBJECTS);
export const listFailed = (ledger: Ledger, limit: number) => failedRows(ledger, TARGET_OBJECTS, limit);

/**
 * Starts the step on some rows only. What stands in the way is said before a run is begun, so that it leaves no mark on
 * the cell.
 *
 * @throws {NeedsPersonError} everything has to be run first, or again. @throws {BusyError} @throws {UsageError}
 */
export async function startRows(console: Console, id: MovingStep, who: string, only: Only): Promise<Active> {
  const kit = await console.kit(who);
  await mustBeReady[id](kit);
  await mustStandOnWhole(console, id);
  if (only === "failed" && await countFailed(console.ledger) === 0) {
    throw new UsageError("No row stands as failed, so nothing was run.");
  }
  return await console.runner.start(console.step(id), { who, input: { only } });
}

/** Single rows complete a run of everything; by other maps they would be other records than the rest. */
async function mustStandOnWhole(console: Console, id: MovingStep): Promise<void> {
  const step = console.step(id);
  const title = step.title.toLowerCase();
  const whole = await newestWholeRun(console.ledger, id);
  if (!whole || !wentThrough(whole)) {
    throw new NeedsPersonError(
      `Let the ${title} go through everything first; then single rows can be run again.`,
    );
  }
  const changed = changedInputs(step, whole, await currentVersions(console.ledger));
  if (changed.length > 0) {
    throw new NeedsPersonError(
      `The ${
        changed.join(" and the ")
      } changed since the ${title} ran; run all of it again, not single rows.`,
    );
  }
}

/** Moves these rows alone: planned, sent, read back and counted like any others. Touches no watermark. */
export async function runRows(kit: Kit, only: Only): Promise<Outcome> {
  const keys = only === "failed" ? (await listFailed(kit.ledger, MOST_ROWS)).map((r) => r.source_key) : only;
  const tally = await transfer(kit, await mappingFor(kit), { only: byResource(keys) });
  const failed = tally.total("failed") > 0;
  return {
    state: failed ? "red" : tally.undecided > 0 ? "waiting" : "green",
    verdict: `Only ${many(keys.length, "row")}: ${counted(tally)}; read back field by field. ` +
      "No other row was looked at: run everything again to account for all.",
    tables: transferTables(tally),
    reconciliation: tally.reconciliation,
    detail: { rows: keys.length },
  };
}

function byResource(keys: readonly string[]): Map<string, number[]> {
  const ids = new Map<string, number[]>();
  for (const key of new Set(keys)) {
    const [resource = "", id = ""] = key.split("/");
    ids.set(resource, [...ids.get(resource) ?? [], Number(id)]);
  }
  return ids;
}
