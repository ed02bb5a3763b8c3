import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fieldMap, proposeFields, proposeValues, valueMap } from "../../../db/maps.ts";
import type { FieldMapTable, ValueMapTable } from "../../../db/tables.ts";
import { fieldId, optionId, sourceId, tableId, valueId } from "../../../routes/maps/rows.ts";
import { AUDIT, field, landed, makes, run, TARGETS, value } from "../../steps/map_editor/made_up_maps.ts";

import { openPage, type PageUnderTest } from "../support/open_page.ts";

const EMAIL = field("email", "emails", {
  transform: "emails",
  confidence: 95,
  reason: "Same name",
  position: 1,
});
const FAX = field("fax", "fax", {
  creates: makes("fax", "TEXT", "Fax <number>"),
  confidence: 40,
  position: 2,
});
const SEX = field("sex", "sex", { transform: "option", creates: makes("sex", "SELECT", "Sex"), position: 3 });
const F = value("canary-female", "Canary Woman", { count: 6 });
const M = value("M", "Male", { count: 1, position: 1 });

async function withMaps(
  fields: FieldMapTable[] = [EMAIL, FAX, SEX],
  values: ValueMapTable[] = [F, M],
): Promise<PageUnderTest> {
  const page = await openPage();
  await run(page.ledger, "audit", "green", { state: "green", verdict: "", internal: AUDIT });
  await run(page.ledger, "schema", "waiting", {
    state: "waiting",
    verdict: "",
    internal: { targets: TARGETS, sampled: { "person.sex": { rows: 300, of: 7_587 } } },
  });
  await page.ledger.commit({
    writes: [...proposeFields(page.ledger, fields), ...proposeValues(page.ledger, values)],
  });
  return page;
}

const pieces = { "hx-request": "true" };
const list = async (page: PageUnderTest, query = "") =>
  await (await page.get(`/maps?${query}`, pieces)).text();

Deno.test("the page has what waits and asks for the list by itself; a page of its own has both", async () => {
  await using page = await withMaps();
  const html = await (await page.get("/")).text();
  assertStringIncludes(html, "5 rows to decide");
  assert(/hx-get="\/maps\?version=[0-9a-f]+"/.test(html));
  assert(!html.includes("canary-female"));
  const whole = await (await page.get("/maps?text=fax")).text();
  assertStringIncludes(whole, "1 of 3 field rows");
  assertStringIncludes(whole, 'value="fax"');
});

Deno.test("a row shows its source as it was seen, its target as Twenty has it, how, how sure and why", async () => {
  await using page = await withMaps();
  const html = await list(page);
  for (
    const said of [
      "90 % filled",
      "<code>aaa</code>",
      "in Twenty already",
      "e-mail addresses",
      "Same name",
      "Fax &lt;number&gt;",
      '<span class="num">95</span>',
      "left in PracticeHub",
      "canary-female",
      // On a narrow screen the number is followed by its word.
      '<td class="num" data-unit="rows">6</td>',
      '<td class="num" data-unit="row">1</td>',
      "Counted in the 300 of 7,587 rows that the audit looked at",
    ]
  ) assertStringIncludes(html, said);
});

Deno.test("what Twenty does not take of a proposed option is said beside it", async () => {
  await using page = await withMaps([SEX], [F, value("Mr, Mrs", "Mr / Mrs", { target_value: "MR_MRS" })]);
  assertStringIncludes(await list(page), "Twenty takes no comma in a label: it becomes a slash");
});

Deno.test("the filter narrows by name, object, state, sureness and by what will be made", async () => {
  await using page = await withMaps();
  const found = async (query: string) => {
    const html = await list(page, query);
    return [EMAIL, FAX, SEX].filter((row) => html.includes(`id="${fieldId(row)}"`)).map((row) => row.source);
  };
  assertEquals(await found("text=FAX"), ["fax"]);
  assertEquals(await found("object=company"), []);
  assertEquals(await found("below=80"), ["fax"]);
  assertEquals(await found("made=yes"), ["fax", "sex"]);
  assertEquals(await found("state=none"), []);
  assertStringIncludes(await list(page, "state=none"), "patients.");
  await page.post(`/maps/fields/${fieldId(FAX)}/ignore`, { reason: "" });
  assertEquals(await found("state=ignored"), ["fax"]);
  assertEquals(await found("text=canary"), [], "values are not looked at: they would stand in the address");
  assertEquals(await found("below=nonsense&state=nonsense&rows=-1"), ["email", "fax", "sex"]);
});

Deno.test("of 300 rows a group shows 100 and offers the rest", async () => {
  const many = Array.from({ length: 300 }, (_, i) => field(`f${i}`, `t${i}`, { position: i }));
  await using page = await withMaps(many, []);
  const rows = (html: string) => html.match(/class="map-row map-row-proposed"/g)?.length;
  const html = await list(page);
  assertEquals(rows(html), 100);
  assertStringIncludes(html, "Show 100 more");
  assertEquals(rows(await list(page, "more=fields-person&rows=300")), 300);
});

Deno.test("rows are decided one by one, above a sureness or all at once, and the journal says by whom", async () => {
  await using page = await withMaps();
  await page.post(`/maps/fields/${fieldId(FAX)}/ignore`, { reason: "canary-reason" });
  assertStringIncludes(await list(page, "least=90"), "Confirm 1 row<");
  await page.post("/maps/confirm", { least: "90", shown: "1" });
  await page.post("/maps/confirm", { shown: "3" });
  assertEquals((await fieldMap(page.ledger)).map((f) => f.state), ["confirmed", "ignored", "confirmed"]);
  const journal = await (await page.get("/journal/log")).text();
  assertStringIncludes(journal, "patients.fax → person.fax ignored, by operator");
  assertStringIncludes(journal, "1 proposed row at 90 % or more confirmed, by operator");
  assertStringIncludes(journal, "3 proposed rows confirmed, by operator");
  assert(!/canary/i.test(journal));
});

Deno.test("another number of rows than the page showed is not confirmed", async () => {
  await using page = await withMaps();
  const answer = await page.post("/maps/confirm", { shown: "4" });
  assertEquals(answer.status, 409);
  assertStringIncludes(await answer.text(), "5 rows by now, not 4");
});

Deno.test("a change that drops an option in use is answered in place, and done when it is pressed again", async () => {
  await using page = await withMaps();
  await landed(page.ledger, 1, { sex: F.target_value });
  const path = `/maps/values/${valueId(F)}/ignore`;
  const answer = await page.post(path);
  assertEquals(answer.status, 409);
  const html = await answer.text();
  assertStringIncludes(html, `#panel-${valueId(F)}`);
  assertStringIncludes(html, "6 rows of PracticeHub would be left empty");
  assertStringIncludes(html, "1 record in Twenty holds it now");
  assertStringIncludes(html, `name="anyway" value="yes"`);
  assert(!/canary/i.test(html));
  assertEquals((await valueMap(page.ledger)).map((v) => v.state), ["proposed", "proposed"]);
  await page.post(path, { anyway: "yes" });
  assertEquals((await valueMap(page.ledger)).map((v) => v.state).sort(), ["ignored", "proposed"]);
});

Deno.test("a field is chosen, made or filled another way in a panel, and what was altered is said there", async () => {
  await using page = await withMaps();
  const panel = await (await page.get(`/maps/${fieldId(FAX)}/change`, pieces)).text();
  assertStringIncludes(panel, `value="city"`);
  assert(!panel.includes(`value="id"`), "a field that nothing can be put into is not offered");
  await page.post(`/maps/fields/${fieldId(FAX)}/transform`, { transform: "markdown" });
  const made = await page.post(`/maps/fields/${fieldId(FAX)}/move`, { label: "Address", type: "TEXT" });
  assertStringIncludes(await made.text(), "Twenty keeps the name address for itself");
  const moved = (await fieldMap(page.ledger)).find((f) => f.target === "addressField");
  assertEquals([moved?.source, moved?.transform, moved?.state], ["fax", "markdown", "confirmed"]);
  await page.post("/maps/undo", { id: "2" });
  assertEquals((await fieldMap(page.ledger)).some((f) => f.target === "addressField"), false);
});

Deno.test("a source field without a row gets one", async () => {
  await using page = await withMaps();
  const id = sourceId({ resource: "patients", source: "diary" });
  const panel = await (await page.get(`/maps/${id}/map`, pieces)).text();
  assertStringIncludes(panel, `<option value="TEXT" selected`);
  await page.post(`/maps/sources/${id}/map`, { field: "jobTitle" });
  assertEquals((await fieldMap(page.ledger)).find((f) => f.source === "diary")?.transform, "markdown");
});

Deno.test("options are moved to, renamed, made and given a default; what Twenty makes of a label is shown first", async () => {
  await using page = await withMaps();
  const words = await page.post("/maps/option-words", { label: "1, two" });
  assertEquals(
    await words.text(),
    "Twenty takes no comma in a label: it becomes a slash; a value begins with a letter: N1_TWO",
  );
  const table = tableId({ object: "person", field: "sex" });
  await page.post(`/maps/options/${optionId({ ...M, option: "MALE" })}/rename`, { label: "Man" });
  await page.post(`/maps/tables/${table}/default`, { label: "Not said" });
  await page.post(`/maps/tables/${table}/add`, { value: "W", option: F.target_value });
  await page.post(`/maps/tables/${table}/confirm`);
  await page.post(`/maps/values/${valueId(M)}/move`, { label: "not SAID", anyway: "yes" });
  assertEquals((await valueMap(page.ledger)).map((v) => [v.source_value, v.label, v.state]), [
    ["canary-female", "Canary Woman", "confirmed"],
    ["M", "Not said", "confirmed"],
    ["", "Not said", "confirmed"],
    ["W", "Canary Woman", "confirmed"],
  ]);
  const log = await (await page.get("/journal/log")).text();
  assert(!/canary|Not said/i.test(log), "values stay out of the log");
});

Deno.test("an address that names no row, and a verb that is none, are refused without a word of theirs", async () => {
  await using page = await withMaps();
  for (const path of ["fields/nonsense/confirm", "values/v-000000000000/ignore", "fields/x/map"]) {
    const answer = await page.post(`/maps/${path}`, { label: "canary" });
    assert([404, 422].includes(answer.status), path);
    assert(!/canary|nonsense/.test(await answer.text()));
  }
  assertEquals((await page.get("/maps/nonsense/change")).status, 422);
  assertEquals((await page.get(`/maps/${fieldId(FAX)}/nonsense`)).status, 404);
});

Deno.test("a viewer sees everything and cannot press", async () => {
  await using page = await withMaps();
  const cookie = await page.enter("let-me-look");
  const html = await (await page.ask("/maps", { headers: { cookie } })).text();
  assertStringIncludes(html, "canary-female");
  assertStringIncludes(html, "/maps/export.json");
  assert(!/<form[^>]*method="post"/.test(html.replace(/<form[^>]*action="\/name"[^>]*>/, "")));
  for (const path of [`fields/${fieldId(FAX)}/confirm`, "confirm", "undo", "import"]) {
    const answer = await page.post(`/maps/${path}`, {}, { cookie });
    assertEquals(answer.status, 403, path);
    await answer.body?.cancel();
  }
});

Deno.test("maps do not change while a cell runs", async () => {
  await using page = await withMaps();
  await run(page.ledger, "extract", "running");
  const answer = await page.post(`/maps/fields/${fieldId(FAX)}/confirm`);
  assertEquals(answer.status, 409);
  assertStringIncludes(await answer.text(), "A cell is running; wait for it");
});

Deno.test("a map is exported as a file and imported from one, by upload and again from its warning", async () => {
  await using there = await withMaps();
  await there.post("/maps/confirm", {});
  const file = await there.get("/maps/export.json");
  assertStringIncludes(file.headers.get("content-disposition") ?? "", "handover-map.json");
  const text = await file.text();
  await using here = await withMaps();
  const form = new FormData();
  form.set("file", new File([text], "map.json"));
  const cookie = await here.enter("let-me-in");
  const origin = "http://127.0.0.1:8000";
  const headers = { cookie, origin, ...pieces };
  const answer = await here.ask("/maps/import", { method: "POST", body: form, headers });
  assertStringIncludes(await answer.text(), "5 rows are decided as in the file");
  assertEquals(await fieldMap(here.ledger), await fieldMap(there.ledger));
  const again = await here.post("/maps/import", { text: "canary" });
  assertEquals(again.status, 422);
  assert(!(await again.text()).includes("canary"));
});

Deno.test("the checklist comes as Markdown and as CSV", async () => {
  await using page = await withMaps();
  await page.post("/maps/confirm", {});
  const markdown = await (await page.get("/cells/schema/checklist.md")).text();
  assertStringIncludes(markdown, "**Fax \\<number\\>** `fax`");
  const csv = await page.get("/cells/schema/checklist.csv");
  assertStringIncludes(csv.headers.get("content-type") ?? "", "text/csv");
  assertStringIncludes(await csv.text(), "Fax <number>,fax,,,TEXT");
});
