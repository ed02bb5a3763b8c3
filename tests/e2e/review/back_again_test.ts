import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Practice, Row } from "../../../fixtures/practice/practice.ts";
import type { Reconciliation } from "../../../steps/runbook/step.ts";
import { type Ran, type Stage, told } from "../../support/stage.ts";
import { type Found, readWorkspace } from "../reader/workspace.ts";
import { green, last, moved, must, read, SMALL } from "./ground.ts";

const day = (text: unknown): string => String(text ?? "").slice(0, 10);

/** A note and the one visit of its patient that was kept on its day. */
function noteOfVisit({ clinical_notes: notes = [], appointments = [] }: Practice): { note: Row; visit: Row } {
  for (const note of notes) {
    const visits = appointments.filter((visit) =>
      Number(visit.patient_id) === Number(note.patient_id) && day(visit.start) === day(note.created) &&
      visit.status !== "cancelled" && !visit.cancelDate
    );
    if (visits.length === 1 && visits[0]) return { note, visit: visits[0] };
  }
  throw new Error("no note has a single visit");
}

async function visitsOfNote({ simulators }: Stage, note: Row): Promise<Found[]> {
  const there = await readWorkspace(simulators.target);
  const id = there.notes.find((n) => n.practiceHubId === `clinical_notes/${note.id}`)?.id;
  return there.noteTargets.filter((link) => link["noteId"] === id && link["targetAppointmentId"]);
}

const lineOf = (ran: Ran, object: string): Reconciliation | undefined =>
  ran.last.reconciliation?.find((line) => line.object === object);

Deno.test("delta: a link to a visit that moved to another day is removed, counted, and made again when it moves back", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const { note, visit } = noteOfVisit(await simulators.practice());
  const [link, ...others] = await visitsOfNote(stage, note);
  assertEquals(others, []);

  await simulators.putRow("appointments", {
    ...visit,
    start: "2031-02-03 09:00:00",
    end: "2031-02-03 09:30:00",
  });
  const away = await green(stage.run(["delta"]));
  assertEquals(await visitsOfNote(stage, note), []);
  assertEquals(lineOf(away, "noteTarget")?.updated, 1, told(away));
  assertStringIncludes(away.last.verdict, "2 updated");
  assertEquals(await read(stage), []);
  await nothingIsLeft(stage);

  await simulators.putRow("appointments", visit);
  const back = await green(stage.run(["delta"]));
  assertEquals((await visitsOfNote(stage, note)).map((l) => l.id), [link?.id]);
  const line = lineOf(back, "noteTarget");
  assertEquals([line?.updated, line?.conflict, line?.failed], [1, 0, 0], told(back));
  assertEquals(await read(stage), []);
  await nothingIsLeft(stage);
});

/** Another delta says so, and sends nothing. */
async function nothingIsLeft(stage: Stage): Promise<void> {
  const dump = await stage.simulators.dump();
  const again = await green(stage.run(["delta"]));
  assertStringIncludes(again.last.verdict, "Nothing is left");
  assertEquals(await stage.simulators.dump(), dump);
}

Deno.test("full run: a link to a visit that moved is removed too when everything is extracted and moved again", async () => {
  await using stage = await moved();
  const { note, visit } = noteOfVisit(await stage.simulators.practice());
  await stage.simulators.putRow("appointments", { ...visit, start: "2031-02-03 09:00:00" });
  await green(stage.run(["extract", "sample", "full-run"]));
  assertEquals(await visitsOfNote(stage, note), []);
  assertEquals(await read(stage), []);
});

for (const whole of [false, true]) {
  Deno.test(`delta: a patient who was deleted${whole ? " with everything of theirs" : ""} and is back is taken out of the trash`, async () => {
    await using stage = await moved({ ...SMALL, patients: 6 });
    const { simulators } = stage;
    const practice = await simulators.practice();
    const { note: { patient_id } } = noteOfVisit(practice);
    const patient = must(practice.patients?.find((row) => row.id === Number(patient_id)));
    const theirs = (["appointments", "clinical_notes", "files"] as const).flatMap((resource) =>
      (practice[resource] ?? []).filter((row) => Number(row.patient_id) === patient.id).map((row) => ({
        resource,
        row,
      }))
    ).filter(() => whole);
    const before = await readWorkspace(simulators.target);

    await simulators.deleteRow("patients", patient.id);
    for (const { resource, row } of theirs) await simulators.deleteRow(resource, row.id);
    await green(stage.run(["delta"]));
    assertEquals((await personOf(stage, patient)).length, 0);
    assertEquals(await read(stage), []);

    await simulators.putRow("patients", patient);
    for (const { resource, row } of theirs) await simulators.putRow(resource, row);
    const back = await green(stage.run(["delta"]));
    for (const line of back.last.reconciliation ?? []) {
      assertEquals([line.object, line.conflict, line.failed], [line.object, 0, 0]);
    }
    assertEquals(await read(stage), []);
    const after = await readWorkspace(simulators.target);
    for (const plural of ["people", "appointments", "notes", "noteTargets", "attachments"] as const) {
      assertEquals(ids(after[plural]), ids(before[plural]), plural);
    }
    await nothingIsLeft(stage);
  });
}

const ids = (rows: readonly Found[]): string[] => rows.map((row) => row.id).sort();

async function personOf({ simulators }: Stage, patient: Row): Promise<Found[]> {
  const { people } = await readWorkspace(simulators.target);
  return people.filter((person) => person.practiceHubId === `patients/${patient.id}`);
}

Deno.test("delta: a person whom somebody deleted in Twenty is a conflict and is not taken out of the trash", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const patient = last((await simulators.practice()).patients);
  const [person] = await personOf(stage, patient);
  await simulators.person("DELETE", `people/${person?.id}`);
  await simulators.putRow("patients", { ...patient, last_name: "Changed-Name" });
  const delta = await stage.run(["delta"]);
  assertEquals(delta.code, 3, told(delta));
  assertEquals(lineOf(delta, "person")?.conflict, 1);
  assertEquals((await personOf(stage, patient)).length, 0);
});
