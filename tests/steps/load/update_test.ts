import { assertEquals, assertRejects } from "@std/assert";
import { LostAnswerError } from "../../../steps/base/errors.ts";
import { updateAll } from "../../../steps/load/update.ts";
import type { Fields } from "../../../steps/twenty/json.ts";
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
  assertEquals(
    await updateAll(stage.kit, [change("a"), change("b")]),
    new Map([["a", { code: "refused" as const, reason: "Invalid value" }]]),
  );
  assertEquals(stage.twenty.table("people").get("b")?.["jobTitle"], "new");
});

Deno.test("an update is given up after five lost answers", async () => {
  await using stage = await Stage.make();
  stage.twenty.put("people", "a", { jobTitle: "old" });
  stage.twenty.mishap = (method) => (method === "PATCH" ? "lost before" : undefined);
  await assertRejects(() => updateAll(stage.kit, [change("a")]), LostAnswerError);
  assertEquals(stage.world.count(PATCH), 5);
});

const OLD: Fields = { jobTitle: "old" };
const LATER = "2026-03-05T00:00:00.000Z";

/** An update of `a`, read as it is now; what happens then, happens between our look and our write. */
async function lookedThen(stage: Stage, then: () => void, payload: Fields = { jobTitle: "new" }) {
  const found = stage.twenty.put("people", "a", OLD);
  then();
  const update = { wanted: wanted("a", payload), payload, since: { found, prior: OLD } };
  return { refused: await updateAll(stage.kit, [update]), now: stage.twenty.table("people").get("a") };
}

const edit = (stage: Stage, fields: Fields) => () =>
  stage.twenty.table("people").set("a", { ...stage.twenty.put("people", "a", fields), updatedAt: LATER });

Deno.test("an update of what nobody touched since our look is one request", async () => {
  await using stage = await Stage.make();
  const { refused, now } = await lookedThen(stage, () => {});
  assertEquals([refused.size, now?.["jobTitle"]], [0, "new"]);
  assertEquals(stage.world.lines, ["PATCH /rest/people"]);
});

Deno.test("what somebody wrote into our field between our look and our write is kept, and told", async () => {
  await using stage = await Stage.make();
  const { refused, now } = await lookedThen(stage, edit(stage, { jobTitle: "theirs" }));
  assertEquals([[...refused], now?.["jobTitle"]], [
    [["a", { code: "edited", reason: "edited in Twenty" }]],
    "theirs",
  ]);
});

Deno.test("what somebody wrote into a field of their own meanwhile stays, and ours is updated", async () => {
  await using stage = await Stage.make();
  const { refused, now } = await lookedThen(stage, edit(stage, { ...OLD, city: "theirs" }));
  assertEquals([refused.size, now?.["jobTitle"], now?.["city"]], [0, "new", "theirs"]);
  assertEquals(stage.world.lines, ["PATCH /rest/people", "GET /rest/people", "PATCH /rest/people"]);
});

Deno.test("what somebody deleted meanwhile is not updated, and told", async () => {
  await using stage = await Stage.make();
  const bin = () => stage.twenty.put("people", "a", OLD, LATER);
  assertEquals([...(await lookedThen(stage, () => void bin())).refused], [["a", {
    code: "not-found",
    reason: "Record not found",
  }]]);
  assertEquals(stage.twenty.table("people").get("a")?.["jobTitle"], "old");
});

Deno.test("a server that does not understand the condition is sent the update by id", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method, path) =>
    method === "PATCH" && path === "/rest/people" ? Response.json({ data: { updatePeople: [] } }) : undefined;
  const { refused, now } = await lookedThen(stage, () => {});
  assertEquals([refused.size, now?.["jobTitle"]], [0, "new"]);
  assertEquals(stage.world.lines, ["PATCH /rest/people", "GET /rest/people", "PATCH /rest/people/a"]);
});

Deno.test("a lost answer to such an update is settled by reading", async () => {
  for (const lost of ["lost after", "lost before"] as const) {
    await using stage = await Stage.make();
    stage.twenty.mishap = (method, _, nth) => (method === "PATCH" && nth === 1 ? lost : undefined);
    const { refused, now } = await lookedThen(stage, () => {});
    assertEquals([refused.size, now?.["jobTitle"]], [0, "new"]);
    assertEquals(stage.world.count("PATCH /rest/people/a"), 0, "never without its condition");
  }
});
