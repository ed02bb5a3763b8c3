import { assert, assertEquals } from "@std/assert";
import { TINY } from "../../crash/tiny_practice.ts";
import { InProcessStage } from "../../support/in_process.ts";
import { type Ran, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { readWorkspace } from "../reader/workspace.ts";
import { makeField, removeField } from "./data_model.ts";
import { green, must, rollBack } from "./ground.ts";

async function moved(): Promise<InProcessStage> {
  const stage = await InProcessStage.open(TINY);
  await green(stage.run(TO_FULL_RUN));
  return stage;
}

const lineOf = (ran: Ran, key: string) =>
  ran.last.tables?.find((t) => t.id === "schema")?.rows.find(([what]) => what === key)?.[1];

const fieldsOf = async ({ simulators }: Stage, plural: string): Promise<string[]> =>
  (await readWorkspace(simulators.target)).fields.get(plural)?.map((field) => field.name) ?? [];

Deno.test("rollback: a field of ours in which somebody's own person holds something stays, and its value with it", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const own = await simulators.person("POST", "people", { homeAddress: { addressCity: "Theirs" } });
  const done = await green(rollBack(stage));
  assertEquals(lineOf(done, "field person.homeAddress"), "kept: rows that stay hold values in it");
  assertEquals(lineOf(done, "field person.activePractitioner"), "removed");
  const { people } = await readWorkspace(simulators.target);
  assertEquals(
    (must(people.find(({ id }) => id === own.id))["homeAddress"] as { addressCity: string }).addressCity,
    "Theirs",
  );
});

Deno.test("rollback: a field that somebody made under a name that was ours is theirs", async () => {
  await using stage = await moved();
  // One that no row holds anything in, so that nothing but the field's own id keeps it.
  await removeField(stage, "person", "homeAddress");
  await makeField(stage, "person", { type: "TEXT", name: "homeAddress", label: "Theirs" });
  await green(rollBack(stage));
  assert((await fieldsOf(stage, "people")).includes("homeAddress"));
});

Deno.test("rollback: a person whom somebody's task refers to stays", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const { people } = await readWorkspace(simulators.target);
  const person = must(people.find(({ practiceHubId }) => practiceHubId === "patients/11"));
  const task = await simulators.person("POST", "tasks", { title: "Call back" });
  await simulators.person("POST", "taskTargets", { taskId: task.id, targetPersonId: person.id });
  const done = await rollBack(stage);
  assertEquals(done.code, 0, told(done));
  const kept = done.last.tables?.find((t) => t.id === "kept")?.rows;
  assertEquals(kept?.filter(([object]) => object === "people"), [
    ["people", "patients/11", "somebody else's record refers to it"],
  ]);
  assert((await readWorkspace(simulators.target)).people.some(({ id }) => id === person.id));
});
