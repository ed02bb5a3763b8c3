import { assertEquals, assertStringIncludes } from "@std/assert";
import { lineNumbers } from "../support/messages.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

async function withLines(): Promise<PageUnderTest> {
  const page = await openPage({
    acts: {
      audit: async (kit) => {
        for (let i = 1; i <= 250; i++) {
          const level = i % 100 === 0 ? "error" : i % 50 === 0 ? "warning" : "info";
          await kit.log.write({ kind: "page", object: "patients", level, message: `page ${i} <b>` });
        }
        return { state: "green", verdict: "done" };
      },
    },
  });
  await page.post("/cells/audit/run");
  await page.console.runner.active?.done;
  return page;
}

Deno.test("a log shows its newest lines and leads to the older ones without a gap", async () => {
  await using page = await withLines();
  const newest = await (await page.get("/cells/audit/log")).text();
  const older = /href="([^"]*before=[^"]*)"/.exec(newest)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const before = await (await page.get(older)).text();
  const lines = [...lineNumbers(before), ...lineNumbers(newest)];
  assertEquals(lines, Array.from({ length: 252 }, (_, i) => i + 1));
  assertStringIncludes(before, "this is the first line");
});

Deno.test("a log is filtered by level, by object and by text, and quotes nothing as markup", async () => {
  await using page = await withLines();
  const count = async (query: string) =>
    lineNumbers(await (await page.get(`/cells/audit/log?${query}`)).text()).length;
  assertEquals(await count("level=errors"), 2);
  assertEquals(await count("level=warnings"), 5);
  assertEquals(await count("text=page+7"), 11);
  assertEquals(await count("object=patients"), 200);
  assertEquals(await count("object=patients&level=errors"), 2);
  assertEquals(await count("object=people"), 0);
  assertEquals(await count("level=nonsense&before=nonsense"), 200);
  const html = await (await page.get("/cells/audit/log")).text();
  assertEquals(html.includes("<b>page"), false);
  assertStringIncludes(html, "page 250 &lt;b&gt;");
});

Deno.test("a sign that is searched for stands for itself, in capitals or not", async () => {
  const said = ["_updated_at is left out", "updated at noon", "100 % read", "100 rows read", "a\\b"];
  await using page = await openPage({
    acts: {
      audit: async (kit) => {
        await kit.log.write(...said.map((message) => ({ kind: "page", message })));
        return { state: "green", verdict: "done" };
      },
    },
  });
  await page.post("/cells/audit/run");
  await page.console.runner.active?.done;
  const found = async (text: string) => {
    const html = await (await page.get(`/cells/audit/log?${new URLSearchParams({ text })}`)).text();
    return said.filter((message) => html.includes(message));
  };
  assertEquals(await found("UPDATED_AT"), [said[0]]);
  assertEquals(await found("_"), [said[0]]);
  assertEquals(await found("%"), [said[2]]);
  assertEquals(await found("0 % r"), [said[2]]);
  assertEquals(await found("\\"), [said[4]]);
  assertEquals(await found("___"), []);
});

Deno.test("a whole log comes as text and as JSON with the hashes that chain it", async () => {
  await using page = await withLines();
  const text = await (await page.get("/cells/audit/log.txt")).text();
  assertEquals(text.trim().split("\n").length, 252);
  const lines = (await (await page.get("/cells/audit/log.jsonl")).text()).trim().split("\n").map((l) =>
    JSON.parse(l)
  );
  assertEquals(lines.length, 252);
  assertEquals(lines.slice(1).every((line, i) => line.prev_hash === lines[i].hash), true);
});
