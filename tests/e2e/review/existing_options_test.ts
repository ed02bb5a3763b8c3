import { assertEquals, assertStringIncludes } from "@std/assert";
import { generatePractice } from "../../../fixtures/practice/generate.ts";
import { moveValue } from "../../../steps/map_editor/value_decisions.ts";
import { openStage, type Ran, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { readWorkspace } from "../reader/workspace.ts";
import { makeField, onMaps, optionsThere, type OptionThere } from "./data_model.ts";
import { green, inLedger, must, rollBack, SMALL } from "./ground.ts";

const PATCH = "PATCH /rest/metadata/fields/:id";

/** Somebody's own field of our name, with one option that we know too and one that we never heard of. */
const SEX = {
  type: "SELECT",
  name: "sex",
  label: "Sex",
  options: [
    { value: "DIVERSE", label: "Diverse", color: "red", position: 0 },
    { value: "MAN", label: "male", color: "pink", position: 1 },
  ],
};

interface Before {
  stage: Stage;
  /** Everything, as it was before the migration. */
  dump: unknown;
  sex: OptionThere[];
  stages: OptionThere[];
  /** Somebody else's person, who is `DIVERSE`. */
  own: string;
}

async function workspaceWithOptions(): Promise<Before> {
  const practice = generatePractice({ seed: 1, patients: 5 });
  const [first, ...rest] = practice.patient_packages;
  const stage = await openStage({
    ...SMALL,
    practice: { ...practice, patient_packages: [{ ...must(first), active: 0 }, ...rest] },
  });
  await makeField(stage, "person", SEX);
  const own = await stage.simulators.person("POST", "people", {
    name: { firstName: "Own" },
    sex: "DIVERSE",
  });
  return {
    stage,
    dump: JSON.parse(await stage.simulators.dump()),
    sex: must(await optionsThere(stage, "person", "sex")),
    stages: must(await optionsThere(stage, "opportunity", "stage")),
    own: own.id,
  };
}

/** Everything up to the full run; packages that are used up go to a stage that the workspace has not. */
async function moveWithOwnStage(stage: Stage): Promise<Ran> {
  const open = await stage.run(["audit", "schema"], { acceptProposals: false });
  assertEquals(open.code, 3, told(open));
  await onMaps(
    stage,
    (by) =>
      moveValue(
        { ...by, anyway: true },
        { object: "opportunity", field: "stage", source_value: "inactive" },
        {
          label: "Used up",
        },
      ),
  );
  return await green(stage.run(TO_FULL_RUN));
}

/** What of these options is there still, as it was: none may change its id, place, label or colour. */
const kept = (before: readonly OptionThere[], after: readonly OptionThere[] | undefined) =>
  before.map((o) => after?.find((a) => a.id === o.id));

const schemaTable = (ran: Ran): string =>
  (ran.last.tables?.find((t) => t.id === "schema")?.rows ?? []).map((row) => row.join(" ")).join("\n");

const optionEffects = async (stage: Stage): Promise<unknown[]> =>
  (await inLedger(
    stage,
    "select source_key, state from effect e where kind = 'schema' and (source_key like 'options person.sex %' or source_key like 'options opportunity.stage %') and not exists (select 1 from effect l where l.target_id = e.target_id and l.id > e.id) order by source_key",
  )).map((row) => `${String(row["source_key"]).split(" ")[1]} ${row["state"]}`);

async function sexOf({ simulators }: Stage, id: string): Promise<unknown> {
  return (await readWorkspace(simulators.target)).people.find((p) => p.id === id)?.["sex"];
}

const sexes = async ({ simulators }: Stage): Promise<Set<unknown>> =>
  new Set((await readWorkspace(simulators.target)).people.map((p) => p["sex"]).filter(Boolean));

for (const kind of ["none", "timeout-after-commit", "timeout-before-commit"] as const) {
  const lost = kind === "none" ? "" : `, each answer lost (${kind})`;
  Deno.test(`somebody else's fields get options after theirs${lost}; rollback leaves the workspace as it was`, async () => {
    const { stage: given, dump, sex, stages, own } = await workspaceWithOptions();
    await using stage = given;
    const { simulators } = stage;
    if (kind !== "none") await simulators.fault("target", { match: PATCH, kind, times: 1 });
    await moveWithOwnStage(stage);
    assertEquals(await simulators.waitingFaults("target"), 0);

    const sexNow = must(await optionsThere(stage, "person", "sex"));
    assertEquals(kept(sex, sexNow), sex);
    assertEquals(sexNow.slice(0, 2).map((o) => o.value), ["DIVERSE", "MAN"]);
    assertEquals(sexNow.slice(2).map((o) => o.label), ["X"]);
    assertEquals(await sexes(stage), new Set(["DIVERSE", "MAN", "X"]));
    assertEquals(await sexOf(stage, own), "DIVERSE");
    const stagesNow = must(await optionsThere(stage, "opportunity", "stage"));
    assertEquals(kept(stages, stagesNow), stages);
    assertEquals(stagesNow.slice(stages.length).map((o) => [o.value, o.label]), [["USED_UP", "Used up"]]);
    const { opportunities } = await readWorkspace(simulators.target);
    const ours = opportunities.filter((o) => o.practiceHubId);
    assertEquals(new Set(ours.map((o) => o["stage"])), new Set(["CUSTOMER", "USED_UP"]));
    assertEquals(await optionEffects(stage), ["opportunity.stage confirmed", "person.sex confirmed"]);

    if (kind !== "none") await simulators.fault("target", { match: PATCH, kind, times: 1 });
    const done = await rollBack(stage);
    assertEquals(done.code, 0, told(done));
    assertEquals(await simulators.waitingFaults("target"), 0);
    assertEquals(await optionsThere(stage, "person", "sex"), sex);
    assertEquals(await optionsThere(stage, "opportunity", "stage"), stages);
    assertEquals(await optionEffects(stage), ["opportunity.stage reverted", "person.sex reverted"]);
    assertEquals(JSON.parse(await simulators.dump()), dump);
  });
}

Deno.test("rollback: an option of ours that somebody else's row uses stays and is told, the others go; freed, it goes too", async () => {
  const { stage: given, sex, dump } = await workspaceWithOptions();
  await using stage = given;
  const { simulators } = stage;
  await moveWithOwnStage(stage);
  const added = must(await optionsThere(stage, "person", "sex")).slice(2).map((o) => o.value);
  const [used = ""] = added;
  const theirs = await simulators.person("POST", "people", { name: { firstName: "Theirs" }, sex: used });
  await simulators.person("DELETE", `people/${theirs.id}`);

  const done = await rollBack(stage);
  assertEquals(done.code, 0, told(done));
  assertStringIncludes(schemaTable(done), "kept: rows that stay hold 1 option of it");
  const left = must(await optionsThere(stage, "person", "sex"));
  assertEquals(kept(sex, left), sex);
  assertEquals(left.slice(2).map((o) => o.value), [used]);
  assertEquals((await optionEffects(stage)).filter((e) => e === "person.sex confirmed").length, 1);

  await simulators.person("PATCH", `people/${theirs.id}`, { sex: null });
  const again = await rollBack(stage);
  assertEquals(again.code, 0, told(again));
  assertEquals(await optionsThere(stage, "person", "sex"), sex);
  const { schema } = JSON.parse(await simulators.dump());
  assertEquals(schema, (dump as { schema: unknown }).schema);
});

for (const second of ["timeout-after-commit", "timeout-before-commit"] as const) {
  Deno.test(`somebody else's field whose options were sent twice and never answered for (${second}) is theirs: rollback leaves it`, async () => {
    const { stage: given, sex, dump } = await workspaceWithOptions();
    await using stage = given;
    const { simulators } = stage;
    await green(stage.run(["audit"]));
    await simulators.fault("target", { match: PATCH, kind: "timeout-before-commit" });
    await simulators.fault("target", { match: PATCH, kind: second });
    const cut = await stage.run(["schema"]);
    assertEquals(cut.code, 1, told(cut));
    assertEquals(await optionEffects(stage), ["person.sex sent"]);
    const done = await rollBack(stage);
    assertEquals(done.code, 0, told(done));
    assertEquals(await optionsThere(stage, "person", "sex"), sex);
    assertEquals(JSON.parse(await simulators.dump()), dump);
  });
}
