import { openLedger } from "../../db/open.ts";
import { forecast } from "../../steps/load/forecast/forecast.ts";
import { DECIDED, whatThePlanSays } from "../crash/journeys.ts";
import { TINY } from "../crash/tiny_practice.ts";
import { ENDS, goOn, IMAGES, oldStage } from "../db/old_ledgers.ts";
import { InProcessStage } from "../support/in_process.ts";
import type { Stage } from "../support/stage.ts";

/** Everything that conflicts, edits that were written over, rollbacks and forecasts come to, less what is said of it. */
export async function scenes(): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const which of Object.keys(ENDS)) {
    const { stage, ran } = await goOn(which);
    await using _ = stage;
    const { state, reconciliation } = ran.last;
    all[which] = { code: ran.code, state, reconciliation, ...await left(stage) };
  }
  for (const name of Object.keys(IMAGES)) {
    await using stage = await oldStage(name);
    all[`${name} forecast`] = await foreseen(stage);
  }
  await using stage = await InProcessStage.open(TINY);
  await DECIDED.prepare(stage);
  all["a new migration"] = [await foreseen(stage), await ledgerOf(stage)];
  const delta = await stage.run(DECIDED.steps);
  all["its delta"] = [delta.code, delta.last.reconciliation, await ledgerOf(stage)];
  const rollback = await stage.run(["rollback"], await whatThePlanSays(stage));
  all["its rollback"] = [rollback.code, rollback.last.state, await ledgerOf(stage)];
  return all;
}

async function foreseen(stage: Stage): Promise<unknown> {
  const console = await stage.console();
  const desk = console.desk();
  const counted = desk && await forecast(desk, "everything");
  await console.ledger.close();
  if (!counted) return undefined;
  // Reasons are in words; how many rows each is about is not.
  return {
    ...counted,
    reasons: counted.reasons.map(({ object, verdict, count }) => [object, verdict, count]),
  };
}

const left = async (stage: Stage) => ({
  ...await ledgerOf(stage),
  store: JSON.parse(await stage.simulators.dump()),
});

/** States and codes, which nothing that is said may change. */
async function ledgerOf(stage: Stage): Promise<Record<string, unknown[]>> {
  const { db, close } = await openedLedger(stage);
  const effects = await db.selectFrom("effect").orderBy("id").select([
    "id",
    "kind",
    "target_id",
    "source_key",
    "payload_hash",
    "prior",
    "state",
    "code",
    "skip",
    "over_edit",
    "worked_on",
    "fields",
    "remarks",
  ]).where("object", "not in", ["file", "attachment", "schema"]).execute();
  const conflicts = await db.selectFrom("conflict").orderBy("target_id")
    .select(["target_id", "code", "take", "wanted_hash"]).execute();
  const rows = await db.selectFrom("rollback_row").orderBy("run_id").orderBy("target_id")
    .select(["run_id", "target_id", "bucket", "code", "restored"]).execute();
  await close();
  return { effects, conflicts, rows };
}

async function openedLedger({ ledgerPath }: Stage) {
  const ledger = await openLedger({ url: ledgerPath, mode: "read" });
  return { db: ledger.db, close: () => ledger.close() };
}
