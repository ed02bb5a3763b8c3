import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Outcome, StepId } from "../../../steps/runbook/step.ts";
import { openPage, type PageUnderTest, SETTINGS } from "../support/open_page.ts";

const GREEN: Outcome = { state: "green", verdict: "done" };

/** A page whose cells note that they run; `ends` says how some of them end. */
async function noted(
  ends: Partial<Record<StepId, () => Outcome | Promise<Outcome>>> = {},
  gate = Promise.withResolvers<Outcome>(),
) {
  const ran: string[] = [];
  const act = (id: StepId) => (kit: { who: string }) => {
    ran.push(`${id} ${kit.who}`);
    return ends[id]?.() ?? GREEN;
  };
  const page = await openPage({
    acts: { audit: act("audit"), schema: act("schema"), extract: act("extract"), members: act("members") },
  });
  await page.post("/name", { name: "Ana" });
  return {
    page,
    ran,
    async [Symbol.asyncDispose]() {
      // A test that failed has not let its cell end.
      gate.resolve(GREEN);
      await page[Symbol.asyncDispose]();
    },
  };
}

const chain = (page: PageUnderTest, cells: string) =>
  page.post(`/cells/${cells.split(",").at(-1)}/run`, { cells });

async function cell(page: PageUnderTest, id: StepId): Promise<string> {
  const html = await (await page.get("/")).text();
  return html.slice(html.indexOf(`id="live-${id}"`), html.indexOf(`id="log-fold-${id}"`));
}

const journal = async (page: PageUnderTest) => await (await page.get("/journal/log")).text();

Deno.test("a cell offers what it builds on, by name, and runs it in order under the name of who pressed", async () => {
  await using s = await noted();
  assertStringIncludes(await cell(s.page, "extract"), "Run audit, schema and this one");
  assertEquals((await chain(s.page, "audit,schema,extract")).status, 200);
  await s.page.console.chain.done;
  assertEquals(s.ran, ["audit Ana", "schema Ana", "extract Ana"]);
  assertStringIncludes(
    await journal(s.page),
    "audit, schema and extract, one after the other, were ordered by Ana",
  );
  assertStringIncludes(await journal(s.page), "the chain of Ana is over: done");
  assert(!(await cell(s.page, "extract")).includes("and this one"));
});

Deno.test("of green cells only those are offered that an earlier one may make stale, and they run only if it does", async () => {
  await using s = await noted();
  await chain(s.page, "audit,schema,extract");
  await s.page.console.chain.done;
  await s.page.post("/cells/members/run");
  await s.page.console.runner.active?.done;
  s.ran.length = 0;
  await s.page.post("/settings", { ...SETTINGS, timeZone: "Europe/Dublin" });
  assertStringIncludes(await cell(s.page, "sample"), "Run extract and this one");
  await chain(s.page, "extract,sample");
  await s.page.console.chain.done;
  assertEquals(s.ran, ["extract Ana"]);
});

Deno.test("a chain stops at the first cell that is not green, and says which did not run", async () => {
  await using s = await noted({ schema: () => ({ state: "waiting", verdict: "decide first" }) });
  await chain(s.page, "audit,schema,extract");
  await s.page.console.chain.done;
  assertEquals(s.ran, ["audit Ana", "schema Ana"]);
  assertStringIncludes(await journal(s.page), "stopped: schema is not green; extract did not run");
  assertEquals(s.page.console.chain.current, undefined);
});

Deno.test("other cells than would run by now are not run, not even the first", async () => {
  await using s = await noted();
  for (const shown of ["schema,extract", "audit,extract", "extract"]) {
    const answer = await chain(s.page, shown);
    assertEquals(answer.status, 422, shown);
    assertStringIncludes(await answer.text(), "By now audit, schema and extract would run");
  }
  const elsewhere = await s.page.post("/cells/sample/run", { cells: "audit,schema,extract" });
  assertEquals(elsewhere.status, 422);
  assertEquals(s.ran, []);
});

Deno.test("everybody sees what waits for its turn; cancelling starts nothing more and lets the cell that runs end", async () => {
  const gate = Promise.withResolvers<Outcome>();
  await using s = await noted({ audit: () => gate.promise }, gate);
  await chain(s.page, "audit,schema,extract");
  const cookie = await s.page.enter("let-me-look");
  const seen = await (await s.page.ask("/", { headers: { cookie } })).text();
  assertStringIncludes(seen, "Runs after schema if that is green, ordered by Ana");
  assert(!seen.includes("Cancel what has not begun"), "a viewer has no such button");
  assertStringIncludes(await cell(s.page, "extract"), "Cancel what has not begun");
  await s.page.post("/name", { name: "Ben" });
  assertEquals((await s.page.post("/chain/cancel")).status, 200);
  gate.resolve(GREEN);
  await s.page.console.chain.done;
  assertEquals(s.ran, ["audit Ana"]);
  assertStringIncludes(await journal(s.page), "cancelled by Ben; schema and extract will not run");
  assertEquals((await s.page.post("/chain/cancel")).status, 422);
});

Deno.test("two who press at once start one chain, and nobody gets between its cells", async () => {
  const gate = Promise.withResolvers<Outcome>();
  await using s = await noted({ audit: () => gate.promise }, gate);
  const answers = await Promise.all([
    chain(s.page, "audit,schema"),
    chain(s.page, "audit,schema"),
  ]);
  assertEquals(answers.map((a) => a.status).sort(), [200, 409]);
  const other = await s.page.post("/cells/members/run");
  assertEquals(other.status, 409);
  assertStringIncludes(await other.text(), "A chain of Ana is under way");
  gate.resolve(GREEN);
  await s.page.console.chain.done;
  assertEquals(s.ran, ["audit Ana", "schema Ana"]);
});

Deno.test("a cancelled run ends its chain", async () => {
  const gate = Promise.withResolvers<Outcome>();
  await using s = await noted({ audit: () => gate.promise }, gate);
  await chain(s.page, "audit,schema");
  await s.page.post("/cells/audit/cancel");
  gate.reject(new Error("cancelled"));
  await s.page.console.chain.done;
  assertEquals(s.ran, ["audit Ana"]);
});
