import { assertEquals } from "@std/assert";
import { land } from "../../../steps/engine/land.ts";
import { destroyBatch } from "../../../steps/rollback/destroy.ts";
import { oursOf } from "../../../steps/rollback/ours.ts";
import { editedSince } from "../../../steps/engine/edited_since.ts";
import { recordHash } from "../../../steps/twenty/compare.ts";
import type { Found } from "../../../steps/twenty/json.ts";
import { refusal } from "../support/fake_twenty.ts";
import { Stage, wanted } from "../support/stage.ts";

async function landed(...ids: string[]): Promise<Stage> {
  const stage = await Stage.make();
  await land(stage.kit, ids.map((id) => wanted(id)));
  return stage;
}

const states = async (stage: Stage) =>
  Object.fromEntries((await stage.effects()).map((e) => [e.target_id, e.state]));

Deno.test("records that are as we left them are removed for good, read to be gone, and noted", async () => {
  await using stage = await landed("a", "b");
  assertEquals(await destroyBatch(stage.kit, "person", ["a", "b"]), { reversed: 2, kept: [], errored: [] });
  assertEquals([stage.twenty.table("people").size, await states(stage)], [0, {
    a: "reverted",
    b: "reverted",
  }]);
  assertEquals(stage.world.lines.slice(-3), ["GET /rest/people", "DELETE /rest/people", "GET /rest/people"]);
});

Deno.test("a record that was edited between the plan and now is kept", async () => {
  await using stage = await landed("a", "b");
  const row = stage.twenty.table("people").get("a");
  stage.twenty.put("people", "a", { ...row, linkedinLink: "theirs" });
  const result = await destroyBatch(stage.kit, "person", ["a", "b"]);
  assertEquals([result.reversed, result.kept.map((k) => k.sourceKey)], [1, ["patients/a"]]);
  assertEquals([...stage.twenty.table("people").keys()], ["a"]);
  assertEquals(await states(stage), { a: "confirmed", b: "reverted" });
});

Deno.test("a lost answer is settled by reading; a record that is gone is not an error", async () => {
  await using stage = await landed("a");
  let lost = true;
  stage.twenty.mishap = (method) => {
    if (method !== "DELETE" || !lost) return undefined;
    lost = false;
    return "lost after";
  };
  assertEquals(await destroyBatch(stage.kit, "person", ["a"]), { reversed: 1, kept: [], errored: [] });
});

Deno.test("what Twenty refuses to remove is errored, with its words, and stays ours", async () => {
  await using stage = await landed("a");
  stage.twenty.mishap = (method) => (method === "DELETE" ? refusal(400, "not allowed") : undefined);
  const result = await destroyBatch(stage.kit, "person", ["a"]);
  assertEquals([result.reversed, result.errored.map((e) => e.reason)], [0, ["not allowed"]]);
  assertEquals(await states(stage), { a: "confirmed" });
});

Deno.test("what was reverted is not ours any more, and a rollback carries on after a kill", async () => {
  await using stage = await landed("a", "b");
  await destroyBatch(stage.kit, "person", ["a"]);
  assertEquals([...(await oursOf(stage.ledger, "person")).keys()], ["b"]);
  await destroyBatch(stage.kit, "person", ["b"]);
  assertEquals((await oursOf(stage.ledger, "person")).size, 0);
});

Deno.test("skipped rows are not ours; rows whose answer was lost may be", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [{ ...wanted("skipped"), skip: "no patient" }]);
  stage.twenty.mishap = (method) => (method === "GET" ? "lost before" : undefined);
  await land(stage.kit, [wanted("sent")]).catch(() => {});
  assertEquals([...(await oursOf(stage.ledger, "person")).keys()], ["sent"]);
});

Deno.test("the intent to remove is on disk before the request leaves", async () => {
  await using stage = await landed("a");
  const seen: (string | null | undefined)[] = [];
  stage.twenty.mishap = async (method) => {
    if (method === "DELETE") seen.push(...(await stage.effects()).flatMap((e) => [e.state, e.reason]));
    return undefined;
  };
  await destroyBatch(stage.kit, "person", ["a"]);
  assertEquals(seen, ["sent", "being removed by rollback"]);
});

Deno.test("what a person typed stays theirs when we update the record afterwards", async () => {
  await using stage = await landed("a");
  stage.twenty.put("people", "a", { jobTitle: "a", theirs: "typed" });
  const [updated] = await land(stage.kit, [wanted("a", { jobTitle: "b" })]);
  assertEquals(updated?.verdict, "updated");
  const there = stage.twenty.table("people").get("a");
  assertEquals([there?.["jobTitle"], there?.["theirs"]], ["b", "typed"]);
  assertEquals((await destroyBatch(stage.kit, "person", ["a"])).kept.map((k) => k.reason), [
    "edited in Twenty since",
  ]);
});

Deno.test("a person's work is theirs in a record that was never read back, as the server says who was last", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method) => (method === "POST" ? "lost after" : "lost before");
  await land(stage.kit, [wanted("a")]).catch(() => {});
  stage.twenty.mishap = () => undefined;
  const updatedBy = { source: "MANUAL", workspaceMemberId: "somebody" };
  stage.twenty.put("people", "a", { jobTitle: "a", theirs: "typed", updatedBy });
  assertEquals((await destroyBatch(stage.kit, "person", ["a"])).reversed, 0);
  await land(stage.kit, [wanted("a")]);
  assertEquals((await destroyBatch(stage.kit, "person", ["a"])).reversed, 0);
});

const found: Found = { id: "a", jobTitle: "x", deletedAt: null, updatedAt: "2026-03-01T00:00:00.000Z" };
const mine = { targetId: "a", sourceKey: "patients/a", seen: recordHash(found), written: '{"jobTitle":"x"}' };

Deno.test("any edit counts, ours or in a field of theirs; the bin and the server's own marks do not", () => {
  assertEquals(editedSince(mine, found), undefined);
  assertEquals(editedSince(mine, { ...found, jobTitle: "y" }), "edited in Twenty since");
  assertEquals(editedSince(mine, { ...found, theirs: "y" }), "edited in Twenty since");
  assertEquals(editedSince(mine, { ...found, deletedAt: "2026-03-02T00:00:00.000Z" }), undefined);
  assertEquals(
    editedSince(mine, { ...found, deletedAt: "2026-03-02T00:00:00.000Z", theirs: "y" }),
    "edited in Twenty since",
  );
  assertEquals(
    editedSince(mine, { ...found, updatedAt: "2030-01-01T00:00:00.000Z", position: 3 }),
    undefined,
  );
});

Deno.test("a record that was never read back is judged by what we wrote", () => {
  const unread = { ...mine, seen: null };
  assertEquals(editedSince(unread, { ...found, theirs: "y" }), undefined);
  assertEquals(editedSince(unread, { ...found, jobTitle: "y" }), "edited in Twenty since");
});
