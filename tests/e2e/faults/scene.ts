import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { openLedger } from "../../../db/open.ts";
import type { Consent } from "../../../steps/runbook/kit.ts";
import type { StepId } from "../../../steps/runbook/step.ts";
import type { FaultOrder } from "../../support/simulators.ts";
import { openStage, type Ran, type Stage, told } from "../../support/stage.ts";
import { inLedger, read, type Shown } from "../review/ground.ts";

/** As few patients as have everything that a practice has, and several pages of most of it. */
export const SIZE = { patients: 5, quirks: { "page-size-cap": 8 } };

/** Everything that records are written to, parents first. */
export const BATCHES = [
  "companies",
  "people",
  "opportunities",
  "appointments",
  "notes",
  "noteTargets",
  "attachments",
];

/** Strikes as long as the run lasts. */
export const ENDLESS = 999;

/** Across a network where it is the network that fails. */
export const openScene = (wire = false): Promise<Stage> => openStage({ ...SIZE, wire });

/** Runs with the faults waiting; when the run ends green all of them have to have struck. */
export async function struck(
  stage: Stage,
  where: "source" | "target",
  faults: readonly FaultOrder[],
  steps: readonly StepId[],
  consent: Partial<Consent> = {},
): Promise<Ran> {
  for (const fault of faults) await stage.simulators.fault(where, fault);
  const ran = await stage.run(steps, consent);
  const endless = faults.some((fault) => (fault.times ?? 1) === ENDLESS);
  if (ran.code === 0 && !endless) {
    assertEquals(await stage.simulators.waitingFaults(where), 0, "a fault has not struck");
  }
  await stage.simulators.clearFaults();
  return ran;
}

/** The run ended otherwise than green, in a sentence that holds these words. */
export function endedSaying(ran: Ran, ...words: readonly string[]): void {
  assertNotEquals(ran.code, 0, told(ran));
  for (const word of words) assert(ran.last.verdict.includes(word), `“${word}” is not in: ${told(ran)}`);
  assert(!/fault in Handover|undefined/.test(ran.last.verdict), ran.last.verdict);
}

/** Some line of the log holds these words. */
export function logged(ran: Ran, words: string): void {
  const messages = ran.lines.flatMap((line) => JSON.parse(line).event?.message ?? []);
  assert(
    messages.some((m: string) => m.includes(words)),
    `“${words}” is not in the log:\n${messages.join("\n")}`,
  );
}

/** Running again ends green, with everything in its place by a reader of its own and nothing open in the ledger. */
export async function finishes(
  stage: Stage,
  steps: readonly StepId[],
  consent: Partial<Consent> = {},
): Promise<Ran> {
  const again = await stage.run(steps, consent);
  assertEquals(again.code, 0, told(again));
  assertEquals(await read(stage), []);
  await evidenceHolds(stage);
  assertEquals(await openEffects(stage), 0);
  return again;
}

/** How many effects wait to be settled. */
export async function openEffects(stage: Stage): Promise<number> {
  return Number((await effectStates(stage))["sent"] ?? 0);
}

/** How many effects stand in which state. */
export async function effectStates(stage: Stage): Promise<Record<string, number>> {
  const rows = await inLedger(stage, "select state, count(*) as n from effect group by state order by state");
  return Object.fromEntries(rows.map((r) => [String(r["state"]), Number(r["n"])]));
}

/**
 * What has to hold at any moment, also of a run that was cut off: the chains are whole, each effect's last transition
 * says its state, and no record of ours is in Twenty whose intent is not in the ledger.
 */
export async function evidenceHolds(stage: Stage): Promise<void> {
  await (await openLedger({ url: stage.ledgerPath, mode: "read" })).close();
  assertEquals(
    await inLedger(
      stage,
      `select e.id, e.state, t.state as told from effect e left join effect_transition t
        on t.seq = (select max(seq) from effect_transition where effect_id = e.id)
        where t.state is null or t.state <> e.state or t.payload_hash <> e.payload_hash`,
    ),
    [],
  );
  const intended = new Set(
    (await inLedger(stage, "select distinct target_id from effect")).map((r) => r["target_id"]),
  );
  assertEquals((await madeByKey(stage)).filter((id) => !intended.has(id)), []);
}

/** Ids of the records that were made with an API key: ours. */
async function madeByKey({ simulators }: Stage): Promise<string[]> {
  const { records } = JSON.parse(await simulators.dump()) as {
    records: Record<string, { id: string; createdBy?: { source?: string } }[]>;
  };
  return Object.values(records).flat().filter((row) => row.createdBy?.source === "API").map((row) => row.id);
}

/** The plan of a rollback, shown and not carried out. */
export async function planned(stage: Stage): Promise<Shown> {
  const shown = await stage.run(["rollback"]);
  assertEquals(shown.code, 3, told(shown));
  return (shown.last.detail as { plan: Shown }).plan;
}
