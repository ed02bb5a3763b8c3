import { z } from "zod";
import { countDiffs, type DiffRow, insertDiffs } from "../../db/diffs.ts";
import { canonical, hashOf } from "../../db/hash.ts";
import type { Ledger } from "../../db/ledger.ts";
import { lastRunIn } from "../../db/runs.ts";
import { insertSignOff, latestSignOff, nextSignOffId } from "../../db/sign_offs.ts";
import { automationsBlock, mustBeAcknowledged } from "../load/automations.ts";
import { currentSample, SAMPLE_READS } from "../load/current_sample.ts";
import { NeedsPersonError, UsageError } from "../base/errors.ts";
import type { Desk, Kit } from "../runbook/kit.ts";
import { mustBeCurrent } from "../runbook/needs.ts";
import type { Forecast, Outcome, Prediction, Step } from "../runbook/step.ts";
import type { Landed } from "../load/wanted.ts";
import { instant } from "../base/world.ts";
import { forecastWords, gistOf, triedBefore } from "../load/forecast/words.ts";
import { mappingFor } from "../mapping/for_run.ts";
import type { Target } from "../mapping/target.ts";
import { settleRollback } from "../load/settle_rollback.ts";
import { selectSample } from "../load/forecast/select_sample.ts";
import { transfer } from "../load/transfer/transfer.ts";
import { counted, transferTables } from "../load/transfer/transfer_tables.ts";
import { holds } from "../twenty/compare.ts";
import { many } from "../base/words.ts";

export const sample: Step<Record<string, never>> = {
  id: "sample",
  title: "Sample",
  purpose: "Moves a few hundred records, reads them back and shows every field, for a person to sign.",
  reads: SAMPLE_READS,
  writes: [],
  needs: ["schema", "members", "extract"],
  input: z.object({}).strict(),
  predict,
  forecasts: "sample",
  run,
};

async function predict(desk: Desk, forecast?: Forecast): Promise<Prediction> {
  const chosen = await selectSample(desk.ledger);
  const rows = [...chosen.values()].reduce((n, ids) => n + ids.length, 0);
  if (rows <= 1) return { sentence: "Would move a sample.", blocked: "Nothing is extracted yet." };
  const blocked = await automationsBlock(desk.ledger);
  const patients = many(chosen.get("patients")?.length ?? 0, "patient");
  const counted = forecast
    ? {
      sentence: `Would take ${many(rows, "source row")}, ${patients} with what belongs to them: ${
        forecastWords(forecast, desk.settings.gonePolicy)
      }.${triedBefore(forecast)}`,
      gist: gistOf(forecast),
      forecast,
    }
    : { sentence: `Would move ${many(rows, "source row")}, ${patients} with what belongs to them.` };
  return { ...counted, ...(blocked ? { blocked } : {}) };
}

async function run(kit: Kit): Promise<Outcome> {
  await mustBeCurrent(kit, ["schema", "members", "extract"]);
  await mustBeAcknowledged(kit);
  await settleRollback(kit);
  const mapping = await mappingFor(kit);
  const only = await selectSample(kit.ledger);
  const tally = await transfer(kit, mapping, {
    only,
    onLanded: (targets, landed) =>
      kit.ledger.commit({ writes: insertDiffs(kit.ledger, diffRows(kit.run, targets, landed)) }),
  });
  const counts = await countDiffs(kit.ledger, kit.run);
  const unequal = counts.reduce((n, c) => n + c.unequal, 0);
  const fields = counts.reduce((n, c) => n + c.fields, 0);
  const diffHash = await hashOfDiff(kit.ledger, kit.run);
  const bad = unequal + tally.total("failed");
  if (bad === 0 && kit.consent.signOff) await writeSignOff(kit, diffHash, kit.run);
  const signed = (await latestSignOff(kit.ledger))?.diff_hash === diffHash;
  return {
    state: bad > 0 ? "red" : signed ? "green" : "waiting",
    verdict:
      `${many(fields, "field")} of ${many(counts.reduce((n, c) => n + c.records, 0), "record")} read back, ` +
      (unequal > 0 ? `${unequal.toLocaleString("en")} different` : "all equal") +
      `; ${counted(tally)}.`,
    tables: transferTables(tally),
    reconciliation: tally.reconciliation,
    fingerprint: diffHash,
    detail: { diffHash, unequal, fields },
  };
}

/** One row a field: what the source held, what the record should hold, what it was read to hold. */
function diffRows(run: number, targets: readonly Target[], landed: readonly Landed[]): DiffRow[] {
  const byId = new Map(landed.map((l) => [l.wanted.id, l]));
  return targets.flatMap((target) => {
    const result = byId.get(target.id);
    // A record that people worked on is no sample of what we write: it is a conflict, and counted as one.
    if (!result || target.skip || result.verdict === "conflict") return [];
    return Object.entries(result.wanted.fields).map(([field, expected]): DiffRow => {
      const found = result.found?.[field] ?? null;
      return {
        run_id: run,
        object: target.object,
        target_id: target.id,
        source_key: target.sourceKey,
        field,
        source_value: target.source[field] === undefined ? null : canonical(target.source[field]),
        expected: canonical(expected),
        found: result.found ? canonical(found) : null,
        equal: result.found && holds(expected, found) && !result.differing.includes(field) ? 1 : 0,
      };
    });
  });
}

/** What a sign-off is bound to: every expected and found value of the run's diff. */
async function hashOfDiff(ledger: Ledger, run: number): Promise<string> {
  const rows = await ledger.db.selectFrom("diff").select(["target_id", "field", "expected", "equal"])
    .where("run_id", "=", run).orderBy("target_id").orderBy("field").execute();
  return hashOf(rows);
}

/**
 * A person approves the sample's diff; the full run may begin.
 *
 * @throws {UsageError} the diff shown is not the newest. @throws {NeedsPersonError} it has mismatches or is stale.
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
  if (current.stale) {
    throw new NeedsPersonError("Something the sample depends on has changed; run it again before signing.");
  }
  await writeSignOff(kit, diffHash, current.runId);
  const run = await lastRunIn(kit.ledger, "sample", ["waiting"]);
  if (run?.id === current.runId) {
    await kit.ledger.commit({
      writes: [kit.ledger.db.updateTable("run").set({ state: "green" }).where("id", "=", run.id)],
    });
  }
}

async function writeSignOff(kit: Kit, diffHash: string, runId: number): Promise<void> {
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
