import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { insertEffects } from "../../../db/effects.ts";
import { upsertRecords } from "../../../db/source_records.ts";
import { AT } from "../../db/temp_ledger.ts";
import { effectOn } from "../../steps/support/stage.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

/** A page after a full run in which so many patients were refused. */
async function withFailed(n: number): Promise<PageUnderTest> {
  const page = await openPage();
  await page.post("/cells/full-run/run");
  await page.console.runner.active?.done;
  const ids = Array.from({ length: n }, (_, i) => i + 1);
  const effects = ids.map((id) => ({
    ...effectOn(String(id), {}, { state: "failed", reason: "refused by Twenty" }),
    id,
  }));
  await page.ledger.commit({
    writes: [
      ...upsertRecords(page.ledger, "patients", ids.map((id) => ({ id })), 1, AT),
      ...insertEffects(page.ledger, effects),
    ],
  });
  return page;
}

const blockOf = async (page: PageUnderTest): Promise<string> => {
  const html = await (await page.get("/")).text();
  const at = html.indexOf('id="failed-rows"');
  return html.slice(at, html.indexOf("</section>", at));
};

const shown = (html: string): number => html.split('class="failed-row"').length - 1;

Deno.test("of many failed rows the cell lists the first ten, says of how many, and leads to a file with all", async () => {
  await using page = await withFailed(15);
  const html = await blockOf(page);
  assertEquals(shown(html), 10);
  assertStringIncludes(html, "The first 10 of 15 rows.");
  const file = /The first 10 of 15 rows.*?href="([^"]+)"/s.exec(html)?.[1] ?? "";
  const csv = await (await page.get(file)).text();
  assertEquals(csv.match(/patients\/\d+/g)?.length, 15);
});

Deno.test("few failed rows are all listed, and lead nowhere else", async () => {
  await using page = await withFailed(10);
  const html = await blockOf(page);
  assertEquals(shown(html), 10);
  assert(!html.includes("The first"));
  assert(!html.includes(".csv"));
});
