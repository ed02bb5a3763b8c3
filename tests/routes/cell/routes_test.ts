import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { openPage } from "../support/open_page.ts";

Deno.test("running a cell starts its step with the form's input and the name of who pressed", async () => {
  const seen: unknown[] = [];
  await using page = await openPage({
    acts: {
      audit: (kit, input) => {
        seen.push(kit.who, input);
        return { state: "green", verdict: "done" };
      },
    },
  });
  await page.post("/name", { name: "Ana" });
  assertEquals((await page.post("/cells/audit/run", { deep: "true" })).status, 200);
  await page.console.runner.active?.done;
  assertEquals(seen, ["Ana", { deep: true }]);
});

Deno.test("without the script a press comes back to the cell", async () => {
  await using page = await openPage();
  const answer = await page.post("/cells/audit/run", {}, { "hx-request": "false" });
  assertEquals(answer.status, 303);
  assertEquals(answer.headers.get("location"), "/#cell-audit");
});

Deno.test("pause, resume and cancel reach the run, and each says who pressed", async () => {
  const paused = Promise.withResolvers<void>();
  await using page = await openPage({
    acts: {
      extract: async (kit) => {
        await paused.promise;
        await kit.control.pass();
        return { state: "green", verdict: "done" };
      },
    },
  });
  await page.post("/cells/extract/run");
  const { active } = page.console.runner;
  await page.post("/cells/extract/pause");
  assert(active?.control.paused);
  paused.resolve();
  await page.post("/cells/extract/resume");
  await active?.done;
  const log = await (await page.get("/cells/extract/log")).text();
  assertStringIncludes(log, "paused by operator");
  assertStringIncludes(log, "resumed by operator");
});

Deno.test("what cannot be pressed says why, beside the cell", async () => {
  const gate = Promise.withResolvers<void>();
  await using page = await openPage({
    acts: { extract: async () => (await gate.promise, { state: "green", verdict: "done" }) },
  });
  const cases: [string, number, string][] = [
    ["/cells/audit/pause", 422, "This cell is not running"],
    ["/cells/breakfast/run", 422, "There is no such cell"],
  ];
  await page.post("/cells/extract/run");
  cases.push(["/cells/audit/run", 409, "Not started: extract was running."]);
  cases.push(["/maps/confirm", 409, "A cell is running; wait for it"]);
  for (const [path, status, sentence] of cases) {
    const answer = await page.post(path);
    assertEquals(answer.status, status, path);
    assertStringIncludes(await answer.text(), sentence);
  }
  gate.resolve();
});

Deno.test("a run has an address, and says what differs from the one before", async () => {
  let conflicts = 5;
  const counts = { created: 0, updated: 0, unchanged: 10, skipped: 0, failed: 0 };
  await using page = await openPage({
    acts: {
      "full-run": () => ({
        state: "green",
        verdict: "done",
        reconciliation: [{ object: "person", source: 10 + conflicts, ...counts, conflict: conflicts }],
      }),
    },
  });
  for (const next of [5, 2]) {
    conflicts = next;
    await page.post("/cells/full-run/run");
    await page.console.runner.active?.done;
  }
  const html = await (await page.get("/cells/full-run/runs/2")).text();
  assertStringIncludes(html, "3 fewer conflicts than run 1");
  assertStringIncludes(await (await page.get("/")).text(), "3 fewer conflicts than run 1");
  const none = await page.get("/cells/full-run/runs/9");
  assertEquals(none.status, 422);
  assertStringIncludes(await none.text(), "has no run 9");
});

Deno.test("an error nobody foresaw gives nothing away, and the journal says where it was", async () => {
  await using page = await openPage({
    decisions: {
      currentSample: () => Promise.resolve(undefined),
      signOff: () => Promise.reject(new TypeError("Mrs Canary, born 1950")),
      assignMember: () => Promise.resolve(),
    },
  });
  const answer = await page.post("/sample/sign-off", { diffHash: "x" });
  const text = await answer.text();
  assertEquals(answer.status, 500);
  assertStringIncludes(text, "This is a fault in Handover");
  const journal = await (await page.get("/journal/log")).text();
  assertMatch(journal, /A fault in Handover: TypeError at routes\/cell\/routes_test\.ts:\d+/);
  assert(!(text + journal).includes("Canary"));
});
