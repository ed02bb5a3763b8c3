import { assertEquals, assertRejects } from "@std/assert";
import { LostAnswerError } from "../../../steps/engine/errors.ts";
import { updateAll } from "../../../steps/engine/update.ts";
import { Stage, wanted } from "../support/stage.ts";

const change = (id: string) => ({ wanted: wanted(id, { jobTitle: "new" }), payload: { jobTitle: "new" } });
const PATCH = "PATCH /rest/people/a";

Deno.test("an update whose answer was lost is settled by reading, and not sent again when it is there", async () => {
  await using stage = await Stage.make();
  stage.twenty.put("people", "a", { jobTitle: "old" });
  stage.twenty.mishap = (method) => (method === "PATCH" ? "lost after" : undefined);
  assertEquals(await updateAll(stage.kit, [change("a")]), new Map());
  assertEquals(stage.world.lines, [PATCH, "GET /rest/people"]);
});

Deno.test("an update that did not arrive is sent again", async () => {
  await using stage = await Stage.make();
  stage.twenty.put("people", "a", { jobTitle: "old" });
  stage.twenty.mishap = (method, _, nth) => (method === "PATCH" && nth === 1 ? "lost before" : undefined);
  await updateAll(stage.kit, [change("a")]);
  assertEquals(stage.world.lines, [PATCH, "GET /rest/people", PATCH]);
  assertEquals(stage.twenty.table("people").get("a")?.["jobTitle"], "new");
});

Deno.test("a refused update is told with its words, and the next is sent all the same", async () => {
  await using stage = await Stage.make();
  for (const id of ["a", "b"]) stage.twenty.put("people", id, { jobTitle: "old" });
  stage.twenty.refuse = (_, row) => (row["id"] === "a" ? "Invalid value" : undefined);
  assertEquals(await updateAll(stage.kit, [change("a"), change("b")]), new Map([["a", "Invalid value"]]));
  assertEquals(stage.twenty.table("people").get("b")?.["jobTitle"], "new");
});

Deno.test("an update is given up after five lost answers", async () => {
  await using stage = await Stage.make();
  stage.twenty.put("people", "a", { jobTitle: "old" });
  stage.twenty.mishap = (method) => (method === "PATCH" ? "lost before" : undefined);
  await assertRejects(() => updateAll(stage.kit, [change("a")]), LostAnswerError);
  assertEquals(stage.world.count(PATCH), 5);
});
