import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Outcome } from "../../../steps/runbook/step.ts";
import { Counting, foretold } from "../support/counting.ts";
import { conflictId, keepConflicts } from "../support/made_up_conflicts.ts";
import { Messages } from "../support/messages.ts";
import { openPage, type PageOptions, type PageUnderTest, SETTINGS } from "../support/open_page.ts";

const GREEN: Outcome = { state: "green", verdict: "done" };
const COUNTING = "Counting what it would write…";
const SCOPES = { sample: "sample", "full-run": "everything", delta: "everything" } as const;

const open = ({ count }: Counting, options: PageOptions = {}) =>
  openPage({ count, scopes: SCOPES, ...options });

async function cell(page: PageUnderTest, id: string, headers = {}): Promise<string> {
  const html = await (await page.get("/", headers)).text();
  return html.slice(html.indexOf(`id="live-${id}"`), html.indexOf(`id="log-fold-${id}"`));
}

Deno.test("while it is counted the page says so, and the number comes by the stream", async () => {
  using counting = new Counting();
  await using page = await open(counting, { scopes: { "full-run": "everything" } });
  assertStringIncludes(await cell(page, "full-run"), "Would do full-run.");
  assertStringIncludes(await cell(page, "full-run"), COUNTING);
  const messages = new Messages(await page.get("/stream?after=0"));
  const [, message] = await Promise.all([
    counting.nth(1).then(({ end }) => end.resolve(foretold(1204))),
    messages.until(({ data }) => data.includes("Would do full-run to 1204.")),
  ]);
  await messages.close();
  assert(!message.data.includes(COUNTING));
});

Deno.test("the figures stand in a fold: by object, and why, with the way to the rows", async () => {
  using counting = new Counting();
  await using page = await open(counting, { scopes: { "full-run": "everything" } });
  const cookie = await page.enter("let-me-look");
  await cell(page, "full-run");
  (await counting.nth(1)).end.resolve(foretold(1204));
  await counted(page, "full-run", "1204");
  const html = await cell(page, "full-run", { cookie });
  for (
    const part of [
      "By object, and why 2 are skipped",
      '<td class="num ">1,204</td>',
      "Note link",
      "its patient is not in Twenty",
      '<a class="id" href="/records/clinical_notes/7">',
    ]
  ) assertStringIncludes(html, part);
});

/** Waits for the stream to bring a number. */
async function counted(page: PageUnderTest, id: string, number: string): Promise<void> {
  const messages = new Messages(await page.get("/stream?after=0"));
  await messages.until(({ data }) => data.includes(`Would do ${id} to ${number}.`));
  await messages.close();
}

Deno.test("each is counted once for a version, one after the other, for as many cells and readers as there are", async () => {
  using counting = new Counting();
  await using page = await open(counting);
  await Promise.all([cell(page, "full-run"), cell(page, "delta")]);
  (await counting.nth(1)).end.resolve(foretold(5));
  (await counting.nth(2)).end.resolve(foretold(70));
  await counted(page, "sample", "5");
  for (const id of ["full-run", "delta"]) await counted(page, id, "70");
  await page.post("/name", { name: "Ana" });
  assertStringIncludes(await cell(page, "delta"), "Would do delta to 70.");
  assertEquals(counting.begun.map(({ scope }) => scope), ["sample", "everything"]);
});

Deno.test("what changes while it is counted abandons the count, whose number is never shown", async () => {
  using counting = new Counting();
  await using page = await open(counting, { scopes: { "full-run": "everything" } });
  await cell(page, "full-run");
  const old = await counting.nth(1);
  await page.post("/settings", { ...SETTINGS, timeZone: "Europe/Dublin" });
  assertStringIncludes(await cell(page, "full-run"), COUNTING);
  assert(old.desk.control.signal.aborted);
  old.end.resolve(foretold(1));
  (await counting.nth(2)).end.resolve(foretold(2));
  await counted(page, "full-run", "2");
  assertEquals(counting.begun.length, 2);
});

Deno.test("nothing is counted while a cell runs, and what was being counted is abandoned", async () => {
  using counting = new Counting();
  const gate = Promise.withResolvers<Outcome>();
  await using page = await open(counting, {
    scopes: { "full-run": "everything" },
    acts: { audit: () => gate.promise },
  });
  try {
    await cell(page, "full-run");
    const before = await counting.nth(1);
    await page.post("/cells/audit/run");
    assert(before.desk.control.signal.aborted);
    before.end.resolve(foretold(1));
    const during = await cell(page, "full-run");
    assert(!during.includes("Would do"), "a number, or its promise, is not shown while it changes");
    assertEquals(counting.begun.length, 1);
  } finally {
    gate.resolve(GREEN);
  }
  await page.console.runner.active?.done;
  assertStringIncludes(await cell(page, "full-run"), COUNTING);
  (await counting.nth(2)).end.resolve(foretold(2));
  await counted(page, "full-run", "2");
});

Deno.test("a decision about a conflict is counted anew, and so is its being taken back", async () => {
  using counting = new Counting();
  await using page = await open(counting, { scopes: { "full-run": "everything" } });
  await page.post("/cells/full-run/run");
  await page.console.runner.active?.done;
  await keepConflicts(page.ledger, 1);
  for (const [i, take] of ["practicehub", "", "twenty"].entries()) {
    await page.post("/conflicts/one", { id: conflictId(1), take });
    await cell(page, "full-run");
    (await counting.nth(i + 1)).end.resolve(foretold(i));
    await counted(page, "full-run", `${i}`);
  }
});

Deno.test("what cannot be counted leaves the sentence without a number, and is not tried again", async () => {
  using counting = new Counting();
  await using page = await open(counting, { scopes: { "full-run": "everything", sample: "sample" } });
  await cell(page, "full-run");
  (await counting.nth(1)).end.reject(new Error("the ledger is gone"));
  (await counting.nth(2)).end.resolve(undefined);
  const messages = new Messages(await page.get("/stream?after=0"));
  await messages.until(({ data }) => data.includes('id="live-sample"') && !data.includes(COUNTING));
  await messages.close();
  assertStringIncludes(await cell(page, "sample"), "Would do sample.");
  assertEquals(counting.begun.length, 2);
});
