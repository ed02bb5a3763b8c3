import { assertEquals, assertRejects } from "@std/assert";
import { type Effect, insertEffects, landedKeys } from "../../../db/effects.ts";
import { hashOf } from "../../../db/hash.ts";
import { openLedger } from "../../../db/open.ts";
import { LostAnswerError, WholeRefusedError } from "../../../steps/base/errors.ts";
import { land } from "../../../steps/load/land.ts";
import { closeEffect, type Landed, openEffect } from "../../../steps/load/effect.ts";
import { editedSince } from "../../../steps/load/decide.ts";
import { removeRecords } from "../../../steps/load/remove.ts";
import type { FakeTwenty } from "../support/fake_twenty.ts";
import { Stage, wanted } from "../support/stage.ts";

const GET = "GET /rest/people";
const POST = "POST /rest/batch/people";
const verdicts = (landed: readonly Landed[]) =>
  Object.fromEntries(landed.map((l) => [l.wanted.id, l.verdict]));

Deno.test("new records take one write and one read, and are confirmed only after they were read", async () => {
  await using stage = await Stage.make();
  const landed = await land(stage.kit, [wanted("a"), wanted("b")]);
  assertEquals(verdicts(landed), { a: "created", b: "created" });
  assertEquals(stage.world.lines, [POST, GET]);
  assertEquals(await stage.transitions(), [
    "1 planned",
    "1 sent",
    "2 planned",
    "2 sent",
    "1 confirmed",
    "2 confirmed",
  ]);
});

Deno.test("the intent is on disk before the request leaves", async () => {
  await using stage = await Stage.make();
  const seen: Effect[][] = [];
  stage.twenty.mishap = async (method) => {
    if (method !== "POST" && method !== "PATCH") return undefined;
    // Read through another connection: what another process would find after a crash here.
    const other = await openLedger({ url: stage.temp.path, mode: "read" });
    seen.push(await other.db.selectFrom("effect").selectAll().orderBy("id").execute());
    await other.close();
    return undefined;
  };
  await land(stage.kit, [wanted("a", { jobTitle: "old" })]);
  await land(stage.kit, [wanted("a", { jobTitle: "new" })]);
  const [create, update] = [seen[0]?.[0], seen[1]?.[1]];
  assertEquals([create?.state, create?.kind, create?.written], ["sent", "create", '{"jobTitle":"old"}']);
  assertEquals([update?.state, update?.kind, update?.payload], ["sent", "update", '{"jobTitle":"new"}']);
  assertEquals(update?.prior, '{"jobTitle":"old"}');
});

Deno.test("landing the same again writes nothing, and reads once", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [wanted("a"), wanted("b")]);
  const before = stage.world.requests.length;
  const transitions = await stage.transitions();
  assertEquals(verdicts(await land(stage.kit, [wanted("a"), wanted("b")])), {
    a: "unchanged",
    b: "unchanged",
  });
  assertEquals(stage.world.lines.slice(before), [GET]);
  assertEquals(await stage.transitions(), transitions);
});

Deno.test("with the ledger trusted, the same again sends nothing at all", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [wanted("a")]);
  const before = stage.world.requests.length;
  assertEquals(verdicts(await land(stage.kit, [wanted("a")], { trustLedger: true })), { a: "unchanged" });
  assertEquals(stage.world.requests.length, before);
});

Deno.test("a run cut off after its request arrived ends in one record and one effect", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method) => (method === "GET" ? "lost before" : undefined);
  await assertRejects(() => land(stage.kit, [wanted("a")]), LostAnswerError);
  assertEquals((await stage.effects()).map((e) => e.state), ["sent"]);
  stage.twenty.mishap = () => undefined;
  assertEquals(verdicts(await land(stage.kit, [wanted("a")])), { a: "created" });
  assertEquals(stage.batches(), [["a"]]);
  assertEquals((await stage.effects()).map((e) => [e.id, e.state]), [[1, "confirmed"]]);
});

Deno.test("a run cut off before its request arrived carries the same effect on", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method) => (method === "POST" ? "lost before" : undefined);
  await assertRejects(() => land(stage.kit, [wanted("a")]), LostAnswerError);
  stage.twenty.mishap = () => undefined;
  assertEquals(verdicts(await land({ ...stage.kit, run: 2 }, [wanted("a")])), { a: "created" });
  assertEquals((await stage.effects()).map((e) => [e.id, e.run_id, e.state]), [[1, 2, "confirmed"]]);
  assertEquals(stage.twenty.table("people").size, 1);
});

Deno.test("an open create whose row changed meanwhile is settled as failed, and one record is made", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method) => (method === "POST" ? "lost before" : undefined);
  await assertRejects(() => land(stage.kit, [wanted("a", { jobTitle: "old" })]), LostAnswerError);
  stage.twenty.mishap = () => undefined;
  assertEquals(verdicts(await land(stage.kit, [wanted("a", { jobTitle: "new" })])), { a: "created" });
  assertEquals((await stage.effects()).map((e) => [e.id, e.state]), [[1, "failed"], [2, "confirmed"]]);
  assertEquals(stage.twenty.table("people").get("a")?.["jobTitle"], "new");
});

Deno.test("an open create that did arrive is not said to be missing when its row changed meanwhile", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method) => (method === "GET" ? "lost before" : undefined);
  await assertRejects(() => land(stage.kit, [wanted("a", { jobTitle: "old" })]), LostAnswerError);
  stage.twenty.mishap = () => undefined;
  assertEquals(verdicts(await land(stage.kit, [wanted("a", { jobTitle: "new" })])), { a: "updated" });
  const [create, update] = await stage.effects();
  assertEquals([create?.state, update?.kind, update?.state], ["confirmed", "update", "confirmed"]);
});

Deno.test("a change in the source is sent as a change, with what was there before", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [wanted("a", { jobTitle: "old", city: "x" })]);
  const landed = await land(stage.kit, [wanted("a", { jobTitle: "new", city: "x" })]);
  assertEquals(verdicts(landed), { a: "updated" });
  assertEquals(stage.world.count("PATCH /rest/people"), 1);
  const [, update] = await stage.effects();
  assertEquals([update?.kind, update?.prior], ["update", '{"jobTitle":"old","city":"x"}']);
});

Deno.test("somebody's edit is kept, and the conflict is recorded once", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [wanted("a")]);
  stage.twenty.put("people", "a", { jobTitle: "theirs" });
  const writes = stage.world.requests.filter((r) => r.method !== "GET").length;
  for (let run = 2; run < 5; run++) {
    assertEquals(verdicts(await land({ ...stage.kit, run }, [wanted("a")])), { a: "conflict" });
  }
  assertEquals(stage.world.requests.filter((r) => r.method !== "GET").length, writes);
  assertEquals(stage.twenty.table("people").get("a")?.["jobTitle"], "theirs");
  assertEquals((await stage.effects()).map((e) => [e.state, e.reason]), [
    ["confirmed", null],
    ["conflict", "edited in Twenty"],
  ]);
});

Deno.test("what somebody deleted is not made again, in the bin or gone for good", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [wanted("a"), wanted("b")]);
  stage.twenty.put("people", "a", { jobTitle: "a" }, "2026-03-02T00:00:00.000Z");
  stage.twenty.table("people").delete("b");
  for (let i = 0; i < 2; i++) {
    assertEquals(verdicts(await land(stage.kit, [wanted("a"), wanted("b")])), {
      a: "conflict",
      b: "conflict",
    });
  }
  assertEquals(stage.batches(), [["a", "b"]]);
});

Deno.test("a conflict that somebody settled our way is one no more", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [wanted("a")]);
  stage.twenty.put("people", "a", { jobTitle: "theirs" });
  await land(stage.kit, [wanted("a")]);
  stage.twenty.put("people", "a", { jobTitle: "a" });
  await land(stage.kit, [wanted("a")]);
  assertEquals(verdicts(await land(stage.kit, [wanted("a")])), { a: "unchanged" });
});

Deno.test("a refused row fails with Twenty's words, the others are confirmed, and running again tries only it", async () => {
  await using stage = await Stage.make();
  stage.twenty.refuse = (_, row) => (row["id"] === "b" ? "Invalid email" : undefined);
  const landed = await land(stage.kit, [wanted("a"), wanted("b"), wanted("c")]);
  assertEquals(verdicts(landed), { a: "created", b: "failed", c: "created" });
  assertEquals(landed.find((l) => l.wanted.id === "b")?.reason, "Invalid email");
  stage.twenty.refuse = () => undefined;
  const before = stage.batches().length;
  assertEquals(verdicts(await land(stage.kit, [wanted("a"), wanted("b"), wanted("c")])), {
    a: "unchanged",
    b: "created",
    c: "unchanged",
  });
  assertEquals(stage.batches().slice(before), [["b"]]);
});

Deno.test("what reads back differently is failed, with the fields named and no value", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method) => {
    if (method === "GET") stage.twenty.put("people", "a", { jobTitle: "canary-other", city: "x" });
    return undefined;
  };
  const [landed] = await land(stage.kit, [wanted("a", { jobTitle: "canary-mine", city: "x" })]);
  assertEquals([landed?.verdict, landed?.reason, landed?.differing], [
    "failed",
    "read back differently: jobTitle",
    ["jobTitle"],
  ]);
  const events = await stage.ledger.db.selectFrom("event").selectAll().execute();
  assertEquals(events.filter((e) => /canary/.test(JSON.stringify(e))), []);
});

/** What somebody does to the record after our write and before we read it back, and what becomes of it. */
const BETWEEN: [did: string, does: (twenty: FakeTwenty) => void, reason: string][] = [
  ["destroyed", (twenty) => twenty.table("people").clear(), "destroyed in Twenty"],
  ["deleted", (twenty) => twenty.put("people", "a", { jobTitle: "a" }, "2026-03-02"), "deleted in Twenty"],
  ["edited", (twenty) => twenty.put("people", "a", { jobTitle: "b", updatedBy: MANUAL }), "edited in Twenty"],
];

const MANUAL = { source: "MANUAL", name: "Ana" };

for (const [did, does, reason] of BETWEEN) {
  Deno.test(`what somebody ${did} between our write and our look is a conflict, stays so, and is not made again`, async () => {
    await using stage = await Stage.make();
    stage.twenty.mishap = (method) => (method === "GET" ? does(stage.twenty) : undefined, undefined);
    for (let run = 0; run < 3; run++) {
      const [landed] = await land(stage.kit, [wanted("a")]);
      assertEquals([landed?.verdict, landed?.reason], ["conflict", reason]);
    }
    assertEquals(stage.batches(), [["a"]]);
    assertEquals((await stage.effects()).map((e) => [e.state, e.reason]), [["conflict", reason]]);
  });
}

Deno.test("what somebody added before our look is kept by a rollback, although our own fields are as written", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method) => {
    if (method === "GET") stage.twenty.put("people", "a", { jobTitle: "a", city: "x", updatedBy: MANUAL });
    return undefined;
  };
  assertEquals(verdicts(await land(stage.kit, [wanted("a")])), { a: "created" });
  const [effect] = await stage.effects();
  const found = stage.twenty.table("people").get("a");
  assertEquals(effect && found && editedSince(effect, found), true);
});

Deno.test("an update of what somebody deleted meanwhile is a conflict", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [wanted("a", { jobTitle: "old" })]);
  stage.twenty.mishap = (method) => {
    if (method === "PATCH") stage.twenty.table("people").clear();
    return undefined;
  };
  const [landed] = await land(stage.kit, [wanted("a", { jobTitle: "new" })]);
  assertEquals([landed?.verdict, landed?.reason], ["conflict", "deleted in Twenty"]);
});

Deno.test("a refusal that concerns every row ends the batch at once, and leaves it to be settled", async () => {
  await using stage = await Stage.make();
  stage.twenty.refuse = () => `Object person doesn't have any "sex" field.`;
  const people = Array.from({ length: 8 }, (_, i) => wanted(`p${i}`));
  await assertRejects(() => land(stage.kit, people), WholeRefusedError, "Run the schema cell again");
  assertEquals(stage.world.lines, [POST]);
  assertEquals(new Set((await stage.effects()).map((e) => e.state)), new Set(["sent"]));
  stage.twenty.refuse = () => undefined;
  assertEquals(new Set((await land(stage.kit, people)).map((l) => l.verdict)), new Set(["created"]));
});

Deno.test("values that went with a field that was deleted are written again once it is made again", async () => {
  await using stage = await Stage.make();
  const full = wanted("a", { jobTitle: "a", sex: "F" });
  await land(stage.kit, [full]);
  stage.twenty.put("people", "a", { jobTitle: "a" });
  await assertRejects(() => land(stage.kit, [full]), WholeRefusedError, "there is no field sex any more");
  stage.twenty.put("people", "a", { jobTitle: "a", sex: null });
  assertEquals(verdicts(await land({ ...stage.kit, run: 2 }, [full])), { a: "conflict" });
  const effect = await openEffect(stage.kit, {
    kind: "schema",
    object: "schema",
    target_id: "schema-sex",
    source_key: "field person.sex",
    payload_hash: "hash",
    written: JSON.stringify({ object: "person", field: "sex", metadataId: "" }),
  });
  await closeEffect(stage.kit, effect, "confirmed");
  assertEquals(verdicts(await land({ ...stage.kit, run: 3 }, [full])), { a: "updated" });
  assertEquals(stage.twenty.table("people").get("a")?.["sex"], "F");
  stage.twenty.put("people", "a", { jobTitle: "theirs", sex: "F" });
  assertEquals(verdicts(await land({ ...stage.kit, run: 4 }, [full])), { a: "conflict" });
});

Deno.test("records that went with an object that was deleted are made again once it is made again", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [wanted("a")]);
  stage.twenty.table("people").clear();
  const effect = await openEffect(stage.kit, {
    kind: "schema",
    object: "schema",
    target_id: "schema-person",
    source_key: "object person",
    payload_hash: "hash",
    written: JSON.stringify({ object: "person", metadataId: "" }),
  });
  await closeEffect(stage.kit, effect, "confirmed");
  assertEquals(verdicts(await land(stage.kit, [wanted("a")])), { a: "created" });
  assertEquals(verdicts(await land(stage.kit, [wanted("a")])), { a: "unchanged" });
});

Deno.test("a skipped row sends nothing and is recorded once for each reason", async () => {
  await using stage = await Stage.make();
  const skip = (why: string) => ({ ...wanted("a", {}), skip: why });
  for (const why of ["no patient", "no patient", "no bytes"]) {
    assertEquals(verdicts(await land(stage.kit, [skip(why)])), { a: "skipped" });
  }
  assertEquals(stage.world.requests, []);
  assertEquals((await stage.effects()).map((e) => [e.state, e.reason]), [
    ["skipped", "no patient"],
    ["skipped", "no bytes"],
  ]);
});

Deno.test("what is wanted instead of a duplicate is on disk before it is sent", async () => {
  await using stage = await Stage.make();
  stage.twenty.refuse = (
    _,
    row,
  ) => (row["jobTitle"] === "taken" ? "A duplicate entry was detected" : undefined);
  const instead = wanted("a", { jobTitle: "free" });
  const written: (string | undefined)[] = [];
  stage.twenty.mishap = async (method) => {
    if (method === "POST") written.push((await stage.effects())[0]?.written);
    return undefined;
  };
  const landed = await land(stage.kit, [wanted("a", { jobTitle: "taken" })], {
    instead: () => Promise.resolve(instead),
  });
  assertEquals(verdicts(landed), { a: "created" });
  assertEquals(written, ['{"jobTitle":"taken"}', '{"jobTitle":"free"}']);
  assertEquals((await stage.effects()).map((e) => [e.state, e.payload_hash]), [[
    "confirmed",
    hashOf(instead.fields),
  ]]);
});

Deno.test("a record whose removal did not arrive and whose row is back is a record like any other", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [wanted("a")]);
  const [created] = await stage.effects();
  if (!created) throw new Error("nothing landed");
  await stage.ledger.commit({
    writes: insertEffects(stage.ledger, [{ ...created, id: 2, kind: "remove", state: "sent" }]),
  });
  await land(stage.kit, [wanted("a")]);
  assertEquals(await landedKeys(stage.ledger, "person", ["patients/a"]), new Set(["patients/a"]));
});

Deno.test("a run cut off while it took a record out of the trash is carried on, and the record is no person's deletion", async () => {
  for (const mishap of ["lost before", "lost after"] as const) {
    await using stage = await Stage.make();
    await land(stage.kit, [wanted("a")]);
    await removeRecords(stage.kit, [wanted("a", {})]);
    stage.twenty.mishap = (method) => (method === "PATCH" ? mishap : undefined);
    const cutOff = land(stage.kit, [wanted("a", { jobTitle: "new" })]);
    if (mishap === "lost before") await assertRejects(() => cutOff, LostAnswerError);
    else await cutOff.catch(() => {});
    stage.twenty.mishap = () => undefined;
    await land(stage.kit, [wanted("a", { jobTitle: "new" })]);
    const found = stage.twenty.table("people").get("a");
    assertEquals([found?.deletedAt, found?.["jobTitle"]], [null, "new"]);
    assertEquals((await stage.effects()).map((e) => e.state), ["confirmed", "confirmed", "confirmed"]);
  }
});

Deno.test("an update that is refused as a duplicate is sent once more with what is wanted instead", async () => {
  await using stage = await Stage.make();
  await land(stage.kit, [wanted("a", { emails: "old", jobTitle: "x" })]);
  stage.twenty.refuse = (_, row) => row["emails"] === "taken" ? "A duplicate entry was detected" : undefined;
  const other = wanted("a", { emails: "none", jobTitle: "x" });
  const again = () =>
    land(stage.kit, [wanted("a", { emails: "taken", jobTitle: "x" })], {
      instead: () => Promise.resolve(other),
    });
  assertEquals(verdicts(await again()), { a: "updated" });
  assertEquals(stage.twenty.table("people").get("a")?.["emails"], "none");
  const [, update] = await stage.effects();
  assertEquals([update?.state, update?.payload, update?.written], [
    "confirmed",
    '{"emails":"none"}',
    '{"emails":"none","jobTitle":"x"}',
  ]);
});
