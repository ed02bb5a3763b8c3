import { assertEquals } from "@std/assert";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

const next = async (page: PageUnderTest): Promise<string | undefined> =>
  /<a class="next" href="#cell-([a-z-]+)"/.exec(await (await page.get("/")).text())?.[1];

async function run(page: PageUnderTest, step: string): Promise<void> {
  await page.post(`/cells/${step}/run`);
  await page.console.runner.active?.done;
}

Deno.test("where nothing is the matter the cell that comes next is led to, and never the rollback", async () => {
  await using page = await openPage();
  assertEquals(await next(page), "audit");
  for (const { id } of page.console.steps.slice(0, -1)) {
    assertEquals(await next(page), id);
    await run(page, id);
  }
  assertEquals(await next(page), undefined);
});

Deno.test("what failed is led to before what comes next", async () => {
  await using page = await openPage({ acts: { audit: () => ({ state: "red", verdict: "no" }) } });
  await run(page, "audit");
  await run(page, "schema");
  assertEquals(await next(page), "audit");
});
