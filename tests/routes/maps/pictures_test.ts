import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { proposeFields } from "../../../db/maps.ts";
import { field } from "../../steps/map_editor/made_up_maps.ts";
import { openPage } from "../support/open_page.ts";

Deno.test("the field map is drawn with each field once and a line for each row, told by its state", async () => {
  await using page = await openPage();
  const rows = [
    field("a", "one", { state: "confirmed" }),
    field("a", "two", { position: 1 }),
    field("csv:B", "two", { state: "ignored", position: 2 }),
    field("c", "stage", { object: "opportunity", resource: "patient_packages", position: 3 }),
  ];
  await page.ledger.commit({ writes: proposeFields(page.ledger, rows) });
  const html = await (await page.get("/maps/picture", { "hx-request": "true" })).text();
  const person = html.slice(0, html.indexOf('id="picture-opportunity"'));
  const lines = [...person.matchAll(/<path class="map-(\w+)" d="M0 ([\d.]+) C.*? 100 ([\d.]+)"/g)];
  assertEquals(lines.map(([, state, from, to]) => [state, from, to]), [
    ["confirmed", "0.5", "0.5"],
    ["proposed", "0.5", "1.5"],
    ["ignored", "1.5", "1.5"],
  ]);
  assertEquals([...person.matchAll(/title="patients[. ]/g)].length, 2);
  assertStringIncludes(person, "1 proposed");
});

Deno.test("an object of 300 rows is folded, a small one is open", async () => {
  await using page = await openPage();
  const many = Array.from({ length: 300 }, (_, i) => field(`f${i}`, `t${i}`, { position: i }));
  await page.ledger.commit({
    writes: proposeFields(page.ledger, [...many, field("x", "stage", { object: "opportunity" })]),
  });
  const html = await (await page.get("/maps/picture")).text();
  assert(!/id="picture-person" open/.test(html));
  assert(/id="picture-opportunity" open/.test(html));
  assertEquals(html.match(/<path class="map-proposed"/g)?.length, 301);
});

Deno.test("the graph has a node for each cell with its state, and a broken line under what is not green", async () => {
  await using page = await openPage();
  const graph = async () =>
    /<svg class="cell-graph".*?<\/svg>/s.exec(await (await page.get("/")).text())?.[0] ?? "";
  await page.post("/cells/audit/run");
  await page.console.runner.active?.done;
  const html = await graph();
  assertEquals(html.match(/<a href="#cell-/g)?.length, 8);
  assertStringIncludes(html, 'aria-label="Audit, green"');
  const edges = [...html.matchAll(/<path class="edge is-(\w+)"[^>]*?( stroke-dasharray)?[^>]*>/g)].map((
    [all],
  ) => all);
  assertEquals(edges.length, 7);
  assertEquals(edges.filter((edge) => !edge.includes("stroke-dasharray")).length, 1);
  assertStringIncludes(edges[0] ?? "", "is-green");
});
