import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { openPage, SETTINGS, SOURCE_KEY, TARGET_KEY } from "../support/open_page.ts";
import { readMigration } from "../../../db/migration.ts";

Deno.test("what is missing is listed before anything can run", async () => {
  await using page = await openPage({ bare: true });
  const html = await (await page.get("/")).text();
  assertStringIncludes(html, "still needed: address of PracticeHub, PracticeHub key");
  assertStringIncludes(html, "Fill in the settings first.");
});

Deno.test("keys typed in the panel are held, said to be set, and never sent back", async () => {
  await using page = await openPage({ bare: true });
  const answer = await page.post("/settings", {
    ...SETTINGS,
    sourceKey: "typed-source",
    targetKey: "typed-target",
  });
  assertEquals(answer.status, 200);
  const said = await answer.text() + await (await page.get("/")).text();
  assertEquals(page.console.keys, { source: "typed-source", target: "typed-target" });
  for (const key of ["typed-source", "typed-target"]) assert(!said.includes(key));
  assertStringIncludes(said, "type to replace it");
  assert(!JSON.stringify(await readMigration(page.ledger)).includes("typed-"));
});

Deno.test("keys from the environment are never on the page, and an empty field keeps them", async () => {
  await using page = await openPage();
  const answer = await page.post("/settings", { ...SETTINGS, practiceName: "Riverside" });
  const said = await answer.text() + await (await page.get("/")).text();
  for (const key of [SOURCE_KEY, TARGET_KEY]) assert(!said.includes(key));
  assertEquals(page.console.keys, { source: SOURCE_KEY, target: TARGET_KEY });
  assertEquals(page.console.settings?.practiceName, "Riverside");
});

Deno.test("a wrong setting gets one sentence beside the form and changes nothing", async () => {
  await using page = await openPage();
  const wrong: [Record<string, string>, string][] = [
    [{ timeZone: "Mars/Olympus" }, "not an IANA zone"],
    [{ sourceUrl: "riverside" }, "address (PRACTICEHUB_URL) is not a web address"],
    [{ sourceIntervalMs: "fast" }, "must be a whole number"],
  ];
  for (const [field, sentence] of wrong) {
    const answer = await page.post("/settings", { ...SETTINGS, ...field });
    assertEquals(answer.status, 422);
    const text = await answer.text();
    assertStringIncludes(text, sentence);
    assertStringIncludes(text, `hx-target="#notice-settings"`);
  }
  assertEquals(page.console.settings?.timeZone, SETTINGS.timeZone);
});

Deno.test("a ledger that belongs to another migration says so", async () => {
  await using page = await openPage();
  const answer = await page.post("/settings", { ...SETTINGS, targetUrl: "https://other.example" });
  assertEquals(answer.status, 409);
  assertStringIncludes(await answer.text(), "belongs to the migration");
});

Deno.test("a connection is tested with what is typed, by the operator alone, and no key comes back", async () => {
  await using page = await openPage();
  const asked: Request[] = [];
  page.console.world.fetch = (request) => {
    asked.push(request);
    return Promise.resolve(new Response("{}", { status: 401 }));
  };
  const typed = { ...SETTINGS, sourceUrl: "https://other.practicehub.example", sourceKey: "typed-source" };
  const said = await (await page.post("/settings/test/source", typed)).text();
  assertStringIncludes(said, "refused the key (401)");
  assert(!said.includes("typed-source"));
  assertEquals(asked.map((r) => [new URL(r.url).host, r.headers.get("x-practicehub-key")]), [
    ["other.practicehub.example", "typed-source"],
  ]);
  assertEquals(page.console.settings?.sourceUrl, SETTINGS.sourceUrl);
  assertEquals(page.console.keys.source, SOURCE_KEY);
  const cookie = await page.enter("let-me-look");
  const refused = await page.post("/settings/test/source", typed, { cookie });
  assertEquals(refused.status, 403);
  const seen = await (await page.ask("/", { headers: { cookie } })).text();
  assert(!seen.includes("Test connection"));
  assertEquals(asked.length, 1);
});
