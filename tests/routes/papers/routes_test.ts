import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type DiffRow, insertDiffs } from "../../../db/diffs.ts";
import { sha256 } from "../../../db/hash.ts";
import { findRun, updateRun } from "../../../db/runs.ts";
import { insertSignOff } from "../../../db/approvals.ts";
import type { CurrentSample } from "../../../steps/load/gates.ts";
import { DECISIONS } from "../../../routes/deps.ts";
import type { Outcome, Reconciliation } from "../../../steps/runbook/step.ts";
import { whyWords } from "../../../steps/accounting/words.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

const HASH = sha256("the diff");

const row = (change: Partial<DiffRow>): DiffRow => ({
  run_id: 1,
  object: "person",
  target_id: "t-1",
  source_key: "patients/1",
  field: "jobTitle",
  sources: '{"":"Baker"}',
  expected: '"Baker"',
  found: '"Baker"',
  equal: 1,
  fate: "carried",
  reasons: "[]",
  ...change,
});

/** A page whose sample has these rows and stands as is said. */
async function samplePage(rows: DiffRow[], stands: Partial<CurrentSample> = {}): Promise<PageUnderTest> {
  const page = await openPage({
    acts: {
      sample: async (kit) => {
        await kit.ledger.commit({ writes: insertDiffs(kit.ledger, rows) });
        return { state: "waiting", verdict: "Read back." };
      },
    },
    decisions: {
      ...DECISIONS,
      currentSample: () =>
        Promise.resolve({
          runId: 1,
          diffHash: HASH,
          unequal: 0,
          unexplained: 0,
          signedBy: undefined,
          stale: false,
          ...stands,
        }),
    },
  });
  await page.post("/cells/sample/run");
  await page.console.runner.active?.done;
  return page;
}

const paper = async (page: PageUnderTest, name = "sample"): Promise<string> =>
  await (await page.get(`/print/${name}`)).text();

/** The text of every cell of the diff's rows. */
function cells(html: string): string[][] {
  const diff = [...html.matchAll(/<table class="diff">.*?<\/table>/gs)].map(([table]) => table).join("");
  return [...diff.matchAll(/<tr class="(?:unequal)?">(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => cell.replaceAll(/<[^>]*>/g, ""))
  );
}

Deno.test("the paper names practice, both addresses, the run, the whole hash and the time in the practice's zone", async () => {
  await using page = await samplePage([row({})]);
  await page.ledger.commit({ writes: [updateRun(page.ledger, 1, { ended_at: "2026-07-01T22:30:00.000Z" })] });
  const html = await paper(page);
  assertStringIncludes(html, "Sample of the migration of Riverside Chiropractic");
  assertStringIncludes(html, "https://riverside.practicehub.example");
  assertStringIncludes(html, "https://riverside.twenty.example");
  assertMatch(html, /1, by operator, ended <time[^>]*>1 July 2026, 23:30 BST<\/time>/);
  assertEquals(html.split(HASH).length - 1, 2, "at the top and where it is signed");
  assertStringIncludes(html, "approves run 1 of the sample");
});

Deno.test("every field of every record stands on it whole, and two records of one row are not mixed", async () => {
  const long = "a long story ".repeat(2_000);
  await using page = await samplePage([
    row({ field: "city", sources: '{"":"X"}', expected: "null", found: "null" }),
    row({ target_id: "t-2", field: "city" }),
    row({ field: "zip", expected: JSON.stringify(long), found: JSON.stringify(long) }),
    row({ target_id: "t-2", field: "zip", sources: "{}", expected: '""', found: '""' }),
    row({
      object: "note",
      target_id: "t-3",
      field: "bodyV2",
      expected: '{"markdown":"Knee\\n\\nLeft"}',
      found: '{"blocknote":"[1]","markdown":"Knee\\n\\nLeft"}',
    }),
  ]);
  const html = await paper(page);
  assertEquals(cells(html), [
    ["bodyV2", "Baker", "markdown Knee\n\nLeft", "markdown Knee\n\nLeft", "yes"],
    ["city", "X", "nothing", "nothing", "yes"],
    ["zip", "Baker", long, long, "yes"],
    ["city", "Baker", "Baker", "Baker", "yes"],
    ["zip", "empty", "empty", "empty", "yes"],
  ]);
  assertEquals([...html.matchAll(/scope="rowgroup".*?<\/th>/gs)].map(([th]) => /t-\d/.exec(th)?.[0]), [
    "t-3",
    "t-1",
    "t-2",
  ]);
});

Deno.test("what is changed or left stands on the paper with all its sources and the reason, and what is empty by its name", async () => {
  await using page = await samplePage([
    row({
      field: "a",
      sources: '{"csv:Email":"none","email":"two@, one@"}',
      expected: null,
      found: null,
      fate: "left",
      reasons: '["email-invalid"]',
    }),
    row({ field: "b", sources: '{"practitioner_id":7}', fate: "changed", reasons: '["owner-fallback"]' }),
    row({ field: "city", sources: '{"city":""}', expected: null, found: null, fate: "empty" }),
    row({ field: "zip", sources: '{"zip":null}', expected: null, found: null, fate: "empty" }),
  ]);
  const html = await paper(page);
  assertEquals(cells(html), [
    [
      "a",
      "csv:Email none" + "email two@, one@",
      `nothingleft: ${whyWords("email-invalid")}`,
      "nothing",
      "left",
    ],
    ["b", "practitioner_id 7", `Bakerchanged: ${whyWords("owner-fallback")}`, "Baker", "yes"],
  ]);
  assertStringIncludes(html, "Mapped too, and empty in PracticeHub: city, zip");
});

Deno.test("a sample of more rows than are read at once is whole", async () => {
  const rows = Array.from(
    { length: 2_300 },
    (_, i) =>
      row({
        target_id: `t-${i}`,
        source_key: `patients/${i}`,
        found: `"value ${i}"`,
        expected: `"value ${i}"`,
      }),
  );
  await using page = await samplePage(rows);
  assertEquals(
    new Set(cells(await paper(page)).map(([, , , found]) => found)),
    new Set(rows.map((r) => JSON.parse(r.found ?? ""))),
  );
});

Deno.test("who has signed on the page already is said, with when; nobody is said too", async () => {
  await using unsigned = await samplePage([row({})]);
  assertStringIncludes(await paper(unsigned), "Nobody has signed off on Handover&#39;s page yet.");
  await using signed = await samplePage([row({})], { signedBy: "Ben", signedRunId: 1 });
  const at = "2026-01-15T09:05:00.000Z";
  await signed.ledger.commit({
    writes: [insertSignOff(signed.ledger, { id: 1, run_id: 1, diff_hash: HASH, who: "Ben", at })],
  });
  assertMatch(await paper(signed), /page by Ben,\s*<time[^>]*>15 January 2026, 09:05 GMT<\/time>\./);
});

Deno.test("a signature of an earlier run is told as that, on page and paper, where the newest came to the same diff", async () => {
  await using page = await samplePage([row({})], { runId: 2, signedBy: "Ben", signedRunId: 1 });
  await page.post("/cells/sample/run");
  await page.console.runner.active?.done;
  const at = "2026-01-15T09:05:00.000Z";
  await page.ledger.commit({
    writes: [insertSignOff(page.ledger, { id: 1, run_id: 1, diff_hash: HASH, who: "Ben", at })],
  });
  const html = await paper(page);
  assertMatch(html, /by Ben,\s*<time[^>]*>[^<]*<\/time>, on run 1; run 2 came to the same diff\./);
  assertStringIncludes(html, "it was signed on run 1 of the sample, and run 2 came to the same diff");
  assert(!html.includes("approves run 2"));
  assertStringIncludes(
    await (await page.get("/")).text(),
    "Signed off by Ben on run 1; run 2 came to the same diff",
  );
});

Deno.test("a sample with a difference, or that something has changed since, leaves no line to sign on", async () => {
  await using equal = await samplePage([row({})]);
  assertStringIncludes(await paper(equal), "<dt>Signature</dt>");
  await using unequal = await samplePage([row({ found: '"Bakr"', equal: 0 })], { unequal: 1 });
  await using stale = await samplePage([row({})], { stale: true });
  await using unexplained = await samplePage([row({})], { unexplained: 1 });
  for (
    const [page, why] of [[unequal, "1 field of this sample is not equal"], [
      stale,
      "has changed since",
    ], [
      unexplained,
      "1 value of this sample is unexplained",
    ]] as const
  ) {
    const html = await paper(page);
    assertStringIncludes(html, "Not to be signed");
    assertStringIncludes(html, why);
    assert(!html.includes("Signature"));
  }
  assertEquals(cells(await paper(unequal)), [[
    "jobTitle",
    "Baker",
    "Baker",
    "Bakr",
    "no",
  ]]);
});

const COUNTS = { created: 7, updated: 0, unchanged: 1, skipped: 1, failed: 0, conflict: 1 };
const OUTCOME: Outcome = {
  state: "green",
  verdict: "10 rows are accounted for.",
  reconciliation: [{ object: "person", source: 10, ...COUNTS }],
  tables: [
    {
      id: "not-created",
      title: "Rows that were not created, and why",
      figure: "5 rows for 2 reasons",
      columns: [{ label: "Object" }, { label: "State" }, { label: "Reason" }, {
        label: "Rows",
        numeric: true,
      }],
      rows: [["person", "skipped", "its patient is not in Twenty", 1], ["person", "conflict", "edited", 1]],
    },
    {
      id: "by-field",
      title: "Field by field",
      columns: [{ label: "Object" }, { label: "Field" }, { label: "Source", numeric: true }],
      rows: Array.from({ length: 30 }, (_, i) => ["person", `field${i}`, 10]),
    },
  ],
  findings: [{ id: "x", severity: "warning", title: "One thing", detail: "It was seen." }],
  detail: { tolerance: 2.5 },
};

async function figuresPage(outcome: Outcome): Promise<PageUnderTest> {
  const page = await openPage({ acts: { "full-run": () => outcome, delta: () => outcome } });
  await page.post("/cells/full-run/run");
  await page.console.runner.active?.done;
  return page;
}

Deno.test("the figures stand on paper per object and per field, with every reason, the verdict and the tolerance of that run", async () => {
  await using page = await figuresPage(OUTCOME);
  const html = await paper(page, "full-run");
  const kept = (await findRun(page.ledger, 1))?.outcome ?? "";
  assertEquals(html.split(sha256(kept)).length - 1, 2);
  for (
    const text of [
      "10 rows are accounted for.",
      "Tolerance: 2.5 %",
      "in exactly one place, 0 missing",
      "its patient is not in Twenty",
      "edited",
      "One thing.",
      "field29",
      "Rows that were not created, and why, 5 rows for 2 reasons",
      "Field by field, 30 rows",
      "which account for 10 source rows",
      "<dt>Signature</dt>",
    ]
  ) assertStringIncludes(html, text);
  assertMatch(html, /Person<\/th><td class="num">10<\/td>/);
});

Deno.test("the bar tells by pattern what became of the rows, and what nobody accounts for is left white", async () => {
  const counts: Omit<Reconciliation, "object" | "source"> = { ...COUNTS, created: 5 };
  await using page = await figuresPage({
    ...OUTCOME,
    reconciliation: [{ object: "person", source: 10, ...counts }],
  });
  const html = await paper(page, "full-run");
  const bar = /<svg[^>]*aria-label="2 unaccounted for">.*?<\/svg>/s.exec(html)?.[0] ?? "";
  const parts = [...bar.matchAll(/width="([\d.]+)" height="11" fill="url\(#pattern-(\w+)\)"/g)];
  assertEquals(parts.map(([, , kind]) => kind), ["created", "unchanged", "skipped", "conflict"]);
  for (const [, , kind] of parts) assertStringIncludes(html, `<pattern id="pattern-${kind}"`);
  const filled = parts.reduce((sum, [, width]) => sum + Number(width), 0);
  assert(filled < 150 * 0.85, `${filled} of 150 are filled`);
  const strokes = [...html.matchAll(/<pattern.*?<\/pattern>/gs)].map(([p]) => p.replace(/id="[^"]*"/, ""));
  assertEquals(new Set(strokes).size, 6, "no two look alike");
});

Deno.test("a run that ended red, waits, or is not the newest word leaves no line to sign on", async () => {
  for (const [state, why] of [["red", "This cell is red"], ["waiting", "waits for decisions"]] as const) {
    await using page = await figuresPage({ ...OUTCOME, state });
    const html = await paper(page, "full-run");
    assertStringIncludes(html, why);
    assert(!html.includes("Signature"));
  }
  await using page = await figuresPage(OUTCOME);
  await page.post("/cells/delta/run");
  await page.console.runner.active?.done;
  assertStringIncludes(await paper(page, "delta"), "I accept run 1 of the delta");
  await page.ledger.commit({ writes: [updateRun(page.ledger, 2, { state: "red" })] });
  assertStringIncludes(await paper(page, "delta"), "This cell is red");
});

Deno.test("single rows that were run again since are named, and not counted", async () => {
  await using page = await figuresPage(OUTCOME);
  await page.console.runner.active?.done;
  await page.post("/cells/full-run/run");
  await page.console.runner.active?.done;
  await page.ledger.commit({ writes: [updateRun(page.ledger, 2, { input: '{"only":["patients/1"]}' })] });
  const html = await paper(page, "full-run");
  assertMatch(html, /Run 2, <time[^>]*>[^<]*<\/time>: 10 rows are accounted for\./);
  assertStringIncludes(html, "I accept run 1 of the full run");
});

Deno.test("a viewer may open a paper, a stranger may not, and nobody's browser keeps it", async () => {
  await using page = await samplePage([row({})]);
  assertEquals((await page.ask("/print/sample")).status, 403);
  const viewer = await page.enter("let-me-look");
  const answer = await page.ask("/print/sample", { headers: { cookie: viewer } });
  assertEquals([answer.status, answer.headers.get("cache-control")], [200, "no-store"]);
  assertStringIncludes(answer.headers.get("content-security-policy") ?? "", "default-src 'none'");
  assertStringIncludes(await answer.text(), "Baker");
});

Deno.test("before there is anything to print that is said in a sentence", async () => {
  await using page = await openPage();
  for (const name of ["sample", "full-run", "delta"]) {
    const answer = await page.get(`/print/${name}`);
    assertEquals(answer.status, 409);
    assertStringIncludes(await answer.text(), "run that cell first");
  }
});

Deno.test("the cells that are signed lead to their papers, once there is something to print", async () => {
  await using page = await figuresPage(OUTCOME);
  const html = await (await page.get("/")).text();
  assertStringIncludes(html, 'href="/print/full-run"');
  assert(!html.includes('href="/print/delta"'));
  await using sampled = await samplePage([row({})]);
  assertStringIncludes(await (await sampled.get("/")).text(), 'href="/print/sample"');
});
