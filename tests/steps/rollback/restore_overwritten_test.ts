import { assertEquals } from "@std/assert";
import { findRows, insertRows } from "../../../db/rollback_rows.ts";
import { decideConflicts } from "../../../steps/load/conflicts.ts";
import { land } from "../../../steps/load/land.ts";
import { removeRecords } from "../../../steps/load/remove.ts";
import { putBack } from "../../../steps/rollback/restore_overwritten.ts";
import { refusal } from "../support/fake_twenty.ts";
import { Stage, wanted } from "../support/stage.ts";

const rowOf = (stage: Stage) => ({
  run_id: stage.kit.run,
  object: "person",
  target_id: "a",
  source_key: "patients/a",
  bucket: "keep" as const,
  reason: "edited in Twenty since",
  code: "edited" as const,
  restored: 0 as const,
});

const there = ({ twenty }: Stage) => twenty.table("people").get("a");
const give = (stage: Stage) => putBack(stage.kit, "person", [rowOf(stage)]);

/** A person's edit that was written over, or removed, as decided. */
async function overruled(how: "update" | "remove"): Promise<Stage> {
  const stage = await Stage.make();
  const next = () =>
    how === "update"
      ? land(stage.kit, [wanted("a", { jobTitle: "new" })])
      : removeRecords(stage.kit, [wanted("a", {})]);
  await land(stage.kit, [wanted("a", { jobTitle: "old" })]);
  stage.twenty.put("people", "a", { jobTitle: "theirs" });
  await next();
  await decideConflicts(stage.kit, { id: "a" }, "practicehub");
  await next();
  await stage.ledger.commit({ writes: [insertRows(stage.ledger, [rowOf(stage)])] });
  return stage;
}

async function isGivenBack(stage: Stage, reason: string): Promise<void> {
  assertEquals([there(stage)?.["jobTitle"], there(stage)?.deletedAt], ["theirs", null]);
  const effects = await stage.effects();
  assertEquals([effects.at(-1)?.state, effects.at(-1)?.reason], ["conflict", reason]);
  assertEquals(effects.filter((e) => e.state === "sent"), []);
  const rows = await findRows(stage.ledger, stage.kit.run, { buckets: ["kept"], limit: 2 });
  assertEquals(rows.map((row) => row.target_id), ["a"]);
}

for (
  const [how, reason] of [
    ["update", "edited in Twenty"],
    ["remove", "gone in PracticeHub, edited in Twenty"],
  ] as const
) {
  Deno.test(`what was decided over an edit is given back once: ${how}`, async () => {
    await using stage = await overruled(how);
    assertEquals([...await give(stage)], ["a"]);
    await isGivenBack(stage, reason);
    const [requests, effects] = [stage.world.count("PATCH /rest"), (await stage.effects()).length];
    await give(stage);
    assertEquals([stage.world.count("PATCH /rest"), (await stage.effects()).length], [requests, effects]);
  });

  for (const mishap of ["lost before", "lost after"] as const) {
    Deno.test(`a console that died giving back gives back all the same: ${how}, ${mishap}`, async () => {
      await using stage = await overruled(how);
      await stage.cutOff(() => give(stage), mishap);
      assertEquals([...await give(stage)], ["a"]);
      await isGivenBack(stage, reason);
    });
  }

  Deno.test(`what Twenty would not take back is tried by the next rollback: ${how}`, async () => {
    await using stage = await overruled(how);
    stage.twenty.mishap = (method) => method === "PATCH" ? refusal(400, "not to our liking") : undefined;
    await give(stage);
    const errored = await findRows(stage.ledger, stage.kit.run, { buckets: ["errored"], limit: 2 });
    assertEquals(errored.map((row) => row.reason), [
      "what was written over it was not put back: not to our liking",
    ]);
    stage.twenty.mishap = () => undefined;
    await give(stage);
    await isGivenBack(stage, reason);
  });
}

Deno.test("what was decided over one edit after the other is given back, the newest of each field", async () => {
  await using stage = await overruled("update");
  const again = async (theirs: Record<string, string>) => {
    stage.twenty.put("people", "a", { ...there(stage), ...theirs });
    const next = () => land(stage.kit, [wanted("a", { jobTitle: "new", city: "Leeds" })]);
    await next();
    await decideConflicts(stage.kit, { id: "a" }, "practicehub");
    await next();
  };
  await again({ city: "their first" });
  await again({ city: "their second" });
  assertEquals([there(stage)?.["jobTitle"], there(stage)?.["city"]], ["new", "Leeds"]);
  await give(stage);
  assertEquals([there(stage)?.["jobTitle"], there(stage)?.["city"]], ["theirs", "their second"]);
});

Deno.test("what was given back is not given back again over what people make of it", async () => {
  await using stage = await overruled("update");
  await give(stage);
  stage.twenty.put("people", "a", { jobTitle: "new" });
  await give(stage);
  assertEquals(there(stage)?.["jobTitle"], "new");
});

Deno.test("a record that was removed over an edit, after another was written over, is given back whole", async () => {
  await using stage = await overruled("update");
  stage.twenty.put("people", "a", { ...there(stage), linkedinLink: "theirs" });
  const remove = () => removeRecords(stage.kit, [wanted("a", {})]);
  await remove();
  await decideConflicts(stage.kit, { id: "a" }, "practicehub");
  await remove();
  assertEquals([there(stage)?.["jobTitle"], typeof there(stage)?.deletedAt], ["new", "string"]);
  await give(stage);
  assertEquals([there(stage)?.["jobTitle"], there(stage)?.deletedAt], ["theirs", null]);
});

Deno.test("what was ours when an edit was written over stays as it is", async () => {
  await using stage = await Stage.make();
  const lands = (jobTitle: string, city: string) => land(stage.kit, [wanted("a", { jobTitle, city })]);
  await lands("old", "Leeds");
  stage.twenty.put("people", "a", { jobTitle: "theirs", city: "Leeds" });
  await lands("new", "York");
  await decideConflicts(stage.kit, { id: "a" }, "practicehub");
  await lands("new", "York");
  await stage.ledger.commit({ writes: [insertRows(stage.ledger, [rowOf(stage)])] });
  await give(stage);
  assertEquals([there(stage)?.["jobTitle"], there(stage)?.["city"]], ["theirs", "York"]);
});

Deno.test("what was written over is given back in a record that people have deleted since, which stays so", async () => {
  await using stage = await overruled("update");
  const deletedAt = "2026-03-02T00:00:00.000Z";
  stage.twenty.put("people", "a", { ...there(stage) }, deletedAt);
  await give(stage);
  assertEquals([there(stage)?.["jobTitle"], there(stage)?.deletedAt], ["theirs", deletedAt]);
});

Deno.test("what was written over is given back where the record is in conflict again about something else", async () => {
  await using stage = await overruled("update");
  stage.twenty.put("people", "a", { ...there(stage), city: "theirs" });
  await land(stage.kit, [wanted("a", { jobTitle: "newer", city: "Leeds" })]);
  assertEquals((await stage.effects()).at(-1)?.state, "conflict");
  await give(stage);
  assertEquals([there(stage)?.["jobTitle"], there(stage)?.["city"]], ["theirs", "theirs"]);
});

Deno.test("what was removed over an edit is taken out of the trash, though its row is back and in conflict", async () => {
  await using stage = await overruled("remove");
  const [met] = await land(stage.kit, [wanted("a", { jobTitle: "old" })]);
  assertEquals([met?.reason, typeof there(stage)?.deletedAt], ["edited in Twenty", "string"]);
  await give(stage);
  assertEquals([there(stage)?.["jobTitle"], there(stage)?.deletedAt], ["theirs", null]);
});
