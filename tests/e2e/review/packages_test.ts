import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Row } from "../../../fixtures/practice/practice.ts";
import { openStage, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { type Found, readWorkspace } from "../reader/workspace.ts";
import { green, inLedger, moved, must, read, rollBack, SMALL } from "./ground.ts";

/** The first package of the practice, which three patients share, and its twin. */
async function shared({ simulators }: Stage): Promise<[Row, Row]> {
  const [one, twin] = (await simulators.practice()).patient_packages ?? [];
  return [must(one), must(twin)];
}

const patientsOf = (row: Row): number[] =>
  (row.subscribed_patients as { patient_id: number }[]).map((s) => s.patient_id);

/** Patients that Twenty shows on a package, by their id in PracticeHub. */
async function listedOn({ simulators }: Stage, row: Row): Promise<number[]> {
  const there = await readWorkspace(simulators.target);
  const id = there.opportunities.find((o) => o.practiceHubId === `patient_packages/${row.id}`)?.id;
  return there.packagePatients.filter((p) => p["opportunityId"] === id).map((p) => patientIn(there.people, p))
    .sort();
}

function patientIn(people: readonly Found[], link: Found): number {
  const person = people.find((p) => p.id === link["patientId"]);
  return Number(person?.practiceHubId?.replace("patients/", ""));
}

const leave = (row: Row, patients: readonly number[]): Row => ({
  ...row,
  subscribed_patients: patients.map((patient_id) => ({ patient_id })),
});

Deno.test("packages: every patient of a shared one is listed on it, also on its twin; both twins are kept and told", async () => {
  await using stage = await moved();
  const [one, twin] = await shared(stage);
  assert(patientsOf(one).length === 3);
  assertEquals(await listedOn(stage, one), patientsOf(one));
  assertEquals(await listedOn(stage, twin), patientsOf(twin));
  assertEquals(await read(stage), []);
  const told = await inLedger(
    stage,
    "select source_key from effect where object = 'opportunity' and remarks like '%package-twin%' and state = 'confirmed'",
  );
  const packages = [one, twin].filter((row) => row.visits === row.visits_left);
  assertEquals(new Set(told.map((r) => r["source_key"])).size, Math.min(1, packages.length));
});

Deno.test("packages: a patient who leaves is unlinked by the delta, counted, and linked again under the same id on coming back", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const [one] = await shared(stage);
  const [first = 0, second = 0, third = 0] = patientsOf(one);
  const ids = await linkIds(stage);

  await simulators.putRow("patient_packages", leave(one, [first, third]));
  const left = await green(stage.run(["delta"]));
  assertEquals(await listedOn(stage, one), [first, third]);
  assertEquals(lineOf(left, "packagePatient")?.updated, 1, told(left));
  assertEquals(await read(stage), []);
  assertStringIncludes((await green(stage.run(["delta"]))).last.verdict, "Nothing is left");

  await simulators.putRow("patient_packages", leave(one, [first, second, third]));
  await green(stage.run(["delta"]));
  assertEquals(await linkIds(stage), ids);
  assertEquals(await read(stage), []);
  assertStringIncludes((await green(stage.run(["delta"]))).last.verdict, "Nothing is left");
});

Deno.test("packages: when only one patient is left, or the package is gone, none is listed", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const [one, twin] = await shared(stage);
  await simulators.putRow("patient_packages", leave(one, patientsOf(one).slice(0, 1)));
  await simulators.deleteRow("patient_packages", twin.id);
  await green(stage.run(["delta"]));
  assertEquals((await readWorkspace(simulators.target)).packagePatients, []);
  assertEquals(await read(stage), []);
  assertStringIncludes((await green(stage.run(["delta"]))).last.verdict, "Nothing is left");
});

Deno.test("packages: a patient who joins a package of one makes it a shared one", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const [one] = await shared(stage);
  await simulators.putRow("patient_packages", leave(one, patientsOf(one).slice(0, 1)));
  await green(stage.run(["delta"]));
  const [first = 0, second = 0] = patientsOf(one);
  await simulators.putRow("patient_packages", leave(one, [first, second]));
  await green(stage.run(["delta"]));
  assertEquals(await listedOn(stage, one), [first, second]);
  assertEquals(await read(stage), []);
});

Deno.test("packages: where none is shared, no object for it is made", async () => {
  await using stage = await openStage(SMALL);
  const { simulators } = stage;
  for (const row of await shared(stage)) {
    await simulators.putRow("patient_packages", leave(row, patientsOf(row).slice(0, 1)));
  }
  const untouched = await simulators.dump();
  await green(stage.run(TO_FULL_RUN));
  assertEquals(Object.keys(JSON.parse(await simulators.dump()).schema.objects), ["appointment"]);
  assertEquals(await read(stage), []);
  const done = await rollBack(stage);
  assertEquals(done.code, 0, told(done));
  assertEquals(await simulators.dump(), untouched);
});

async function linkIds({ simulators }: Stage): Promise<string[]> {
  return (await readWorkspace(simulators.target)).packagePatients.map((p) => p.id).sort();
}

const lineOf = (ran: Awaited<ReturnType<typeof green>>, object: string) =>
  ran.last.reconciliation?.find((line) => line.object === object);
