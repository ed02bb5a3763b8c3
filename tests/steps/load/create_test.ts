import { assertEquals, assertRejects } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { createAll } from "../../../steps/load/create.ts";
import { LostAnswerError } from "../../../steps/base/errors.ts";
import { Stage, wanted } from "../support/stage.ts";

const people = (n: number) => Array.from({ length: n }, (_, i) => wanted(`p${i}`));
const POST = "POST /rest/batch/people";

Deno.test("a batch without trouble is one request", async () => {
  await using stage = await Stage.make();
  assertEquals(await createAll(stage.kit, people(200)), new Map());
  assertEquals(stage.world.lines, [POST]);
  assertEquals(stage.twenty.table("people").size, 200);
});

Deno.test("bisection finds the bad rows with few requests, and every other row goes through", async () => {
  await using stage = await Stage.make();
  const bad = new Set(["p3", "p120"]);
  stage.twenty.refuse = (_, row) => (bad.has(String(row["id"])) ? "Invalid email" : undefined);
  assertEquals(
    await createAll(stage.kit, people(200)),
    new Map(["p3", "p120"].map((id) => [id, { code: "refused" as const, reason: "Invalid email" }])),
  );
  assertEquals(stage.twenty.table("people").size, 198);
  // Two rows among 200: about 2 × 2 × log2(200) requests, where one by one would be 200.
  if (stage.world.requests.length > 33) throw new Error(`${stage.world.requests.length} requests`);
});

Deno.test("whichever rows are bad, exactly those are refused and no good one is sent again", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 39 })),
      async (n, bad) => {
        await using stage = await Stage.make();
        const refused = new Set(bad.filter((i) => i < n).map((i) => `p${i}`));
        stage.twenty.refuse = (_, row) => (refused.has(String(row["id"])) ? "Invalid email" : undefined);
        const answer = await createAll(stage.kit, people(n));
        assertEquals(new Set(answer.keys()), refused);
        assertEquals(stage.twenty.table("people").size, n - refused.size);
      },
    ),
    { numRuns: 25 },
  );
});

Deno.test("a lost answer is settled by reading, and what is there is not sent again", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method, _, nth) => (method === "POST" && nth === 1 ? "lost after" : undefined);
  assertEquals(await createAll(stage.kit, people(3)), new Map());
  assertEquals(stage.world.lines, [POST, "GET /rest/people"]);
});

Deno.test("a lost answer is settled by reading, and what is not there is sent once more", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method, _, nth) => (method === "POST" && nth === 1 ? "lost before" : undefined);
  await createAll(stage.kit, people(3));
  assertEquals(stage.world.lines, [POST, "GET /rest/people", POST]);
  assertEquals(stage.twenty.table("people").size, 3);
});

Deno.test("a broken answer, a page of a proxy and a server fault are lost answers", async () => {
  for (
    const broken of [
      new Response('{"data":{"createPeo', { status: 201 }),
      new Response("<html>Bad gateway</html>", { status: 502 }),
      Response.json({ messages: ["worker fell over"] }, { status: 500 }),
    ]
  ) {
    await using stage = await Stage.make();
    stage.twenty.mishap = (method, _, nth) => (method === "POST" && nth === 1 ? broken : undefined);
    assertEquals(await createAll(stage.kit, people(2)), new Map());
    assertEquals(stage.world.lines, [POST, "GET /rest/people", POST]);
  }
});

Deno.test("a late duplicate of our own is settled by reading: it is no refusal", async () => {
  await using stage = await Stage.make();
  // The request that was given up on is carried out just after we looked.
  stage.twenty.mishap = (method, _, nth) => {
    if (method === "POST" && nth === 1) return "lost before";
    if (method === "POST" && nth === 3) {
      for (const w of people(2)) stage.twenty.put("people", w.id, w.fields);
    }
    return undefined;
  };
  assertEquals(await createAll(stage.kit, people(2)), new Map());
  assertEquals(stage.world.lines, [POST, "GET /rest/people", POST, "GET /rest/people"]);
});

Deno.test("a duplicate of somebody else's stands alone in the end, with Twenty's words", async () => {
  await using stage = await Stage.make();
  stage.twenty.refuse = (_, row) => (row["id"] === "p1" ? "A duplicate entry was detected" : undefined);
  assertEquals(
    await createAll(stage.kit, people(4)),
    new Map([["p1", { code: "duplicate" as const, reason: "A duplicate entry was detected" }]]),
  );
  assertEquals([...stage.twenty.table("people").keys()].sort(), ["p0", "p2", "p3"]);
});

Deno.test("after five lost answers it gives up, and says which request", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method) => (method === "POST" ? "lost before" : undefined);
  const error = await assertRejects(() => createAll(stage.kit, people(2)), LostAnswerError);
  assertEquals(error.where, POST);
  assertEquals(stage.world.count(POST), 5);
});

Deno.test("upsert is never asked for", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method, _, nth) => (method === "POST" && nth < 3 ? "lost after" : undefined);
  stage.twenty.refuse = (_, row) => (row["id"] === "p1" ? "A duplicate entry was detected" : undefined);
  await createAll(stage.kit, people(4));
  for (const path of stage.twenty.paths) if (/upsert/i.test(path)) throw new Error(path);
  for (const body of stage.twenty.bodies) {
    if (/upsert/i.test(JSON.stringify(body) ?? "")) throw new Error("body");
  }
});

Deno.test("rows that are too many bytes for one request go in several", async () => {
  await using stage = await Stage.make();
  const long = "x".repeat(3_000_000);
  await createAll(stage.kit, ["a", "b", "c", "d"].map((id) => wanted(id, { jobTitle: long })));
  assertEquals(stage.batches(), [["a", "b"], ["c", "d"]]);
});
