import { assertEquals, assertRejects } from "@std/assert";
import { LostAnswerError } from "../../../steps/base/errors.ts";
import { land } from "../../../steps/load/land.ts";
import { removeRecords } from "../../../steps/load/remove.ts";
import { Stage, wanted } from "../support/stage.ts";

const DELETE = "DELETE /rest/people/a";

async function landed(): Promise<Stage> {
  const stage = await Stage.make();
  await land(stage.kit, [wanted("a")]);
  return stage;
}

Deno.test("a record whose source row is gone is put in the bin, and read to be there", async () => {
  await using stage = await landed();
  const [result] = await removeRecords(stage.kit, [wanted("a", {})]);
  assertEquals(result?.verdict, "updated");
  assertEquals(typeof stage.twenty.table("people").get("a")?.deletedAt, "string");
  assertEquals((await stage.effects()).map((e) => [e.kind, e.state]), [["create", "confirmed"], [
    "remove",
    "confirmed",
  ]]);
  assertEquals(stage.twenty.paths.filter((p) => p.startsWith("DELETE")), [`${DELETE}?soft_delete=true`]);
});

Deno.test("a record that somebody worked on since is kept", async () => {
  await using stage = await landed();
  stage.twenty.put("people", "a", { jobTitle: "theirs" });
  const [result] = await removeRecords(stage.kit, [wanted("a", {})]);
  assertEquals(result?.verdict, "conflict");
  assertEquals([stage.world.count(DELETE), stage.twenty.table("people").get("a")?.deletedAt], [0, null]);
});

Deno.test("a record that somebody worked on in a field that is nothing to us is kept too", async () => {
  await using stage = await landed();
  stage.twenty.put("people", "a", { jobTitle: "a", theirs: "typed" });
  const [result] = await removeRecords(stage.kit, [wanted("a", {})]);
  assertEquals(result?.verdict, "conflict");
  assertEquals([stage.world.count(DELETE), stage.twenty.table("people").get("a")?.deletedAt], [0, null]);
});

Deno.test("a record that is not there any more needs nothing", async () => {
  for (const how of ["bin", "gone"]) {
    await using stage = await landed();
    if (how === "bin") stage.twenty.put("people", "a", { jobTitle: "a" }, "2026-03-02T00:00:00.000Z");
    else stage.twenty.table("people").delete("a");
    const [result] = await removeRecords(stage.kit, [wanted("a", {})]);
    assertEquals([result?.verdict, stage.world.count(DELETE)], ["unchanged", 0]);
  }
});

Deno.test("the intent to remove is on disk before the request leaves", async () => {
  await using stage = await landed();
  const states: (string | undefined)[] = [];
  stage.twenty.mishap = async (method) => {
    if (method === "DELETE") states.push(...(await stage.effects()).map((e) => `${e.kind} ${e.state}`));
    return undefined;
  };
  await removeRecords(stage.kit, [wanted("a", {})]);
  assertEquals(states, ["create confirmed", "remove sent"]);
});

Deno.test("a removal whose answer was lost is settled by reading", async () => {
  await using stage = await landed();
  stage.twenty.mishap = (method) => (method === "DELETE" ? "lost after" : undefined);
  assertEquals((await removeRecords(stage.kit, [wanted("a", {})])).map((l) => l.verdict), ["updated"]);
  assertEquals(stage.world.count(DELETE), 1);
});

Deno.test("a removal that did not happen is failed, not confirmed", async () => {
  await using stage = await landed();
  stage.twenty.mishap = (method) => (method === "DELETE" ? "lost before" : undefined);
  assertEquals((await removeRecords(stage.kit, [wanted("a", {})])).map((l) => l.verdict), ["failed"]);
  assertEquals((await stage.effects()).at(-1)?.state, "failed");
});

Deno.test("a removal that was cut off is carried on as the same effect", async () => {
  await using stage = await landed();
  stage.twenty.mishap = (method, _, nth) => (method === "GET" && nth > 3 ? "lost before" : undefined);
  await assertRejects(() => removeRecords(stage.kit, [wanted("a", {})]), LostAnswerError);
  assertEquals((await stage.effects()).map((e) => e.state), ["confirmed", "sent"]);
  stage.twenty.mishap = () => undefined;
  stage.twenty.put("people", "a", { jobTitle: "a" });
  await removeRecords(stage.kit, [wanted("a", {})]);
  assertEquals((await stage.effects()).map((e) => [e.kind, e.state]), [["create", "confirmed"], [
    "remove",
    "confirmed",
  ]]);
});
