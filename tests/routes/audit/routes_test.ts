import { assert, assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { hashOf } from "../../../db/hash.ts";
import type { Outcome } from "../../../steps/runbook/step.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

const WORKFLOW = {
  kind: "workflow" as const,
  id: "w-1",
  version: "v-1",
  name: "Welcome <b>all</b>",
  event: "person.upserted",
};

function outcome(items = [WORKFLOW]): Outcome {
  return {
    state: "green",
    verdict: "3,337 rows to move.",
    fingerprint: "a",
    findings: [
      {
        id: "email-invalid",
        severity: "warning",
        title: "=2 addresses",
        detail: "They are left out.",
        count: 1_207,
        rows: [{ field: "person.emails", keys: Array.from({ length: 1_203 }, (_, i) => `patients/${i}`) }],
        unlisted: 4,
      },
      {
        id: "zone",
        severity: "info",
        title: "Times are read as Europe/London",
        detail: "They carry no zone.",
      },
    ],
    tables: [],
    detail: {
      automations: { items, subject: hashOf(items) },
      firings: items.map(() => "about 309 times"),
      grade: { letter: "C", points: 12, most: 28 },
    },
  };
}

async function audited(items = [WORKFLOW]): Promise<PageUnderTest> {
  const page = await openPage({ acts: { audit: () => outcome(items) } });
  await run(page);
  return page;
}

async function run(page: PageUnderTest): Promise<void> {
  await page.post("/cells/audit/run");
  await page.console.runner.active?.done;
}

const html = async (page: PageUnderTest) => await (await page.get("/")).text();

Deno.test("the report allows its own stylesheet by its hash and nothing else, in the answer and in the page", async () => {
  await using page = await audited();
  const answer = await page.get("/cells/audit/report.html");
  const policy = answer.headers.get("content-security-policy") ?? "";
  assert(/^default-src 'none'; style-src 'sha256-[^']+'; /.test(policy), policy);
  assertStringIncludes(policy, "frame-ancestors 'none'");
  const text = await answer.text();
  assertStringIncludes(text, `content="${policy.split("; frame-ancestors")[0]?.replaceAll("'", "&#39;")}"`);
  const css = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? "";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(css));
  assertStringIncludes(policy, new Uint8Array(digest).toBase64());
  assertNotMatch(text, /<script/);
  assertStringIncludes(text, "Welcome &lt;b&gt;all");
});

Deno.test("before the first audit there is no report and there are no rows, and a sentence says so", async () => {
  await using page = await openPage();
  for (const path of ["/cells/audit/report.html", "/cells/audit/rows.csv"]) {
    const answer = await page.get(path);
    assertEquals(answer.status, 409);
    await answer.body?.cancel();
  }
});

Deno.test("the page shows the first 200 rows of a finding, the file has all, and a formula is no formula", async () => {
  await using page = await audited();
  const text = await html(page);
  assertStringIncludes(text, "patients/199");
  assert(!text.includes("patients/200"), "the page is cut");
  assertStringIncludes(
    text,
    "The first 200 of 1,203; the file has all. 4 more rows were counted and not listed.",
  );
  const lines = (await (await page.get("/cells/audit/rows.csv")).text()).trim().split("\r\n");
  assertEquals(lines.length, 1 + 1_203);
  assertEquals(lines[1], "email-invalid,warning,'=2 addresses,person.emails,patients/0,They are left out.");
  const none = await (await page.get("/cells/audit/rows.csv?finding=zone")).text();
  assertEquals(none.trim().split("\r\n").length, 1);
});

Deno.test("on the page of an old run the rows behind a finding are those that it found, also as a file", async () => {
  let key = "patients/1";
  await using page = await openPage({
    acts: {
      audit: () => ({
        state: "green",
        verdict: "read",
        findings: [{
          id: "twins",
          severity: "warning",
          title: "Twins",
          detail: "Both move.",
          rows: [{ field: "name", keys: [key] }],
        }],
      }),
    },
  });
  await run(page);
  key = "patients/2";
  await run(page);
  const rowsAt = async (address: string) => {
    const link = /href="([^"]*rows\.csv\?[^"]*)"/.exec(await (await page.get(address)).text())?.[1] ?? "";
    const csv = await (await page.get(link.replaceAll("&amp;", "&"))).text();
    return csv.trim().split("\r\n").slice(1).map((line) => line.split(",")[4]);
  };
  assertEquals(await rowsAt("/cells/audit/runs/1"), ["patients/1"]);
  assertEquals(await rowsAt("/cells/audit/runs/2"), ["patients/2"]);
  assertEquals(await rowsAt("/"), ["patients/2"]);
  for (const [n, sentence] of [["3", "has no run 3"], ["first", "runs are numbered"]] as const) {
    const answer = await page.get(`/cells/audit/rows.csv?run=${n}`);
    assertEquals(answer.status, 422);
    assertStringIncludes(await answer.text(), sentence);
  }
});

Deno.test("the advice of a finding leads to where it is followed, from the cell and from the page of the run", async () => {
  const findings = (outcome().findings ?? []).map((f) => ({ ...f, id: "locations", action: "Name them." }));
  await using page = await openPage({
    acts: { audit: () => ({ state: "green", verdict: "read", findings }) },
  });
  await run(page);
  for (const address of ["/", "/cells/audit/runs/1"]) {
    assertStringIncludes(await (await page.get(address)).text(), `<a href="/#companies">Name them.</a>`);
  }
});

Deno.test("automations are shown with where to find them, and are read by pressing once", async () => {
  await using page = await audited();
  const before = await html(page);
  assertStringIncludes(before, `href="https://riverside.twenty.example/object/workflow/w-1"`);
  assertStringIncludes(before, "about 309 times");
  assertStringIncludes(before, `data-action="acknowledge"`);
  const answer = await page.post("/audit/acknowledge", { subject: hashOf([WORKFLOW]) });
  assertEquals(answer.status, 200);
  await answer.body?.cancel();
  const after = await html(page);
  assertStringIncludes(after, "Read by operator");
  assert(!after.includes(`data-action="acknowledge"`));
});

Deno.test("another list than the newest audit's is refused, and a viewer may not press", async () => {
  await using page = await audited();
  const other = await page.post("/audit/acknowledge", { subject: "another" });
  assertEquals(other.status, 422);
  await other.body?.cancel();
  const cookie = await page.enter("let-me-look");
  const looking = await page.post("/audit/acknowledge", { subject: hashOf([WORKFLOW]) }, { cookie });
  assertEquals(looking.status, 403);
  await looking.body?.cancel();
  const seen = await (await page.get("/", { cookie })).text();
  assert(!seen.includes(`data-action="acknowledge"`));
  assertStringIncludes(seen, "Nobody has read this yet");
});

Deno.test("fewer automations than were read are covered, another version is not", async () => {
  const second = { ...WORKFLOW, id: "w-2", version: "v-2", name: "Notify" };
  let items = [WORKFLOW, second];
  await using page = await openPage({ acts: { audit: () => outcome(items) } });
  await run(page);
  await (await page.post("/audit/acknowledge", { subject: hashOf(items) })).body?.cancel();
  items = [second];
  await run(page);
  assertStringIncludes(await html(page), "Read by operator");
  items = [{ ...second, version: "v-3" }];
  await run(page);
  assertStringIncludes(await html(page), `data-action="acknowledge"`);
});
