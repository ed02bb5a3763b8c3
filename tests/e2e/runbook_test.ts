import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Practice, Row } from "../../fixtures/practice/practice.ts";
import type { Outcome, Reconciliation } from "../../steps/runbook/step.ts";
import { openStage, type Ran, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";
import { discrepancies } from "./reader.ts";
import { readWorkspace } from "./reader/workspace.ts";

const SIZE = { patients: 40, seed: 1 };

async function moved(): Promise<Stage> {
  const stage = await openStage(SIZE);
  const ran = await stage.run(TO_FULL_RUN);
  assertEquals(ran.code, 0, told(ran));
  return stage;
}

const read = async ({ simulators }: Stage) => discrepancies(await simulators.practice(), simulators.target);

Deno.test("all steps to the full run end green, and the reader finds every row where it belongs", async () => {
  await using stage = await moved();
  assertEquals(await read(stage), []);
  const { nonGet, maxInFlight, keySentToFiles } = await stage.simulators.sourceStats();
  assertEquals({ nonGet, maxInFlight, keySentToFiles }, { nonGet: 0, maxInFlight: 1, keySentToFiles: 0 });
});

Deno.test("every source row is accounted for in exactly one way", async () => {
  await using stage = await openStage(SIZE);
  const ran = await stage.run(TO_FULL_RUN);
  const practice = await stage.simulators.practice();
  const lines = ran.last.reconciliation ?? [];
  for (const line of lines) assertEquals(line.source, accounted(line), line.object);
  const source = (object: string) => lines.find((line) => line.object === object)?.source;
  const count = (resource: keyof Practice) => practice[resource]?.length ?? 0;
  assertEquals(source("person"), count("patients") + count("practitioners"));
  assertEquals(source("appointment"), count("appointments"));
  assertEquals(source("opportunity"), count("patient_packages") + count("care_plans"));
  assertEquals(source("attachment"), count("files"));
  assertEquals(source("note"), count("clinical_notes") + sticky(practice));
});

const sticky = (practice: Practice): number =>
  practice.patients?.filter((row) => String(row.note ?? "").trim() !== "").length ?? 0;

function accounted({ created, updated, unchanged, skipped, failed, conflict }: Reconciliation): number {
  return created + updated + unchanged + skipped + failed + conflict;
}

Deno.test("a second full run writes nothing, and neither does a second run of every step", async () => {
  await using stage = await moved();
  await expectNoWrites(stage, async () => {
    const again = await stage.run(["full-run"]);
    assertEquals(again.code, 0, told(again));
    for (const { object, source, unchanged, skipped } of again.last.reconciliation ?? []) {
      assertEquals(unchanged + skipped, source, object);
    }
  });
  await expectNoWrites(stage, async () => {
    const whole = await stage.run(TO_FULL_RUN);
    assertEquals(whole.code, 0, told(whole));
  });
});

/** Nothing that changes the workspace is sent; GraphQL is POST for questions too, so its mutations are counted apart. */
async function expectNoWrites({ simulators, world }: Stage, work: () => Promise<void>): Promise<void> {
  const [before, mutations] = [await simulators.targetRequests(), world.mutations];
  const dump = await simulators.dump();
  await work();
  const after = await simulators.targetRequests();
  const fresh = [...after].filter(([request, n]) => n > (before.get(request) ?? 0)).map(([request]) =>
    request
  );
  assertEquals(fresh.filter((request) => !/^GET |^POST \/(graphql|metadata) /.test(request)), []);
  assertEquals(world.mutations, mutations);
  assertEquals(await simulators.dump(), dump);
}

Deno.test("a delta brings what was changed, added and deleted, and the next one says that nothing is left", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const changed = await staffChanges(stage);
  const delta = await stage.run(["delta"]);
  assertEquals(delta.code, 0, told(delta));
  assertEquals(await read(stage), []);
  const there = await readWorkspace(simulators.target);
  const named = there.people.find((p) => p.practiceHubId === `patients/${changed.id}`);
  assertEquals((named?.["name"] as { lastName: string }).lastName, "Changed-Name");

  await expectNoWrites(stage, async () => {
    const second = await stage.run(["delta"]);
    assertEquals(second.code, 0, told(second));
    assert(second.last.verdict.startsWith("Nothing is left"), second.last.verdict);
  });
});

/** One change, one new row and one deletion in each of several resources. */
async function staffChanges({ simulators }: Stage): Promise<Row> {
  const { patients = [], appointments = [], files = [], clinical_notes: notes = [] } = await simulators
    .practice();
  const [patient, visit, note, file] = [last(patients), last(appointments), last(notes), last(files)];
  await simulators.putRow("patients", { ...patient, last_name: "Changed-Name", dob: null });
  const fresh = await simulators.putRow("patients", {
    ...patient,
    id: patient.id + 7,
    email: "new@example.test",
  });
  await simulators.putRow("appointments", {
    ...visit,
    status: "cancelled",
    cancelDate: "2026-10-01 09:00:00",
  });
  await simulators.putRow("appointments", { ...visit, id: visit.id + 1, patient_id: fresh.id });
  await simulators.putRow("clinical_notes", {
    ...note,
    data: { soap_data: [{ key: "Plan", val: "<p>Written anew</p>" }] },
  });
  await simulators.putRow("files", { ...file, id: file.id + 1, patient_id: fresh.id, file_name: "new.pdf" });
  await simulators.deleteRow("appointments", appointments[20]?.id ?? 0);
  await simulators.deleteRow("clinical_notes", notes[18]?.id ?? 0);
  await simulators.deleteRow("files", files[30]?.id ?? 0);
  return patient;
}

function last(rows: readonly Row[]): Row {
  const row = rows.at(-1);
  if (!row) throw new Error("the practice has no such row");
  return row;
}

Deno.test("a patient who is deleted goes, with everything of theirs that PracticeHub deletes along", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const practice = await simulators.practice();
  const patient = practice.patients?.at(-2)?.id ?? 0;
  await simulators.deleteRow("patients", patient);
  for (const resource of ["appointments", "clinical_notes", "files"] as const) {
    for (const row of practice[resource] ?? []) {
      if (row.patient_id === patient) await simulators.deleteRow(resource, row.id);
    }
  }
  const delta = await stage.run(["delta"]);
  assertEquals(delta.code, 0, told(delta));
  assertEquals(await read(stage), []);
});

Deno.test("a patient who is deleted alone goes in one delta, and the next one writes nothing", async () => {
  await using stage = await moved();
  const { patients = [] } = await stage.simulators.practice();
  await stage.simulators.deleteRow("patients", last(patients).id);
  const delta = await stage.run(["delta"]);
  assertEquals(delta.code, 0, told(delta));
  assertEquals(await read(stage), []);
  await expectNoWrites(stage, async () => {
    const second = await stage.run(["delta"]);
    assertEquals(second.code, 0, told(second));
  });
});

Deno.test("a rollback shows its plan, refuses a wrong count, and leaves the workspace as it was", async () => {
  await using stage = await openStage(SIZE);
  const { simulators } = stage;
  const untouched = await simulators.dump();
  await stage.run(TO_FULL_RUN);
  const full = await simulators.dump();
  assertNotEquals(full, untouched);

  const shown = await stage.run(["rollback"]);
  assertEquals(shown.code, 3, told(shown));
  assertEquals(await simulators.dump(), full);
  const { count } = planOf(shown);

  const wrong = await stage.run(["rollback"], { rollbackCount: count + 1 });
  assertEquals(wrong.code, 3, told(wrong));
  assert(wrong.last.verdict.includes("Nothing was removed"), wrong.last.verdict);
  assertEquals(await simulators.dump(), full);

  const right = await stage.run(["rollback"], { rollbackCount: count });
  assertEquals(right.code, 0, told(right));
  assertEquals(JSON.parse(await simulators.dump()), JSON.parse(untouched));

  const again = await stage.run(TO_FULL_RUN);
  assertEquals(again.code, 0, told(again));
  assertEquals(await read(stage), []);
  assertEquals(await simulators.dump(), full);
});

function planOf(
  { last }: Ran,
): { count: number; kept: { object: string; sourceKey: string; reason: string }[] } {
  return (last.detail as { plan: ReturnType<typeof planOf> }).plan;
}

Deno.test("what a person edited in Twenty is a conflict, is not overwritten, and is kept by a rollback", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const { patients = [] } = await simulators.practice();
  const patient = last(patients);
  const person = await personOf(stage, patient.id);
  await simulators.person("PATCH", `people/${person}`, {
    jobTitle: "Edited by hand",
    dateOfBirth: "1901-01-01",
  });
  await simulators.putRow("patients", { ...patient, dob: "1902-02-02" });

  const delta = await stage.run(["delta"]);
  assertEquals(delta.code, 3, told(delta));
  const line = delta.last.reconciliation?.find((r) => r.object === "person");
  assertEquals(line?.conflict, 1, told(delta));
  assertEquals((await fieldsOf(stage, person))["dateOfBirth"], "1901-01-01");

  const shown = await stage.run(["rollback"]);
  const kept = planOf(shown).kept.filter((k) =>
    k.sourceKey === `patients/${patient.id}` && k.object === "people"
  );
  assertEquals(kept.map((k) => k.reason), ["edited in Twenty since"]);
  const done = await stage.run(["rollback"], { rollbackCount: planOf(shown).count });
  assertEquals(done.code, 0, told(done));
  assertEquals((await fieldsOf(stage, person))["jobTitle"], "Edited by hand");
  const left = (await readWorkspace(simulators.target)).people.filter((p) => p.practiceHubId);
  assertEquals(left.map((p) => p.id), [person]);
});

Deno.test("a person whom somebody else's note refers to is kept by a rollback", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const { patients = [] } = await simulators.practice();
  const id = patients.at(-1)?.id ?? 0;
  const person = await personOf(stage, id);
  const note = await simulators.person("POST", "notes", { title: "Somebody's own" });
  await simulators.person("POST", "noteTargets", { noteId: note.id, targetPersonId: person });

  const shown = await stage.run(["rollback"]);
  const kept = planOf(shown).kept.filter((k) => k.object === "people");
  assertEquals(kept.map((k) => [k.sourceKey, k.reason]), [
    [`patients/${id}`, "somebody else's record refers to it"],
  ]);
  const done = await stage.run(["rollback"], { rollbackCount: planOf(shown).count });
  assertEquals(done.code, 0, told(done));
  const there = await readWorkspace(simulators.target);
  assertEquals(there.people.filter((p) => p.id === person).length, 1);
  assertEquals(there.noteTargets.map((t) => t["targetPersonId"]), [person]);
});

async function personOf({ simulators }: Stage, patient: number): Promise<string> {
  const { people } = await readWorkspace(simulators.target);
  return people.find((p) => p.practiceHubId === `patients/${patient}`)?.id ?? "";
}

async function fieldsOf({ simulators }: Stage, id: string): Promise<Record<string, unknown>> {
  return (await readWorkspace(simulators.target)).people.find((p) => p.id === id) ?? {};
}

Deno.test("steps that need a person say so and write nothing", async () => {
  await using stage = await openStage({ patients: 8 });
  const untouched = await stage.simulators.dump();
  const waits = async (
    steps: Parameters<Stage["run"]>[0],
    consent: Parameters<Stage["run"]>[1],
  ): Promise<Outcome> => {
    const ran = await stage.run(steps, consent);
    assertEquals(ran.code, 3, told(ran));
    return ran.last;
  };
  await waits(["full-run"], {});
  await waits(["audit", "schema"], { acceptProposals: false });
  assertEquals(await stage.simulators.dump(), untouched);
  await waits(["schema", "members", "extract", "sample"], { signOff: false });
  await waits(["full-run"], { signOff: false });
});
