import { assertEquals, assertStringIncludes } from "@std/assert";
import { openPage } from "../support/open_page.ts";

Deno.test("every answer carries the policy, also a refusal and an error", async () => {
  await using page = await openPage();
  for (const answer of [await page.get("/"), await page.ask("/"), await page.get("/nowhere")]) {
    const policy = answer.headers.get("content-security-policy") ?? "";
    assertStringIncludes(policy, "default-src 'none'");
    assertStringIncludes(policy, "frame-ancestors 'none'");
    assertEquals(policy.includes("unsafe"), false);
    assertEquals(answer.headers.get("referrer-policy"), "no-referrer");
    assertEquals(answer.headers.get("x-content-type-options"), "nosniff");
    assertEquals(answer.headers.get("cache-control"), "no-store");
    await answer.body?.cancel();
  }
});

Deno.test("the page needs nothing that the policy forbids", async () => {
  await using page = await openPage();
  const html = await (await page.get("/")).text();
  assertEquals(/<script(?![^>]*\ssrc=)/.test(html), false, "an inline script");
  assertEquals(/\sstyle="|<style/.test(html), false, "an inline style");
  assertEquals(/\son[a-z]+="|hx-on/.test(html), false, "an inline handler");
  assertEquals(/(?:src|href)="(?:https?:)?\/\//.test(html), false, "something from elsewhere");
});

Deno.test("static files are there by their exact names and no others are", async () => {
  await using page = await openPage();
  const html = await (await page.get("/")).text();
  const paths = [...html.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map((m) => m[1] ?? "");
  assertEquals(paths.length, 5);
  for (const path of paths) {
    const answer = await page.ask(path);
    assertEquals(answer.status, 200, path);
    assertEquals((await answer.text()).length > 50, true);
  }
  for (const path of ["/static/", "/static/../deno.json", "/static/page.css", "/static/%2e%2e/deno.json"]) {
    const answer = await page.get(path);
    assertEquals(answer.status, 404, path);
    await answer.body?.cancel();
  }
});

Deno.test("htmx and its stream extension come as one file, so that the one cannot start before the other is there", async () => {
  await using page = await openPage();
  const html = await (await page.get("/")).text();
  const path = /src="(\/static\/htmx\.[^"]+)"/.exec(html)?.[1] ?? "";
  assertStringIncludes(await (await page.ask(path)).text(), `registerExtension("sse"`);
});
