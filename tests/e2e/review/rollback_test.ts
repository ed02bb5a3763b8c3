import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { openStage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { green, intercept, last, moved, read, rollBack, SMALL } from "./ground.ts";

for (const [where, inTrash] of [["live", false], ["in the trash", true]] as const) {
  Deno.test(`rollback: an appointment of somebody else, ${where}, keeps the object of appointments`, async () => {
    await using stage = await moved();
    const { simulators } = stage;
    const { id } = await simulators.person("POST", "appointments", { name: "Somebody's own" });
    if (inTrash) await simulators.person("DELETE", `appointments/${id}`);

    const done = await rollBack(stage);
    assertEquals(done.code, 0, told(done));
    assertStringIncludes(done.last.verdict, "rows are as before");
    const schema = done.last.tables?.find((t) => t.id === "schema")?.rows ?? [];
    assertEquals(schema.filter(([what]) => what === "object appointment"), [
      ["object appointment", "kept: 1 row that stays is in it"],
    ]);
    const dump = await simulators.dump();
    assert(dump.includes(id) && dump.includes("Somebody's own"), "the row is not there any more");
    assertEquals(dump.includes("patients/"), false, "rows of ours are still there");
  });
}

Deno.test("rollback: what happens to other people's rows while the schema is taken back makes the run red", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const { id } = await simulators.person("POST", "companies", { name: "Before" });
  let edits = 0;
  using _ = intercept(stage, async ({ pathname }, { method }) => {
    const takesBack = method === "DELETE" && pathname.startsWith("/rest/metadata/");
    if (takesBack && edits++ === 0) {
      await simulators.person("PATCH", `companies/${id}`, { name: "Meanwhile" });
    }
    return undefined;
  });
  const done = await rollBack(stage);
  assert(edits > 0, "no field was removed");
  assertEquals(done.code, 1, told(done));
  assertStringIncludes(done.last.verdict, "not as before");
});

Deno.test("rollback: after a delta that renamed a file everything can be moved again", async () => {
  await using stage = await openStage(SMALL);
  const { simulators } = stage;
  const untouched = JSON.parse(await simulators.dump());
  await green(stage.run(TO_FULL_RUN));
  const { files = [] } = await simulators.practice();
  const file = last(files.filter((row) => row.url === "signed" && row.entity_type === "patient"));
  await simulators.putRow("files", { ...file, file_name: "another name.pdf" });
  const delta = await green(stage.run(["delta"]));
  assertEquals(delta.last.reconciliation?.find((r) => r.object === "attachment")?.updated, 1, told(delta));
  assertEquals(await read(stage), []);

  const done = await rollBack(stage);
  assertEquals(done.code, 0, told(done));
  assertEquals(JSON.parse(await simulators.dump()), untouched);
  await green(stage.run(["schema", "sample", "full-run"]));
  assertEquals(await read(stage), []);
});
