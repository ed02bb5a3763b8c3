import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { conflictsShown, countConflicts } from "../../../db/conflicts.ts";
import { TAKEABLE } from "../../../steps/load/conflicts.ts";
import { conflictId, keepConflicts, meetConflicts, settleConflict } from "../support/made_up_conflicts.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

/** A page after a full run with so many people whom somebody edited. */
async function withConflicts(n: number): Promise<PageUnderTest> {
  const page = await openPage();
  await page.post("/cells/full-run/run");
  await page.console.runner.active?.done;
  await keepConflicts(page.ledger, n);
  return page;
}

/** What the page says of the conflicts that nobody has decided. */
const shownOn = (page: PageUnderTest) => conflictsShown(page.ledger, TAKEABLE);

const textOf = async (page: PageUnderTest) => await (await page.get("/")).text();

Deno.test("both sides of a conflict are on the page, as text", async () => {
  await using page = await withConflicts(1);
  const html = await textOf(page);
  for (const part of ["1 to decide", "patients/1", "&lt;b&gt;ours&lt;/b&gt;", "theirs", "Keep Twenty"]) {
    assertStringIncludes(html, part);
  }
  assert(!html.includes('data-action="keep-all"'), "one is decided by itself");
});

Deno.test("a choice is kept with who made it, and can be taken back", async () => {
  await using page = await withConflicts(2);
  assertEquals((await page.post("/conflicts/one", { id: conflictId(1), take: "practicehub" })).status, 200);
  assertStringIncludes(await textOf(page), "PracticeHub&#39;s values are to be written");
  assertEquals((await countConflicts(page.ledger, TAKEABLE)).practicehub, 1);
  await page.post("/conflicts/one", { id: conflictId(1), take: "" });
  assertEquals((await countConflicts(page.ledger, TAKEABLE)).undecided, 2);
});

Deno.test("all at once only in the number that the page showed", async () => {
  await using page = await withConflicts(3);
  const { takeable: shown } = await shownOn(page);
  const wrong = await page.post("/conflicts/all", { take: "practicehub", count: "2", shown });
  assertEquals(wrong.status, 422);
  assertStringIncludes(await wrong.text(), "3 conflicts would be decided, not 2");
  assertEquals((await page.post("/conflicts/all", { take: "practicehub", count: "3", shown })).status, 200);
  assertEquals((await countConflicts(page.ledger, TAKEABLE)).practicehub, 3);
});

Deno.test("all at once only those that the page showed, though others be as many", async () => {
  await using page = await withConflicts(3);
  const { takeable, undecided } = await shownOn(page);
  const html = await textOf(page);
  assertStringIncludes(html, `name="shown" value="${takeable}"`);
  assertStringIncludes(html, `id="conflicts-count-${takeable.slice(0, 12)}"`);
  await settleConflict(page.ledger, 3);
  await meetConflicts(page.ledger, [9]);
  for (const [take, shown] of Object.entries({ practicehub: takeable, twenty: undecided })) {
    const answer = await page.post("/conflicts/all", { take, count: "3", shown });
    assertEquals(answer.status, 409);
    assertStringIncludes(await answer.text(), "look at them again, then decide");
  }
  assertEquals((await countConflicts(page.ledger, TAKEABLE)).undecided, 3);
  const now = await textOf(page);
  assert(!now.includes(takeable.slice(0, 12)), "what was typed for the others is not typed for these");
});

Deno.test("a viewer sees both sides and decides nothing", async () => {
  await using page = await withConflicts(1);
  const cookie = await page.enter("let-me-look");
  const html = await (await page.get("/", { cookie })).text();
  assertStringIncludes(html, "theirs");
  assert(!html.includes('data-action="choose-twenty"'));
  const answer = await page.post("/conflicts/one", { id: conflictId(1), take: "twenty" }, { cookie });
  assertEquals(answer.status, 403);
});

Deno.test("nothing is decided while a cell runs, and no record that is none", async () => {
  await using page = await withConflicts(1);
  assertEquals((await page.post("/conflicts/one", { id: "x", take: "twenty" })).status, 422);
  assertEquals((await page.post("/conflicts/one", { id: conflictId(9), take: "twenty" })).status, 422);
});

Deno.test("many conflicts are shown a page at a time", async () => {
  await using page = await withConflicts(9);
  const html = await (await page.get("/conflicts?offset=5", { "hx-request": "true" })).text();
  assertStringIncludes(html, "patients/9");
  assert(!html.includes("patients/1<"));
});
