import { assertEquals, assertRejects } from "@std/assert";
import { land } from "../../../steps/load/land.ts";
import { destroyBatch, settleRollback } from "../../../steps/load/destroy.ts";
import { Stage, wanted } from "../support/stage.ts";

const verdicts = async (stage: Stage) =>
  (await land(stage.kit, [wanted("a"), wanted("b")])).map((l) => [l.wanted.id, l.verdict]);

/** A rollback that was cut off just after its removal left. */
async function cutOff(): Promise<Stage> {
  const stage = await Stage.make();
  await land(stage.kit, [wanted("a"), wanted("b")]);
  stage.twenty.mishap = (method, _, nth) => (method === "GET" && nth > 4 ? "lost before" : undefined);
  await assertRejects(() => destroyBatch(stage.kit, "person", ["a", "b"]));
  stage.twenty.mishap = () => undefined;
  return stage;
}

Deno.test("what a cut-off rollback has removed is made again, and is not taken for people's deletion", async () => {
  await using stage = await cutOff();
  assertEquals(stage.twenty.table("people").size, 0);
  await settleRollback(stage.kit);
  assertEquals(await verdicts(stage), [["a", "created"], ["b", "created"]]);
});

Deno.test("what a cut-off rollback has not removed is as it was", async () => {
  await using stage = await cutOff();
  for (const id of ["a", "b"]) stage.twenty.put("people", id, { jobTitle: id });
  await settleRollback(stage.kit);
  assertEquals(await verdicts(stage), [["a", "unchanged"], ["b", "unchanged"]]);
  assertEquals(stage.batches().length, 1);
});

Deno.test("where nothing was left open nothing is asked", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [wanted("a")]);
  const asked = stage.twenty.paths.length;
  await settleRollback(stage.kit);
  assertEquals(stage.twenty.paths.length, asked);
});
