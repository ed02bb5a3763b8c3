import { assertEquals, assertStringIncludes } from "@std/assert";
import { proposeFields } from "../../../db/maps.ts";
import { runsOf } from "../../../db/runs.ts";
import { fieldId } from "../../../routes/maps/rows.ts";
import { type Cause, causesOf } from "../../../steps/runbook/causes.ts";
import type { InputName } from "../../../steps/runbook/step.ts";
import { field } from "../../steps/map_editor/made_up_maps.ts";
import { openPage, type PageUnderTest, SETTINGS } from "../support/open_page.ts";

const FAX = field("fax", "fax");

/** A page on which extract, which reads the settings and the field map, ended green. */
async function afterExtract(): Promise<PageUnderTest> {
  const page = await openPage({
    acts: { schema: () => ({ state: "green", verdict: "done", fingerprint: "s" }) },
  });
  await page.ledger.commit({ writes: proposeFields(page.ledger, [FAX]) });
  await page.post("/name", { name: "Ana" });
  await run(page, "extract");
  return page;
}

async function run(page: PageUnderTest, cell: string): Promise<void> {
  await page.post(`/cells/${cell}/run`);
  await page.console.runner.active?.done;
}

/** What stands below the title of the stale cell. */
async function whyOf(page: PageUnderTest): Promise<string> {
  const html = await (await page.get("/")).text();
  return /<div class="why">.*?<\/div>/s.exec(html)?.[0] ?? "";
}

async function causes(page: PageUnderTest, input: InputName): Promise<Cause[]> {
  const [extract] = await runsOf(page.ledger, "extract", 1);
  return extract ? await causesOf(page.ledger, extract, [input]) : [];
}

const texts = (found: readonly Cause[]) =>
  found.map((c) => c.kind === "decision" ? c.text : `run ${c.number}`);

Deno.test("a stale cell names the decision about the map that changed it, with who, and leads to it", async () => {
  await using page = await afterExtract();
  await page.post(`/maps/fields/${fieldId(FAX)}/ignore`, { reason: "" });
  const html = await whyOf(page);
  assertStringIncludes(html, '<a href="#maps">field map</a>');
  assertStringIncludes(html, '<a href="#map-change-1">patients.fax → person.fax ignored, by Ana</a>');
  assertStringIncludes(await (await page.get("/")).text(), '<li id="map-change-1"');
  for (const cause of await causes(page, "field map")) {
    assertStringIncludes(html, `href="#e${cause.kind === "decision" ? cause.seq : "none"}"`);
  }
});

Deno.test("an undone decision is told as that, and a decision from before the run not at all", async () => {
  await using page = await openPage();
  const EMAIL = field("email", "emails", { position: 1 });
  await page.ledger.commit({ writes: proposeFields(page.ledger, [FAX, EMAIL]) });
  await page.post(`/maps/fields/${fieldId(EMAIL)}/ignore`, { reason: "" });
  await page.post(`/maps/fields/${fieldId(FAX)}/ignore`, { reason: "" });
  await run(page, "extract");
  assertEquals(await causes(page, "field map"), []);
  await page.post("/maps/undo", { id: "2" });
  assertEquals(
    (await causes(page, "field map")).map((c) => c.kind === "decision" && [c.text, c.mapChange]),
    [["undone: patients.fax → person.fax ignored, by operator", 2]],
  );
});

Deno.test("saved settings are told by name, and only where the cell reads them", async () => {
  await using page = await afterExtract();
  const riverside = { practiceName: "Riverside", tolerance: "2" };
  await page.post("/settings", { ...SETTINGS, tolerance: "2" });
  await page.post("/settings", { ...SETTINGS, ...riverside });
  assertEquals(await causes(page, "settings"), []);
  assertEquals(texts(await causes(page, "companies")), ["settings saved by Ana: practice name"]);
  await page.post("/settings", { ...SETTINGS, ...riverside, timeZone: "Europe/Dublin" });
  assertEquals(texts(await causes(page, "settings")), ["settings saved by Ana: time zone"]);
  const html = await whyOf(page);
  assertStringIncludes(html, '<a href="#settings">settings saved by Ana: time zone');
});

Deno.test("a run of the cell that makes an input is a cause once it has brought something else", async () => {
  let brings = "1";
  await using page = await openPage({
    acts: { audit: () => ({ state: "green", verdict: "done", fingerprint: brings }) },
  });
  await run(page, "audit");
  await run(page, "extract");
  const [extract] = await runsOf(page.ledger, "extract", 1);
  if (!extract) throw new Error("extract has no run");
  const read = { ...extract, inputs: JSON.stringify({ audit: "1" }) };
  await run(page, "audit");
  assertEquals(await causesOf(page.ledger, read, ["audit"]), [], "run 2 found what run 1 had found");
  brings = "2";
  await run(page, "audit");
  const found = await causesOf(page.ledger, read, ["audit"]);
  assertEquals(found.map((c) => c.kind === "run" && [c.step, c.number, c.who]), [["audit", 3, "operator"]]);
});
