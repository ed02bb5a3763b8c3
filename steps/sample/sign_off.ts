import { lastRunIn, updateRun } from "../../db/runs.ts";
import { insertSignOff, nextSignOffId } from "../../db/approvals.ts";
import { NeedsPersonError, UsageError } from "../base/errors.ts";
import { many } from "../base/words.ts";
import { instant } from "../base/world.ts";
import { currentSample } from "../load/gates.ts";
import type { Kit } from "../runbook/kit.ts";

/**
 * A person approves the sample's diff; the full run may begin.
 *
 * @throws {UsageError} the diff shown is not the newest. @throws {NeedsPersonError} it has mismatches, has values that nothing explains, or is stale.
 */
export async function signOff(kit: Kit, diffHash: string): Promise<void> {
  const current = await currentSample(kit.ledger);
  if (!current || current.diffHash !== diffHash) {
    throw new UsageError("The sample was run again; look at its new diff before signing.");
  }
  if (current.unequal > 0) {
    throw new NeedsPersonError(
      `${many(current.unequal, "field")} differ; a sample is signed only when all are equal.`,
    );
  }
  if (current.unexplained > 0) {
    throw new NeedsPersonError(
      `${
        many(current.unexplained, "value")
      } unexplained; a sample is signed only when every value is accounted for.`,
    );
  }
  if (current.stale) {
    throw new NeedsPersonError("Something the sample depends on has changed; run it again before signing.");
  }
  await approve(kit, diffHash, current.runId);
  const run = await lastRunIn(kit.ledger, "sample", ["waiting"]);
  if (run?.id === current.runId) {
    await kit.ledger.commit({ writes: [updateRun(kit.ledger, run.id, { state: "green" })] });
  }
}

/** Writes down who signed which diff of which run. */
export async function approve(kit: Kit, diffHash: string, runId: number): Promise<void> {
  await kit.ledger.commit({
    writes: [
      insertSignOff(kit.ledger, {
        id: await nextSignOffId(kit.ledger),
        run_id: runId,
        diff_hash: diffHash,
        who: kit.who,
        at: instant(kit.world),
      }),
    ],
    events: [
      kit.log.entry({
        kind: "signed",
        message: `the sample's diff was signed off by ${kit.who}`,
        fields: { diff: diffHash.slice(0, 12) },
      }),
    ],
  });
}
