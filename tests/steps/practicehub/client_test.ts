import { assert, assertEquals, assertRejects } from "@std/assert";
import { Control } from "../../../steps/base/control.ts";
import { CancelledError, SourceError, UsageError } from "../../../steps/base/errors.ts";
import { Spacing } from "../../../steps/base/pace.ts";
import { PracticeHub, readAll } from "../../../steps/practicehub/client.ts";
import { type Answer, FakeWorld, json } from "../support/fake_world.ts";
import { SOURCE_URL } from "../support/make_kit.ts";

const KEY = "canary-source-key";
const EMPTY = { data: [], links: { next: null }, total_entries: 0 };

function clientOf(world: FakeWorld, change: { url?: string; control?: Control; intervalMs?: number } = {}) {
  return new PracticeHub({
    url: change.url ?? SOURCE_URL,
    key: KEY,
    app: "handover=ana@example.test",
    world,
    pace: new Spacing(world, change.intervalMs ?? 0),
    control: change.control ?? new Control(),
  });
}

/** Answers in turn; the last one again and again. */
function inTurn(...answers: (() => Response | Promise<Response>)[]): Answer {
  let n = 0;
  return async () => {
    const next = answers[Math.min(n++, answers.length - 1)];
    if (!next) throw new Error("no answer");
    return await next();
  };
}

Deno.test("a page is asked for with GET, key, app and page size, under /api whatever the address ended in", async () => {
  for (const url of [SOURCE_URL, `${SOURCE_URL}/`, `${SOURCE_URL}/api`, `${SOURCE_URL}/api/`]) {
    const world = new FakeWorld(() => json(EMPTY));
    await clientOf(world, { url }).page("patients", 2, { updated: "gte:2026-01-01 00:00:00" });
    const [request] = world.requests;
    assertEquals(request?.method, "GET");
    assertEquals(`${request?.url.origin}${request?.url.pathname}`, `${SOURCE_URL}/api/patients`);
    assertEquals([...(request?.url.searchParams ?? [])], [
      ["updated", "gte:2026-01-01 00:00:00"],
      ["page", "2"],
      ["page_size", "100"],
    ]);
    assertEquals(request?.headers.get("x-practicehub-key"), KEY);
    assertEquals(request?.headers.get("x-app-details"), "handover=ana@example.test");
  }
});

Deno.test("nothing but GET ever leaves, whatever is answered", async () => {
  const world = new FakeWorld(inTurn(
    () => json({}, 429),
    () => json({}, 500),
    () => Promise.reject(new TypeError("reset")),
    () => new Response("{", { status: 200 }),
    () => json(EMPTY),
  ));
  await clientOf(world).page("patients", 1);
  assertEquals(new Set(world.requests.map((r) => r.method)), new Set(["GET"]));
  assertEquals(world.requests.length, 5);
});

Deno.test("one request is in flight, however many are asked for at once", async () => {
  let flying = 0;
  let most = 0;
  const world = new FakeWorld(async () => {
    most = Math.max(most, ++flying);
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 0));
    flying--;
    return json(EMPTY);
  });
  const client = clientOf(world, { intervalMs: 1_050 });
  await Promise.all(["patients", "files", "invoices"].map((resource) => client.page(resource, 1)));
  assertEquals(most, 1);
  assertEquals(world.requests.map((r, i) => r.at - (world.requests[i - 1]?.at ?? r.at)), [0, 1_050, 1_050]);
});

Deno.test("a request that failed does not block the ones behind it", async () => {
  const world = new FakeWorld(inTurn(() => json({}, 401), () => json(EMPTY)));
  const client = clientOf(world);
  const [first, second] = await Promise.allSettled([client.page("patients", 1), client.page("files", 1)]);
  assertEquals([first.status, second.status], ["rejected", "fulfilled"]);
});

Deno.test("a resource that is not there is undefined, and asked for once", async () => {
  const world = new FakeWorld(() => json({ message: "Not found" }, 404));
  assertEquals(await clientOf(world).page("care_plans", 1), undefined);
  assertEquals(world.requests.length, 1);
});

Deno.test("Retry-After is waited for, and no request leaves before", async () => {
  const world = new FakeWorld(inTurn(() => json({}, 429, { "retry-after": "7" }), () => json(EMPTY)));
  await clientOf(world).page("patients", 1);
  assertEquals(world.requests.map((r, i) => r.at - (world.requests[i - 1]?.at ?? r.at)), [0, 7_000]);
});

Deno.test("without Retry-After each attempt waits longer, and six failures are told without the key", async () => {
  for (
    const broken of [() => json({}, 429), () => json({}, 503), () => Promise.reject(new TypeError("reset"))]
  ) {
    const world = new FakeWorld(broken);
    const error = await assertRejects(
      () => clientOf(world).page("patients", 1),
      SourceError,
      "failed 6 times",
    );
    assert(!error.message.includes(KEY));
    assertEquals(
      world.requests.map((r, i) => r.at - (world.requests[i - 1]?.at ?? r.at)),
      [0, 1_000, 2_000, 4_000, 8_000, 16_000],
    );
  }
});

Deno.test("a body that breaks off, or is cut short, is asked for again", async () => {
  const broken = new ReadableStream({
    start: (c) => c.error(new TypeError("reset")),
  });
  const world = new FakeWorld(inTurn(
    () => new Response(broken),
    () => new Response('{"data":[{"id":1},'),
    () => json({ data: [{ id: 1 }] }),
  ));
  assertEquals((await clientOf(world).page("patients", 1))?.rows, [{ id: 1 }]);
});

Deno.test("a wrong key is a sentence about the key, without the key, and is not tried again", async () => {
  for (const status of [401, 403]) {
    const world = new FakeWorld(() => json({ message: KEY }, status));
    const error = await assertRejects(
      () => clientOf(world).page("patients", 1),
      UsageError,
      "PRACTICEHUB_KEY",
    );
    assert(!error.message.includes(KEY));
    assertEquals(world.requests.length, 1);
  }
});

Deno.test("a web page instead of the API is a sentence about the address", async () => {
  for (const status of [200, 201]) {
    const world = new FakeWorld(() => new Response("\n <!doctype html><html>", { status }));
    await assertRejects(
      () => clientOf(world).page("patients", 1),
      UsageError,
      "does not answer as the PracticeHub API does",
    );
    assertEquals(world.requests.length, 1);
  }
});

Deno.test("a redirect is not followed: the key would go along", async () => {
  const redirects: RequestRedirect[] = [];
  const world = new FakeWorld((request) => {
    redirects.push(request.redirect);
    return new Response(null, { status: 302, headers: { location: "https://elsewhere.test/" } });
  });
  await assertRejects(() => clientOf(world).page("patients", 1), UsageError, "302");
  assertEquals([redirects, world.requests.map((r) => r.url.host)], [["manual"], [new URL(SOURCE_URL).host]]);
});

Deno.test("a link to another host is not followed: pages are asked for by number", async () => {
  const pages = [{ id: 1 }, { id: 2 }, { id: 3 }];
  const world = new FakeWorld((request) => {
    const n = Number(new URL(request.url).searchParams.get("page"));
    return json({
      data: [pages[n - 1]],
      links: { next: n < 3 ? "https://elsewhere.test/api/x?page=9" : null },
    });
  });
  assertEquals((await readAll(clientOf(world), "patients")).map((r) => r.id), [1, 2, 3]);
  assertEquals(new Set(world.requests.map((r) => r.url.host)), new Set([new URL(SOURCE_URL).host]));
});

Deno.test("practitioners are asked for twice, so that the inactive ones are there", async () => {
  const world = new FakeWorld((request) => {
    const inactive = new URL(request.url).searchParams.get("active") === "eq:0";
    return json({ data: [{ id: inactive ? 2 : 1 }] });
  });
  assertEquals((await readAll(clientOf(world), "practitioners")).map((r) => r.id), [1, 2]);
});

Deno.test("a cancelled run is told as cancelled, and nothing is tried again", async () => {
  const control = new Control();
  const world = new FakeWorld(() => {
    control.cancel();
    return Promise.reject(new DOMException("aborted", "AbortError"));
  });
  await assertRejects(() => clientOf(world, { control }).page("patients", 1), CancelledError);
  assertEquals(world.requests.length, 1);
});
