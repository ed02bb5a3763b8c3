import { assert, assertEquals } from "@std/assert";
import type { CommitHook } from "../../../db/ledger.ts";
import type { StepId } from "../../../steps/runbook/step.ts";
import { type Ran, runOn, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { endedSaying, evidenceHolds, finishes, openScene, planned } from "./scene.ts";

/** What SQLite says, and what an operating system says to it. */
const FULL = ["SQLITE_FULL: database or disk is full", "ENOSPC: no space left on device"] as const;

/** A disk on which the first so many commits find room, and none after them. */
class Disk {
  commits = 0;
  constructor(readonly room: number, readonly says: string = FULL[0]) {}

  readonly hook: CommitHook = async (write) => {
    if (++this.commits > this.room) throw new Error(this.says);
    await write();
  };
}

async function runOnDisk(
  stage: Stage,
  disk: Disk,
  steps: readonly StepId[],
  rollbackCount?: number,
): Promise<Ran> {
  const console = await stage.console({ hook: disk.hook });
  try {
    return await runOn(console, steps, rollbackCount === undefined ? {} : { rollbackCount });
  } finally {
    console.ledger.client.close();
  }
}

/** What has happened before the step during which the disk fills. */
const JOURNEYS: readonly [step: StepId, before: readonly StepId[]][] = [
  ["audit", []],
  ["schema", ["audit"]],
  ["extract", ["audit", "schema", "members"]],
  ["sample", ["audit", "schema", "members", "extract", "schema"]],
  ["full-run", ["audit", "schema", "members", "extract", "schema", "sample"]],
  ["delta", TO_FULL_RUN],
];

for (const [step, before] of JOURNEYS) {
  for (const [share, says] of [[0.3, FULL[0]], [0.8, FULL[1]]] as const) {
    Deno.test(`a disk that fills after ${share} of the commits of ${step}: it says so, writes nothing that the ledger does not know, and finishes`, async () => {
      const needed = await commitsOf(step, before);
      await using stage = await openScene();
      await prepared(stage, step, before);
      const disk = new Disk(Math.max(2, Math.floor(needed * share)), says);
      const ran = await runOnDisk(stage, disk, [step]);
      endedSaying(ran, "No room left on the disk", stage.ledgerPath, "run again");
      await evidenceHolds(stage);
      await finishes(stage, step === "delta" ? ["delta"] : TO_FULL_RUN);
    });
  }
}

async function prepared(stage: Stage, step: StepId, before: readonly StepId[]): Promise<void> {
  if (before.length > 0) assertEquals((await stage.run(before)).code, 0);
  if (step !== "delta") return;
  const { patients = [], appointments = [] } = await stage.simulators.practice();
  await stage.simulators.putRow("patients", { ...patients.at(-1), first_name: "Changed" });
  await stage.simulators.deleteRow("appointments", appointments.at(-1)?.id ?? 0);
}

/** How many commits the step needs where there is room. */
async function commitsOf(step: StepId, before: readonly StepId[]): Promise<number> {
  await using stage = await openScene();
  await prepared(stage, step, before);
  const disk = new Disk(Infinity);
  const ran = await runOnDisk(stage, disk, [step]);
  assertEquals(ran.code, 0, told(ran));
  return disk.commits;
}

Deno.test("a disk that fills during a rollback: it says so, and a new plan takes away what is left", async () => {
  await using stage = await openScene();
  const untouched = await stage.simulators.dump();
  await stage.run(TO_FULL_RUN);
  const { count } = await planned(stage);
  const ran = await runOnDisk(stage, new Disk(7), ["rollback"], count);
  endedSaying(ran, "No room left on the disk");
  await evidenceHolds(stage);
  const done = await stage.run(["rollback"], { rollbackCount: (await planned(stage)).count });
  assertEquals(done.code, 0, told(done));
  assertEquals(JSON.parse(await stage.simulators.dump()), JSON.parse(untouched));
});

Deno.test("a file that SQLite itself cannot make larger: the same console says so, and goes on when there is room", async () => {
  await using stage = await openScene();
  await stage.run(["audit", "schema", "members"]);
  const console = await stage.console();
  const { client } = console.ledger;
  const pages = async () => Number((await client.execute("pragma page_count")).rows[0]?.[0]);
  await client.execute(`pragma max_page_count = ${await pages() + 12}`);
  const ran = await runOn(console, ["extract"]);
  endedSaying(ran, "No room left on the disk");
  await client.execute(`pragma max_page_count = ${await pages() + 1_000_000}`);
  const again = await runOn(console, TO_FULL_RUN);
  assertEquals(again.code, 0, told(again));
  await console.ledger.close();
  await finishes(stage, TO_FULL_RUN);
});

Deno.test("a run that the disk cut off shows as crashed, not as running, once there is room", async () => {
  await using stage = await openScene();
  await stage.run(["audit", "schema", "members"]);
  await runOnDisk(stage, new Disk(10), ["extract"]);
  const console = await stage.console();
  stage.world.skip(60_000);
  const extract = (await console.statuses()).find((cell) => cell.step === "extract");
  assertEquals(extract?.state, "crashed");
  assert(extract?.run?.ended_at !== null);
});
