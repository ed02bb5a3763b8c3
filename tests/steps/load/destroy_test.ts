import { assertEquals } from "@std/assert";
import { land } from "../../../steps/load/land.ts";
import { destroyBatch } from "../../../steps/load/destroy.ts";
import type { Wanted } from "../../../steps/load/effect.ts";
import { findRows, insertRows, oursOf } from "../../../db/rollback_rows.ts";
import { refusal } from "../support/fake_twenty.ts";
import { Stage, wanted } from "../support/stage.ts";

/** Records of ours, all of which a plan removes. */
async function landed(...those: (string | Wanted)[]): Promise<Stage> {
  const stage = await Stage.make();
  const all = those.map((one) => typeof one === "string" ? wanted(one) : one);
  await land(stage.kit, all);
  const row = {
    run_id: stage.kit.run,
    object: "person",
    bucket: "reverse",
    reason: "",
    code: null,
    restored: 0,
  } as const;
  const rows = all.map(({ id, sourceKey }) => ({ ...row, target_id: id, source_key: sourceKey }));
  await stage.ledger.commit({ writes: [insertRows(stage.ledger, rows)] });
  return stage;
}

/** `bucket: reason` of each row. */
async function buckets({ ledger, kit }: Stage): Promise<Record<string, string>> {
  const all = ["reverse", "keep", "absent", "reversed", "kept", "errored"] as const;
  const rows = await findRows(ledger, kit.run, { buckets: all, limit: 10 });
  return Object.fromEntries(rows.map((row) => [row.target_id, `${row.bucket}: ${row.reason}`]));
}

const GONE = "reversed: removed by rollback";

const states = async (stage: Stage) =>
  Object.fromEntries((await stage.effects()).map((e) => [e.target_id, e.state]));

Deno.test("records that are as we left them are removed for good, read to be gone, and noted", async () => {
  await using stage = await landed("a", "b");
  await destroyBatch(stage.kit, "person", ["a", "b"]);
  assertEquals(await buckets(stage), { a: GONE, b: GONE });
  assertEquals([stage.twenty.table("people").size, await states(stage)], [0, {
    a: "reverted",
    b: "reverted",
  }]);
  assertEquals(stage.world.lines.slice(-3), ["GET /rest/people", "DELETE /rest/people", "GET /rest/people"]);
});

Deno.test("a record that holds a file has a request of its own; what holds none goes together", async () => {
  const file = (id: string) => ({ file: [{ fileId: `of ${id}`, label: "x.pdf" }] });
  await using stage = await landed(wanted("a"), wanted("b", file("b")), wanted("c"), wanted("d", file("d")));
  await destroyBatch(stage.kit, "person", ["a", "b", "c", "d"]);
  assertEquals(await buckets(stage), { a: GONE, b: GONE, c: GONE, d: GONE });
  const removals = stage.twenty.paths.filter((path) => path.startsWith("DELETE")).map(decodeURIComponent);
  assertEquals(removals.map((path) => path.slice(path.indexOf('["'))), ['["b"]', '["d"]', '["a","c"]']);
});

Deno.test("what the timeline says of a record goes before it, and of no record that is kept", async () => {
  await using stage = await landed("a", "b");
  stage.twenty.put("people", "a", { ...stage.twenty.table("people").get("a"), linkedinLink: "theirs" });
  await destroyBatch(stage.kit, "person", ["a", "b"], "targetPersonId");
  const removals = stage.twenty.paths.filter((path) => path.startsWith("DELETE")).map(decodeURIComponent);
  assertEquals(removals, [
    'DELETE /rest/timelineActivities?filter=targetPersonId[in]:["b"]',
    'DELETE /rest/people?filter=id[in]:["b"]',
  ]);
});

Deno.test("a key that may not touch the timeline still takes the records back, and it is said", async () => {
  await using stage = await landed("a");
  stage.twenty.mishap = (method, path) =>
    method === "DELETE" && path.endsWith("timelineActivities") ? refusal(400, "no permission") : undefined;
  await destroyBatch(stage.kit, "person", ["a"], "targetPersonId");
  assertEquals(await buckets(stage), { a: GONE });
  const told = await stage.ledger.db.selectFrom("event").select("message").where("kind", "=", "timeline")
    .execute();
  assertEquals(told.map((event) => event.message), [
    "people: what Twenty's timeline says of them stays (no permission)",
  ]);
});

Deno.test("a record that was edited between the plan and now is kept", async () => {
  await using stage = await landed("a", "b");
  const row = stage.twenty.table("people").get("a");
  stage.twenty.put("people", "a", { ...row, linkedinLink: "theirs" });
  await destroyBatch(stage.kit, "person", ["a", "b"]);
  assertEquals(await buckets(stage), { a: "kept: edited in Twenty since", b: GONE });
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
  await destroyBatch(stage.kit, "person", ["a"]);
  assertEquals(await buckets(stage), { a: GONE });
});

Deno.test("what Twenty refuses to remove is errored, with its words, and stays ours", async () => {
  await using stage = await landed("a");
  stage.twenty.mishap = (method) => (method === "DELETE" ? refusal(400, "not allowed") : undefined);
  await destroyBatch(stage.kit, "person", ["a"]);
  assertEquals(await buckets(stage), { a: "errored: not allowed" });
  assertEquals(await states(stage), { a: "confirmed" });
});

Deno.test("what was reverted is not ours any more, and a rollback carries on after a kill", async () => {
  await using stage = await landed("a", "b");
  await destroyBatch(stage.kit, "person", ["a"]);
  assertEquals([...(await oursOf(stage.ledger, "person", ["a", "b", "sent", "skipped"])).keys()], ["b"]);
  await destroyBatch(stage.kit, "person", ["b"]);
  assertEquals((await oursOf(stage.ledger, "person", ["a", "b"])).size, 0);
});

Deno.test("skipped rows are not ours; rows whose answer was lost may be", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [{ ...wanted("skipped"), skip: "no patient" }]);
  stage.twenty.mishap = (method) => (method === "GET" ? "lost before" : undefined);
  await land(stage.kit, [wanted("sent")]).catch(() => {});
  assertEquals([...(await oursOf(stage.ledger, "person", ["a", "b", "sent", "skipped"])).keys()], ["sent"]);
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

Deno.test("a person's work is theirs in a record that was never read back, as the server says who was last", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method) => (method === "POST" ? "lost after" : "lost before");
  await land(stage.kit, [wanted("a")]).catch(() => {});
  stage.twenty.mishap = () => undefined;
  const updatedBy = { source: "MANUAL", workspaceMemberId: "somebody" };
  stage.twenty.put("people", "a", { jobTitle: "a", theirs: "typed", updatedBy });
  await destroyBatch(stage.kit, "person", ["a"]);
  assertEquals(stage.twenty.table("people").size, 1);
  await land(stage.kit, [wanted("a")]);
  await destroyBatch(stage.kit, "person", ["a"]);
  assertEquals(stage.twenty.table("people").size, 1);
});
