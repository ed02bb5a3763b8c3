import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { upsertRecords } from "../../../db/source_records.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

const AT = "2026-03-02T09:00:00.000Z";

async function withLocations(): Promise<PageUnderTest> {
  const page = await openPage();
  const rows = [{ id: 1, location_id: 7 }, { id: 2, location_id: 7 }, { id: 3, location_id: 9 }];
  await page.ledger.commit({ writes: upsertRecords(page.ledger, "appointments", rows, 1, AT) });
  return page;
}

const blockOf = async (page: PageUnderTest, cookie?: string) => {
  const html = await (await page.get("/", cookie ? { cookie } : {})).text();
  const at = html.indexOf(`id="companies"`);
  return at < 0 ? "" : html.slice(at, html.indexOf("</section>", at));
};

/** A file as a browser posts it. */
function upload(page: PageUnderTest, csv: string, headers: Record<string, string> = {}) {
  const body = new FormData();
  body.set("file", new File([csv], "companies.csv", { type: "text/csv" }));
  return page.enter("let-me-in").then((cookie) =>
    page.ask("/places/import", {
      method: "POST",
      body,
      headers: { cookie, origin: "http://127.0.0.1:8000", "hx-request": "true", ...headers },
    })
  );
}

Deno.test("locations without a name are flagged, and what they would be called is said", async () => {
  await using page = await withLocations();
  const html = await blockOf(page);
  assertStringIncludes(html, "2 locations have no name.");
  assertStringIncludes(html, "“Riverside Chiropractic, location 7” and so on");
  assertStringIncludes(html, "The practice and 2 locations");
  await page.post("/places/7", { name: "Hill Street" });
  const after = await blockOf(page);
  assertStringIncludes(after, "1 location has no name.");
  await page.post("/places/9", { name: "Mill Lane" });
  assert(!(await blockOf(page)).includes("no name."));
});

Deno.test("a name and an address are kept with the settings, and what is empty is not", async () => {
  await using page = await withLocations();
  const answer = await page.post("/places/7", {
    name: " Hill Street ",
    street: "1 Hill Street",
    city: "Leeds",
    country: "",
  });
  assertEquals(answer.status, 200);
  assertStringIncludes(await answer.text(), `hx-target="#notice-place-7"`);
  await page.post("/places/practice", { name: "Riverside", postcode: "RG1" });
  const { practiceName, locations, addresses } = page.console.settings ?? {};
  assertEquals([practiceName, locations, addresses], ["Riverside", { "7": "Hill Street" }, {
    "7": { street: "1 Hill Street", city: "Leeds" },
    practice: { postcode: "RG1" },
  }]);
});

Deno.test("saving the settings panel leaves names and addresses of locations as they are", async () => {
  await using page = await withLocations();
  await page.post("/places/7", { name: "Hill Street", city: "Leeds" });
  const { sourceUrl = "", targetUrl = "", sourceApp = "", timeZone = "" } = page.console.settings ?? {};
  await page.post("/settings", { sourceUrl, targetUrl, sourceApp, timeZone, practiceName: "Riverside" });
  assertEquals(page.console.settings?.locations, { "7": "Hill Street" });
  assertEquals(page.console.settings?.addresses, { "7": { city: "Leeds" } });
});

Deno.test("a location that nobody met can be added once; a number that is none is refused", async () => {
  await using page = await withLocations();
  assertEquals((await page.post("/places/new", { id: "012", name: "New Road" })).status, 200);
  assertEquals(page.console.settings?.locations, { "12": "New Road" });
  const again = await page.post("/places/new", { id: "12", name: "Other" });
  assertEquals(again.status, 422);
  assertStringIncludes(await again.text(), `hx-target="#notice-place-new"`);
  for (const id of ["", "x", "-1", "practice"]) {
    assertEquals((await page.post("/places/new", { id, name: "A" })).status, 422, id);
  }
  assertEquals((await page.post("/places/nowhere", { name: "A" })).status, 422);
});

Deno.test("the CSV to fill in carries every id, and comes back by import", async () => {
  await using page = await withLocations();
  const csv = await (await page.get("/places/template.csv")).text();
  assertEquals(csv.replace("\uFEFF", "").split("\r\n"), [
    "id,name,street,city,state,postcode,country",
    "practice,Riverside Chiropractic,,,,,",
    "7,,,,,,",
    "9,,,,,,",
    "",
  ]);
  const answer = await upload(page, csv.replace("7,,,Leeds", "").replace("7,,,", "7,Hill Street,,Leeds"));
  assertStringIncludes(await answer.text(), "3 companies read.");
  assertEquals(page.console.settings?.locations, { "7": "Hill Street" });
  assertEquals(page.console.settings?.addresses, { "7": { city: "Leeds" } });
  const wrong = await upload(page, "id,name\nSecret,A");
  assertEquals(wrong.status, 422);
  const said = await wrong.text();
  assertStringIncludes(said, "Line 2, column id");
  assertStringIncludes(said, `hx-target="#notice-place-import"`);
  assert(!said.includes("Secret"));
});

Deno.test("names cannot change under a cell that runs", async () => {
  const gate = Promise.withResolvers<void>();
  await using page = await openPage({
    acts: {
      audit: async () => {
        await gate.promise;
        return { state: "green", verdict: "done" };
      },
    },
  });
  await page.post("/cells/audit/run");
  const answer = await page.post("/places/7", { name: "Hill Street" });
  gate.resolve();
  assertEquals(answer.status, 409);
  assertStringIncludes(await answer.text(), "A cell is running");
  assertEquals(page.console.settings?.locations, {});
});

Deno.test("a viewer sees names and addresses, takes the CSV, and cannot press", async () => {
  await using page = await withLocations();
  await page.post("/places/7", { name: "Hill Street", city: "Leeds" });
  const cookie = await page.enter("let-me-look");
  const html = await blockOf(page, cookie);
  assertStringIncludes(html, "Hill Street");
  assertStringIncludes(html, "Leeds");
  assert(!/<button|<form|<input/.test(html));
  assertEquals((await page.post("/places/7", { name: "A" }, { cookie })).status, 403);
  assertEquals((await upload(page, "id,name\n7,A", { cookie })).status, 403);
  assertEquals((await page.get("/places/template.csv", { cookie })).status, 200);
});

Deno.test("before there are settings there are no companies to name, and nothing breaks", async () => {
  await using page = await openPage({ bare: true });
  assertEquals(await blockOf(page), "");
  assertEquals((await page.post("/places/7", { name: "A" })).status, 422);
  assertEquals((await page.get("/places/template.csv")).status, 422);
});

Deno.test("the journal says that a company was named, and not how", async () => {
  await using page = await withLocations();
  await page.post("/places/7", { name: "Dr Secret's rooms", street: "Secret Lane" });
  const journal = await (await page.get("/journal/log")).text();
  assertStringIncludes(journal, "location 7 named by operator");
  assert(!journal.includes("Secret"));
});
