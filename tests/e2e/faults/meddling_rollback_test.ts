import { assert, assertEquals } from "@std/assert";
import { TO_FULL_RUN, told } from "../../support/stage.ts";
import { last } from "../review/ground.ts";
import { EDIT, edit, fieldsOf, meddle, personOf } from "./meddle.ts";
import { evidenceHolds, openScene, planned } from "./scene.ts";

Deno.test("what somebody adds to a record before we read it back is kept by a rollback", async () => {
  await using stage = await openScene();
  await stage.run(TO_FULL_RUN.slice(0, -2));
  const patient = last((await stage.simulators.practice()).patients);
  let id = "";
  using meddling = meddle(
    stage,
    { method: "POST", path: /^\/rest\/batch\/people$/, when: "after" },
    async () => {
      id = await personOf(stage, patient.id);
      await edit(stage, id, EDIT)();
    },
  );
  const ran = await stage.run(["sample", "full-run"]);
  assert(meddling.done);
  assertEquals(ran.code, 0, told(ran));
  const plan = await planned(stage);
  assertEquals(plan.kept.filter((k) => k.object === "people").map((k) => [k.sourceKey, k.reason]), [
    [`patients/${patient.id}`, "edited in Twenty since"],
  ]);
  const done = await stage.run(["rollback"], { rollbackCount: plan.count });
  assertEquals(done.code, 0, told(done));
  assertEquals((await fieldsOf(stage, id))["jobTitle"], EDIT.jobTitle);
});

Deno.test("a record that is edited after the plan of a rollback was seen makes the plan another, and nothing is removed", async () => {
  await using stage = await openScene();
  await stage.run(TO_FULL_RUN);
  const patient = last((await stage.simulators.practice()).patients);
  const { count } = await planned(stage);
  await edit(stage, await personOf(stage, patient.id), EDIT)();
  const full = await stage.simulators.dump();
  const ran = await stage.run(["rollback"], { rollbackCount: count });
  assertEquals(ran.code, 3, told(ran));
  assert(ran.last.verdict.includes("The plan is not the one that was confirmed"), told(ran));
  assertEquals(await stage.simulators.dump(), full);
});

Deno.test("a record that is edited while a rollback removes others is kept, with the reason, and everything else goes", async () => {
  await using stage = await openScene();
  await stage.run(TO_FULL_RUN);
  const patient = last((await stage.simulators.practice()).patients);
  const id = await personOf(stage, patient.id);
  const { count } = await planned(stage);
  using meddling = meddle(
    stage,
    { method: "DELETE", path: /^\/rest\/attachments/, when: "after" },
    edit(stage, id, EDIT),
  );
  const ran = await stage.run(["rollback"], { rollbackCount: count });
  assert(meddling.done);
  assertEquals((await fieldsOf(stage, id))["jobTitle"], EDIT.jobTitle);
  assert(JSON.stringify(ran.last.tables).includes("edited in Twenty since"), told(ran));
  const { records } = JSON.parse(await stage.simulators.dump());
  const ours = records.people.filter((p: { practiceHubId?: string }) => p.practiceHubId);
  assertEquals(ours.map((p: { id: string }) => p.id), [id]);
  await evidenceHolds(stage);
});

Deno.test("a record that is destroyed while a rollback removes others is gone; what lost its link to it is kept and named", async () => {
  await using stage = await openScene();
  await stage.run(TO_FULL_RUN);
  const { patients, appointments = [] } = await stage.simulators.practice();
  const patient = last(patients);
  const id = await personOf(stage, patient.id);
  const { count } = await planned(stage);
  using meddling = meddle(
    stage,
    { method: "DELETE", path: /^\/rest\/attachments/, when: "after" },
    () => stage.simulators.person("DELETE", `people/${id}?hard=true`),
  );
  const ran = await stage.run(["rollback"], { rollbackCount: count });
  assert(meddling.done);
  assertEquals(ran.code, 0, told(ran));
  const visits = appointments.filter((row) => Number(row.patient_id) === patient.id).map((row) => row.id);
  const { records } = JSON.parse(await stage.simulators.dump());
  const left = records.appointments.map((row: { practiceHubId: string }) => row.practiceHubId);
  assertEquals(left.toSorted(), visits.map((visit) => `appointments/${visit}`).toSorted());
  for (const visit of visits) assert(JSON.stringify(ran.last.tables).includes(`appointments/${visit}`));
  assertEquals(records.people.filter((row: { practiceHubId?: string }) => row.practiceHubId), []);
  await evidenceHolds(stage);
});
