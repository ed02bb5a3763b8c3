import { assert, assertEquals } from "@std/assert";
import { type Ran, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { inLedger, intercept, last, must, read } from "../review/ground.ts";
import { readWorkspace } from "../reader/workspace.ts";
import { effectStates, evidenceHolds, openScene, planned } from "./scene.ts";

/** Somebody does it once, just before the n-th of these requests is carried out, or just after. */
function meddle(
  stage: Stage,
  at: { method: string; path: RegExp; nth?: number; when: "before" | "after" },
  does: () => Promise<unknown>,
): { [Symbol.dispose](): void; done: boolean } {
  let met = 0;
  const fetched = stage.world.fetch;
  const through = fetched.bind(stage.world);
  const meddling = { done: false, [Symbol.dispose]: () => void (stage.world.fetch = fetched) };
  stage.world.fetch = async (request) => {
    const { pathname } = new URL(request.url);
    const isIt = request.method === at.method && at.path.test(pathname) && ++met === (at.nth ?? 1);
    if (isIt && at.when === "before") await does();
    const response = await through(request);
    if (isIt && at.when === "after") await does();
    if (isIt) meddling.done = true;
    return response;
  };
  return meddling;
}

const PEOPLE = /^\/rest\/people/;
const EDIT = { jobTitle: "Edited by hand" };

/** A practice that was moved, of which one patient was changed since, at both ends of the field that somebody edits. */
async function changed(): Promise<{ stage: Stage; id: string; key: string }> {
  const stage = await openScene();
  await stage.run(TO_FULL_RUN);
  const patient = last((await stage.simulators.practice()).patients);
  await stage.simulators.putRow("patients", { ...patient, dob: "1902-02-02" });
  return { stage, id: await personOf(stage, patient.id), key: `patients/${patient.id}` };
}

async function personOf({ simulators }: Stage, patient: number): Promise<string> {
  const { people } = await readWorkspace(simulators.target);
  return must(people.find((p) => p.practiceHubId === `patients/${patient}`)).id;
}

async function fieldsOf(stage: Stage, id: string): Promise<Record<string, unknown>> {
  const { records } = JSON.parse(await stage.simulators.dump());
  return records.people.find((p: { id: string }) => p.id === id) ?? {};
}

const edit = (stage: Stage, id: string, fields: Record<string, unknown>) => () =>
  stage.simulators.person("PATCH", `people/${id}`, fields);

/** A conflict is told, shown with its reason, and stays one however often the cell is run. */
async function isConflict(stage: Stage, ran: Ran, key: string, reason: string): Promise<void> {
  assertEquals(ran.code, 3, told(ran));
  assert(ran.last.verdict.includes("1 in conflict"), told(ran));
  assert(
    JSON.stringify(ran.last.tables).includes(reason),
    `the page gives the reason: ${JSON.stringify(ran.last.tables)}`,
  );
  const newest = async () =>
    await inLedger(
      stage,
      `select state, reason from effect where source_key = '${key}' and object = 'person' order by id desc limit 1`,
    );
  assertEquals(await newest(), [{ state: "conflict", reason }]);
  const again = await stage.run(["delta"]);
  assertEquals(again.code, 3, told(again));
  assertEquals(await newest(), [{ state: "conflict", reason }]);
  await evidenceHolds(stage);
}

Deno.test("a field that somebody edits between our look and our update is kept and a conflict; when they take it back, running again finishes", async () => {
  const { stage, id, key } = await changed();
  await using _ = stage;
  using meddling = meddle(
    stage,
    { method: "PATCH", path: PEOPLE, when: "before" },
    edit(stage, id, { dateOfBirth: "1901-01-01" }),
  );
  const before = (await fieldsOf(stage, id))["dateOfBirth"];
  const ran = await stage.run(["delta"]);
  assert(meddling.done);
  assertEquals((await fieldsOf(stage, id))["dateOfBirth"], "1901-01-01");
  await isConflict(stage, ran, key, "edited in Twenty");
  await edit(stage, id, { dateOfBirth: before })();
  const again = await stage.run(["delta"]);
  assertEquals(again.code, 0, told(again));
  assertEquals(await read(stage), []);
});

Deno.test("another field that somebody edits between our look and our update is kept, and ours is updated", async () => {
  const { stage, id } = await changed();
  await using _ = stage;
  using meddling = meddle(stage, { method: "PATCH", path: PEOPLE, when: "before" }, edit(stage, id, EDIT));
  const ran = await stage.run(["delta"]);
  assert(meddling.done);
  assertEquals(ran.code, 0, told(ran));
  const { jobTitle, dateOfBirth } = await fieldsOf(stage, id);
  assertEquals([jobTitle, dateOfBirth], [EDIT.jobTitle, "1902-02-02"]);
  await evidenceHolds(stage);
});

Deno.test("a record that somebody deletes between our look and our update stays deleted and is a conflict", async () => {
  const { stage, id, key } = await changed();
  await using _ = stage;
  using meddling = meddle(
    stage,
    { method: "PATCH", path: PEOPLE, when: "before" },
    () => stage.simulators.person("DELETE", `people/${id}`),
  );
  const ran = await stage.run(["delta"]);
  assert(meddling.done);
  await isConflict(stage, ran, key, "deleted in Twenty");
  assertEquals((await fieldsOf(stage, id))["isDeleted"], true);
});

/** What somebody does between our batch and our reading it back. */
const AFTER_BATCH: [did: string, does: (stage: Stage, id: string) => Promise<unknown>, reason: string][] = [
  ["edits", (stage, id) => edit(stage, id, { name: { lastName: "Theirs" } })(), "edited in Twenty"],
  ["deletes", (stage, id) => stage.simulators.person("DELETE", `people/${id}`), "deleted in Twenty"],
  [
    "destroys",
    (stage, id) => stage.simulators.person("DELETE", `people/${id}?hard=true`),
    "destroyed in Twenty",
  ],
];

for (const [did, does, reason] of AFTER_BATCH) {
  Deno.test(`a record that somebody ${did} between our write and our look is a conflict at once, is not made again, and all else lands`, async () => {
    await using stage = await openScene();
    await stage.run(TO_FULL_RUN.slice(0, -2));
    const patient = last((await stage.simulators.practice()).patients);
    using meddling = meddle(
      stage,
      { method: "POST", path: /^\/rest\/batch\/people$/, when: "after" },
      async () => await does(stage, await personOf(stage, patient.id)),
    );
    const sample = await stage.run(["sample"]);
    assert(meddling.done);
    const [conflict] = await inLedger(
      stage,
      "select state, reason, source_key from effect where state = 'conflict'",
    );
    assertEquals(conflict, { state: "conflict", reason, source_key: `patients/${patient.id}` }, told(sample));
    const full = await stage.run(["sample", "full-run"]);
    assert(!/fault in Handover/.test(told(full)), told(full));
    assertEquals((await effectStates(stage))["sent"] ?? 0, 0);
    const { records } = JSON.parse(await stage.simulators.dump());
    const own = records.people.filter((p: { practiceHubId?: string }) =>
      p.practiceHubId === `patients/${patient.id}`
    );
    assertEquals(own.length, did === "destroys" ? 0 : 1);
    await evidenceHolds(stage);
  });
}

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

Deno.test("a source row that changes after its page was read comes with the next delta", async () => {
  await using stage = await openScene();
  await stage.run(TO_FULL_RUN);
  const patient = last((await stage.simulators.practice()).patients);
  let done = false;
  {
    using _ = intercept(stage, async (url) => {
      if (done || !url.pathname.endsWith("/appointments")) return undefined;
      done = true;
      await stage.simulators.putRow("patients", { ...patient, first_name: "Late" });
      return undefined;
    });
    const ran = await stage.run(["delta"]);
    assertEquals(ran.code, 0, told(ran));
  }
  assert(done);
  const again = await stage.run(["delta"]);
  assertEquals(again.code, 0, told(again));
  assertEquals(await read(stage), []);
});
