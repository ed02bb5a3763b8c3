import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { HOST, openPage } from "../support/open_page.ts";

Deno.test("the link's token becomes a cookie and leaves the address", async () => {
  await using page = await openPage();
  const answer = await page.ask("/?token=let-me-in");
  assertEquals(answer.status, 303);
  assertEquals(answer.headers.get("location"), "/");
  const cookie = answer.headers.get("set-cookie") ?? "";
  assertMatch(cookie, /HttpOnly/);
  assertMatch(cookie, /SameSite=Strict/);
  assertEquals(cookie.includes("let-me-in"), false);
});

Deno.test("a wrong token, or none, is told where the link is", async () => {
  await using page = await openPage();
  for (const path of ["/?token=let-me-i", "/?token=", "/", "/stream", "/cells/audit/log"]) {
    const answer = await page.ask(path);
    assertEquals(answer.status, 403, path);
    assertStringIncludes(await answer.text(), "Open the link that Handover printed when it started");
  }
});

Deno.test("a cookie that no link bought opens nothing", async () => {
  await using page = await openPage();
  const cookie = `handover-8000=${crypto.randomUUID()}`;
  assertEquals((await page.ask("/", { headers: { cookie } })).status, 403);
});

Deno.test("a viewer sees the page without a button that runs, and may not press", async () => {
  await using page = await openPage();
  const cookie = await page.enter("let-me-look");
  const html = await (await page.get("/", { cookie })).text();
  assertStringIncludes(html, "Audit");
  assertEquals(html.includes(`data-action="run"`), false);
  assertEquals(html.includes("Save settings"), false);
  for (
    const path of ["/cells/audit/run", "/settings", "/maps/confirm", "/sample/sign-off", "/rollback/confirm"]
  ) {
    const answer = await page.post(path, {}, { cookie });
    assertEquals(answer.status, 403, path);
    assertStringIncludes(await answer.text(), "ask the operator");
  }
  assertEquals(page.console.runner.active, undefined);
});

Deno.test("a name that somebody else made resolve here is turned away", async () => {
  await using page = await openPage();
  for (const host of ["evil.example", "127.0.0.1.evil.example:8000", "evil.example:8000", "localhost.evil"]) {
    assertEquals((await page.get("/", { host })).status, 403, host);
  }
});

Deno.test("a write from another site is refused, whatever cookie it carries", async () => {
  await using page = await openPage();
  const from: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: `http://${HOST}1` },
    { origin: `http://${HOST}`, "sec-fetch-site": "cross-site" },
    { origin: "null", "sec-fetch-site": "cross-site" },
    { origin: "null" },
  ];
  for (const headers of from) {
    const answer = await page.post("/cells/audit/run", {}, headers);
    assertEquals(answer.status, 403, JSON.stringify(headers));
    await answer.body?.cancel();
  }
  assertEquals(page.console.runner.active, undefined);
});

Deno.test("a browser that hides the origin because we send no referrer may still press", async () => {
  await using page = await openPage();
  const answer = await page.post("/cells/audit/run", {}, { origin: "null", "sec-fetch-site": "same-origin" });
  assertEquals(answer.status, 200);
});
