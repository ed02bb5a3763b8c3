import { assert, assertEquals } from "@std/assert";
import { type Ran, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { inLedger, intercept, last, read } from "../review/ground.ts";
import { EDIT, edit, fieldsOf, meddle, personOf } from "./meddle.ts";
import { effectStates, evidenceHolds, openScene } from "./scene.ts";

const PEOPLE = /^\/rest\/people/;

/** A practice that was moved, of which one patient was changed since, at both ends of the field that somebody edits. */
async function changed(): Promise<{ stage: Stage; id: string; key: string }> {
  const stage = await openScene();
  await stage.run(TO_FULL_RUN);
  const patient = last((await stage.simulators.practice()).patients);
  await stage.simulators.putRow("patients", { ...patient, dob: "1902-02-02" });
  return { stage, id: await personOf(stage, patient.id), key: `patients/${patient.id}` };
}

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
