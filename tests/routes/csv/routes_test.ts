import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv";
import { upsertRecords } from "../../../db/source_records.ts";
import type { FieldMapTable } from "../../../db/tables.ts";
import { AT } from "../../db/temp_ledger.ts";
import { HOST, openPage, type PageUnderTest } from "../support/open_page.ts";

const HEADER = "Patient Number,First Name,Email Address,Tags";
const CANARY = "Zz-canary-patient";

Deno.test("an export is uploaded, told in words and shown in the cell", async () => {
  await using page = await openPage();
  await extracted(page);
  const answer = await upload(page, ["patients.csv", `${HEADER}\n100,Anna,,VIP\n999,Cy,,`]);
  assertEquals(answer.status, 200);
  assertStringIncludes(await answer.text(), "Patients: 2 rows read.");
  const html = await (await page.get("/")).text();
  for (const piece of ["patients.csv", "1 row stands for no record", "1 row differs from the API"]) {
    assertStringIncludes(html, piece);
  }
});

Deno.test("what is matched stands under one head until the extract has run, then under three", async () => {
  await using page = await openPage();
  await upload(page, ["patients.csv", `${HEADER}\n100,Anna,,VIP`]);
  const heads = async () => {
    const [, head = ""] = (await (await page.get("/")).text()).match(/csv-table.*?<thead>(.*?)<\/thead>/s) ??
      [];
    return [...head.matchAll(/<th[^>]*>([^<]+)<\/th>/g)].map(([, text]) => text);
  };
  assertEquals(await heads(), ["Export", "File", "Rows", "Matched"]);
  await extracted(page);
  assertEquals(await heads(), ["Export", "File", "Rows", "Matched", "Not matched", "Differ"]);
});

Deno.test("several exports are read together, and one that cannot be read says which and what was", async () => {
  await using page = await openPage();
  const answer = await upload(
    page,
    ["a.csv", `${HEADER}\n100,Ana,,`],
    ["b.csv", "Internal Appt ID,Start,End\n1,,"],
    ["c.csv", `1,${CANARY},3`],
  );
  assertEquals(answer.status, 422);
  const text = await answer.text();
  for (const piece of ["notice-csv", "c.csv: The first line", "Read before it: patients, appointments."]) {
    assertStringIncludes(text, piece);
  }
  const html = await (await page.get("/")).text();
  assert(!html.includes(CANARY), "quotes a cell");
  assertEquals(await kinds(page), ["appointments", "patients"]);
});

Deno.test("rows come in pages, and whole as a CSV in which no cell is a formula", async () => {
  await using page = await openPage();
  await extracted(page);
  const unknown = Array.from({ length: 60 }, (_, i) => `u${i},=1+1,,`);
  await upload(page, ["p.csv", [HEADER, "100,=Anna(),,VIP", ...unknown].join("\n")]);
  const first = await (await page.get("/cells/extract/csv/patients/unmatched", { "hx-request": "true" }))
    .text();
  assertStringIncludes(first, "?after=51");
  const second = await (await page.get("/cells/extract/csv/patients/unmatched?after=51")).text();
  assertStringIncludes(second, "u59");
  assert(!second.includes("?after=61"), "the last page has no next");
  const rows = parse(await (await page.get("/cells/extract/csv/patients/unmatched.csv")).text());
  assertEquals(rows.length, 61);
  const differing = parse(await (await page.get("/cells/extract/csv/patients/differing.csv")).text());
  assertEquals(differing[1], ["patients/1", "First Name", "Ana", "'=Anna()", "2"]);
});

Deno.test("a viewer sees what was read and can change nothing", async () => {
  await using page = await openPage();
  await upload(page, ["p.csv", `${HEADER}\n100,Ana,,`]);
  const cookie = await page.enter("let-me-look");
  const html = await (await page.ask("/", { headers: { cookie } })).text();
  assertStringIncludes(html, "p.csv");
  assert(!html.includes('action="/cells/extract/csv"'), "offers a form");
  const answer = await upload(page, ["q.csv", `${HEADER}\n1,a,,`], { cookie });
  assertEquals(answer.status, 403);
  assertEquals(await kinds(page), ["patients"]);
});

Deno.test("an export is removed, once", async () => {
  await using page = await openPage();
  await upload(page, ["p.csv", `${HEADER}\n100,Ana,,`]);
  assertEquals((await page.post("/cells/extract/csv/patients/remove")).status, 200);
  assertEquals(await kinds(page), []);
  assertEquals((await page.post("/cells/extract/csv/patients/remove")).status, 422);
});

Deno.test("nothing changes while a cell runs", async () => {
  const held = Promise.withResolvers<void>();
  const acts = {
    audit: async () => {
      await held.promise;
      return { state: "green" as const, verdict: "done" };
    },
  };
  await using page = await openPage({ acts });
  await page.post("/cells/audit/run");
  const answer = await upload(page, ["p.csv", `${HEADER}\n100,Ana,,`]);
  held.resolve();
  assertEquals(answer.status, 409);
  assertEquals(await kinds(page), []);
});

Deno.test("no file, a body that is too large, and a list of nothing are answered in a sentence", async () => {
  await using page = await openPage();
  assertEquals((await upload(page)).status, 422);
  const large = await page.post("/cells/extract/csv", {}, { "content-length": String(200 * 1024 * 1024) });
  assertEquals(large.status, 413);
  assertEquals((await page.get("/cells/extract/csv/horses/unmatched")).status, 422);
  const none = await page.get("/cells/extract/csv/patients/differing");
  assertEquals(none.status, 200);
});

Deno.test("the CSVs for Twenty say what is missing, then are listed and downloaded, and that is journalled", async () => {
  await using page = await openPage();
  const early = await page.get("/cells/extract/csv/files", { "hx-request": "true" });
  assertEquals(early.status, 409);
  assertStringIncludes(await (await page.get("/")).text(), "They can be written when the extract is green.");
  await extracted(page);
  await ranThrough(page, ["audit", "schema", "extract"]);
  assertStringIncludes(await (await page.get("/")).text(), "when there is a map");
  await map(page, row("name", "personName", "*", "proposed"));
  // These made-up steps read the map in the extract.
  await ranThrough(page, ["extract"]);
  assertStringIncludes(await (await page.get("/")).text(), "1 row to go");
  await map(page, row("name", "personName", "*", "confirmed"));
  await ranThrough(page, ["extract"]);
  const list = await (await page.get("/cells/extract/csv/files")).text();
  assertStringIncludes(list, "02-people.csv");
  assertStringIncludes(list, "Owners are empty");
  const answer = await page.get("/cells/extract/csv/02-people.csv");
  assertStringIncludes(answer.headers.get("content-disposition") ?? "", "02-people.csv");
  const people = parse(await answer.text(), { skipFirstRow: true });
  assertEquals(people.map((p: Record<string, string>) => p["name.firstName"]), ["Ana"]);
  const journal = await (await page.get("/journal/log.txt")).text();
  assertStringIncludes(journal, "02-people.csv was downloaded by");
  assert(!journal.includes("Ana "), "a patient in the journal");
  assertEquals((await page.get("/cells/extract/csv/05-appointments.csv")).status, 422);
});

const extracted = (page: PageUnderTest): Promise<void> =>
  page.ledger.commit({
    writes: upsertRecords(
      page.ledger,
      "patients",
      [{ id: 1, patient_number: "100", first_name: "Ana" }],
      1,
      AT,
    ),
  });

async function ranThrough(page: PageUnderTest, steps: string[]): Promise<void> {
  for (const step of steps) {
    await page.post(`/cells/${step}/run`);
    await page.console.runner.active?.done;
  }
}

async function upload(
  page: PageUnderTest,
  ...given: ([string, string] | { cookie: string })[]
): Promise<Response> {
  const form = new FormData();
  let cookie = await page.enter("let-me-in");
  for (const one of given) {
    if (Array.isArray(one)) form.append("file", new File([one[1]], one[0], { type: "text/csv" }));
    else cookie = one.cookie;
  }
  return await page.ask("/cells/extract/csv", {
    method: "POST",
    body: form,
    headers: { cookie, origin: `http://${HOST}`, "hx-request": "true" },
  });
}

async function kinds(page: PageUnderTest): Promise<string[]> {
  const rows = await page.ledger.db.selectFrom("csv_export").select("kind").orderBy("kind").execute();
  return rows.map((r) => r.kind);
}

const row = (
  target: string,
  transform: string,
  source: string,
  state: FieldMapTable["state"],
): FieldMapTable => ({
  object: "person",
  resource: "patients",
  source,
  target,
  transform,
  state,
  creates: null,
  reason: "",
  position: 1,
  confidence: 100,
  note: "",
});

async function map(page: PageUnderTest, field: FieldMapTable): Promise<void> {
  const { db } = page.ledger;
  await page.ledger.commit({
    writes: [db.deleteFrom("field_map"), db.insertInto("field_map").values(field)],
  });
}
