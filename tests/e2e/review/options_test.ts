import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { openStage, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { readWorkspace } from "../reader/workspace.ts";
import { green, inLedger, last, moved, read, rollBack, SMALL } from "./ground.ts";

const PATCH = "PATCH /rest/metadata/fields/:id";

async function newTag({ simulators }: Stage, ...tags: string[]): Promise<void> {
  const patient = last((await simulators.practice()).patients);
  await simulators.putRow("patients", { ...patient, tags: tags.join(", ") });
}

const optionEffects = (stage: Stage): Promise<Record<string, unknown>[]> =>
  inLedger(
    stage,
    "select state, json_array_length(written, '$.options') as n from effect where kind = 'schema' and source_key like 'options person.patientTags %' order by id",
  );

async function patches({ simulators }: Stage): Promise<number> {
  const counts = [...await simulators.targetRequests()].filter(([request]) => request.startsWith(PATCH));
  return counts.reduce((sum, [, n]) => sum + n, 0);
}

for (const kind of ["none", "timeout-after-commit", "timeout-before-commit"] as const) {
  const lost = kind === "none" ? "" : `, its answer lost (${kind})`;
  Deno.test(`schema: tags that turn up later become options by one effect${lost}, and no value is lost`, async () => {
    await using stage = await moved();
    const { simulators } = stage;
    // Values that only the extract met get their options first.
    await green(stage.run(["audit", "schema"]));
    const held = (await readWorkspace(simulators.target)).people.flatMap((p) => p["patientTags"] ?? [])[0];
    assert(held, "somebody has a tag");
    const own = await simulators.person("POST", "people", {
      name: { firstName: "Own" },
      patientTags: [held],
    });
    await newTag(stage, "Later One", "Later Two");
    const before = await patches(stage);
    if (kind !== "none") await simulators.fault("target", { match: PATCH, kind });
    await green(stage.run(["audit", "schema"]));
    assertEquals(await simulators.waitingFaults("target"), 0);
    assertEquals(await optionEffects(stage), [{ state: "confirmed", n: 2 }]);
    assertEquals(await patches(stage) - before, kind === "timeout-before-commit" ? 2 : 1);
    assertEquals(await tagsOf(stage, own.id), [held]);

    await green(stage.run(TO_FULL_RUN));
    assertEquals((await optionEffects(stage)).length, 1);
    assertEquals(await read(stage), []);
    assertEquals(await tagsOf(stage, own.id), [held]);

    // Somebody uses the field, so it stays, with their value and its options.
    const done = await rollBack(stage);
    assertEquals(done.code, 0, told(done));
    assertEquals(await tagsOf(stage, own.id), [held]);
    const schema = (done.last.tables?.find((t) => t.id === "schema")?.rows ?? []).map((row) => row.join(" "));
    assertStringIncludes(schema.join("\n"), "field person.patientTags kept");
  });
}

async function tagsOf({ simulators }: Stage, person: string): Promise<unknown> {
  return (await readWorkspace(simulators.target)).people.find((p) => p.id === person)?.["patientTags"];
}

Deno.test("rollback: options that were added later are taken back with everything else, and can be made again", async () => {
  await using stage = await openStage(SMALL);
  const { simulators } = stage;
  const untouched = JSON.parse(await simulators.dump());
  await green(stage.run(TO_FULL_RUN));
  await newTag(stage, "Later One");
  await green(stage.run(TO_FULL_RUN));
  await newTag(stage, "Later One", "Later Two");
  await green(stage.run(TO_FULL_RUN));
  assertEquals((await optionEffects(stage)).map((e) => e["state"]), ["confirmed", "confirmed"]);
  const done = await rollBack(stage);
  assertEquals(done.code, 0, told(done));
  assertEquals(JSON.parse(await simulators.dump()), untouched);
  assertEquals((await optionEffects(stage)).map((e) => e["state"]), ["reverted", "reverted"]);
  await green(stage.run(TO_FULL_RUN));
  assertEquals(await read(stage), []);
});
