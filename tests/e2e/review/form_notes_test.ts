import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { confirmField, ignoreField } from "../../../steps/map_editor/field_decisions.ts";
import { openStage, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { discrepancies } from "../reader.ts";
import { type Found, readWorkspace } from "../reader/workspace.ts";
import { onMaps } from "./data_model.ts";
import { green, last, moved, must, rollBack, SMALL } from "./ground.ts";

const INTAKE = "New patient intake";
const rowOf = (form: string) => ({
  object: "note",
  resource: "custom_form_responses",
  source: form,
  target: "bodyV2",
});

/** A practice of which one form is kept as notes. */
async function withNotes(form = INTAKE, change: (stage: Stage) => Promise<void> = async () => {}) {
  const stage = await openStage(SMALL);
  await change(stage);
  await green(stage.run(["audit", "schema"]));
  await onMaps(stage, (by) => confirmField(by, rowOf(form)));
  await green(stage.run(TO_FULL_RUN));
  return stage;
}

const readWithNotes = async ({ simulators }: Stage) =>
  await discrepancies(await simulators.practice(), simulators.target, { formsAsNotes: [INTAKE] });

async function formNotes({ simulators }: Stage): Promise<Found[]> {
  const { notes } = await readWorkspace(simulators.target);
  return notes.filter((n) => n.practiceHubId?.startsWith("custom_form_responses/"));
}

Deno.test("a form is no note until somebody says so", async () => {
  await using stage = await moved();
  assertEquals(await formNotes(stage), []);
});

Deno.test("a form kept as notes: each response is a note of its patient, and its answers are fields all the same", async () => {
  await using stage = await withNotes();
  const { simulators } = stage;
  assertEquals(await readWithNotes(stage), []);
  const { custom_form_responses: responses = [] } = await simulators.practice();
  const there = await readWorkspace(simulators.target);
  const notes = await formNotes(stage);
  assertEquals(
    notes.map((n) => n.practiceHubId).sort(),
    responses.map((r) => `custom_form_responses/${r.id}`).sort(),
  );
  for (const response of responses) {
    const note = notes.find((n) => n.practiceHubId === `custom_form_responses/${response.id}`);
    const person = there.people.find((p) => p.practiceHubId === `patients/${response.patient_id}`);
    const links = there.noteTargets.filter((l) => l["noteId"] === note?.id);
    assertEquals(links.map((l) => l["targetPersonId"]), [must(person?.id)]);
  }
  assert(there.people.some((person) => person["formConsentDate"]), "the answers are fields too");
  const again = await green(stage.run(["full-run"]));
  assertMatch(again.last.verdict, /^\d+ unchanged, /);
});

Deno.test("a form kept as notes: a delta brings a new response, changes one and takes away one that is gone", async () => {
  await using stage = await withNotes();
  const { simulators } = stage;
  const { custom_form_responses: responses = [] } = await simulators.practice();
  const [first] = responses;
  await simulators.putRow("custom_form_responses", { ...last(responses), id: 6_001 });
  await simulators.putRow("custom_form_responses", { ...first, created: "2026-01-05 09:00:00" });
  await green(stage.run(["delta"]));
  assertEquals(await readWithNotes(stage), []);
  await simulators.deleteRow("custom_form_responses", 6_001);
  await green(stage.run(["delta"]));
  assertEquals((await formNotes(stage)).length, responses.length);
  assertEquals(await readWithNotes(stage), []);
  assertStringIncludes((await stage.run(["delta"])).last.verdict, "Nothing is left");
});

Deno.test("a form without a name can be kept as notes too", async () => {
  await using stage = await withNotes("Form 12", async ({ simulators }) => {
    for (const row of (await simulators.practice()).custom_form_responses ?? []) {
      await simulators.putRow("custom_form_responses", { ...row, form_name: null });
    }
  });
  const { custom_form_responses: responses = [] } = await stage.simulators.practice();
  assertEquals((await formNotes(stage)).length, responses.length);
});

Deno.test("switched off again, notes that were made stay, and are not kept up any more; rollback takes them", async () => {
  await using stage = await openStage(SMALL);
  const untouched = await stage.simulators.dump();
  await green(stage.run(["audit", "schema"]));
  await onMaps(stage, (by) => confirmField(by, rowOf(INTAKE)));
  await green(stage.run(TO_FULL_RUN));
  const before = await formNotes(stage);
  assert(before.length > 0);

  await onMaps(stage, (by) => ignoreField(by, rowOf(INTAKE), "fields are enough"));
  const { custom_form_responses: responses = [] } = await stage.simulators.practice();
  await stage.simulators.putRow("custom_form_responses", {
    ...last(responses),
    created: "2026-01-05 09:00:00",
  });
  await green(stage.run([...TO_FULL_RUN, "delta"]));
  assertEquals(await formNotes(stage), before);

  const done = await rollBack(stage);
  assertEquals(done.code, 0, told(done));
  assertEquals(await stage.simulators.dump(), untouched);
});

Deno.test("a form that was not chosen stays no note beside one that was", async () => {
  await using stage = await openStage({ ...SMALL, patients: 12 });
  await green(stage.run(["audit", "schema"]));
  await onMaps(stage, (by) => confirmField(by, rowOf("Informed consent")));
  await green(stage.run(TO_FULL_RUN));
  const { custom_form_responses: responses = [] } = await stage.simulators.practice();
  const consents = responses.filter((r) => r.form_name === "Informed consent");
  assertEquals(
    (await formNotes(stage)).map((n) => n.practiceHubId).sort(),
    consents.map((r) => `custom_form_responses/${r.id}`).sort(),
  );
});
