import { assert, assertEquals, assertRejects } from "@std/assert";
import { Control } from "../../../steps/base/control.ts";
import { LostAnswerError, RefusedError, UsageError } from "../../../steps/base/errors.ts";
import { Bucket } from "../../../steps/base/pace.ts";
import { Twenty } from "../../../steps/twenty/client.ts";
import { download, put } from "../../../steps/twenty/links.ts";
import { type Answer, FakeWorld, json } from "../support/fake_world.ts";
import { refusal } from "../support/fake_twenty.ts";
import { TARGET_URL } from "../support/make_kit.ts";

const KEY = "canary-target-key";
const LIMIT = "Limit reached (100 tokens per 60000 ms)";
const OK = () => json({ data: { people: [] } });

function twentyOf(answer: Answer): { world: FakeWorld; twenty: Twenty } {
  const world = new FakeWorld(answer);
  return {
    world,
    twenty: new Twenty({ url: TARGET_URL, key: KEY, world, pace: new Bucket(world), control: new Control() }),
  };
}

function inTurn(...answers: (() => Response | Promise<Response>)[]): Answer {
  let n = 0;
  return async () => await (answers[Math.min(n++, answers.length - 1)] ?? OK)();
}

const lost = () => Promise.reject(new TypeError("reset"));
const gaps = (world: FakeWorld) => world.requests.slice(1).map((r, i) => r.at - (world.requests[i]?.at ?? 0));

Deno.test("a read whose answer was lost is sent again, waiting longer each time, six times at most", async () => {
  const { world, twenty } = twentyOf(lost);
  await assertRejects(() => twenty.get("people"), LostAnswerError);
  assertEquals(gaps(world), [1_000, 2_000, 4_000, 8_000, 16_000]);
});

Deno.test("a write whose answer was lost is sent once: the caller settles it by reading", async () => {
  for (
    const broken of [
      lost,
      () => new Response("<html>", { status: 502 }),
      () => json({ messages: ["worker fell over"] }, 500),
      () => new Response('{"data":', { status: 201 }),
      () => new Response(new ReadableStream({ start: (c) => c.error(new TypeError("reset")) })),
    ]
  ) {
    const { world, twenty } = twentyOf(broken);
    const error = await assertRejects(() => twenty.write("POST", "batch/people", []), LostAnswerError);
    assertEquals([world.requests.length, error.where], [1, "POST /rest/batch/people"]);
  }
});

Deno.test("a refusal by the limiter is waited out, for writes too, at a gap the bucket refills", async () => {
  const { world, twenty } = twentyOf(inTurn(() => refusal(429, LIMIT), () => refusal(429, LIMIT), OK));
  await twenty.write("POST", "batch/people", []);
  assertEquals(world.requests.length, 3);
  for (const gap of gaps(world)) assert(gap > 600 && gap < 700, `${gap}`);
});

Deno.test("Retry-After is obeyed where a server sends it", async () => {
  const { world, twenty } = twentyOf(
    inTurn(() => json({ messages: [LIMIT] }, 429, { "retry-after": "9" }), OK),
  );
  await twenty.get("people");
  assertEquals(gaps(world), [9_000]);
});

Deno.test("GraphQL's refusal by the limiter comes as 200 and is waited out all the same", async () => {
  const limited = () =>
    json({ errors: [{ message: LIMIT, extensions: { subCode: "LIMIT_REACHED", code: "BAD_USER_INPUT" } }] });
  const { world, twenty } = twentyOf(inTurn(limited, () => json({ data: { people: 1 } })));
  assertEquals(await twenty.graphql("graphql", "{ people }", {}, "read"), { people: 1 });
  for (const gap of gaps(world)) assert(gap > 600 && gap < 700, `${gap}`);
});

Deno.test("a refusal carries status, code and Twenty's words, without what was sent", async () => {
  const { twenty } = twentyOf(() => refusal(400, "Invalid string value 'canary@x y' for email field"));
  const error = await assertRejects(
    () => twenty.write("POST", "batch/people", [{ emails: { primaryEmail: "canary@x y" } }]),
    RefusedError,
  );
  assertEquals([error.status, error.reason], [400, "Invalid string value '…' for email field"]);
  assert(!`${error.message}${error.stack}`.includes("canary"));
});

Deno.test("GraphQL's errors are refusals, without what was sent", async () => {
  const { twenty } = twentyOf(() =>
    json({ errors: [{ message: "no canary here", extensions: { code: "FORBIDDEN" } }], data: null })
  );
  const error = await assertRejects(
    () => twenty.graphql("metadata", "{ x }", { name: "canary" }, "write"),
    RefusedError,
  );
  assertEquals([error.code, error.reason], ["forbidden", "no … here"]);
});

Deno.test("a refusal of the key is none of a row, however it comes, and says which setting", async () => {
  const revoked = "This API Key is revoked";
  const coded = (code: string) => json({ errors: [{ message: revoked, extensions: { code } }] });
  for (const answer of [() => refusal(401, "Token invalid."), () => refusal(403, revoked)]) {
    const { twenty } = twentyOf(answer);
    await assertRejects(() => twenty.write("POST", "batch/people", []), UsageError, "check Twenty's API key");
  }
  for (const code of ["UNAUTHENTICATED", "FORBIDDEN"]) {
    const { twenty } = twentyOf(() => coded(code));
    await assertRejects(
      () => twenty.graphql("metadata", "{ x }", {}, "write"),
      UsageError,
      "check Twenty's API key",
    );
  }
  const { twenty } = twentyOf(() => refusal(403, "Forbidden resource"));
  await assertRejects(() => twenty.get("webhooks"), RefusedError, "Forbidden resource");
});

Deno.test("a server fault that certainly changed nothing is a refusal, so that the bad row is looked for", async () => {
  for (const words of ["Data validation error.", "Migration action 'create' for 'fieldMetadata' failed"]) {
    const { twenty } = twentyOf(() => refusal(500, words));
    await assertRejects(() => twenty.write("POST", "batch/people", []), RefusedError);
  }
  const { twenty } = twentyOf(() => new Response("request entity too large", { status: 500 }));
  await assertRejects(() => twenty.write("POST", "batch/people", []), RefusedError, "too large");
});

Deno.test("core requests are paced, metadata requests are not", async () => {
  const { world, twenty } = twentyOf(OK);
  twenty.options.pace.refused({ tokens: 100, windowMs: 60_000 }, undefined);
  await twenty.metadata("GET", "objects");
  await twenty.graphql("metadata", "{ x }", {}, "read");
  assertEquals(world.slept, []);
  await twenty.get("people");
  await twenty.write("POST", "batch/people", []);
  await twenty.graphql("graphql", "{ x }", {}, "read");
  assertEquals(world.slept.length, 3);
  assertEquals(twenty.sent, { core: 3, metadata: 2 });
});

const never = new AbortController().signal;
const upload = { type: "image/png", size: 3, bytes: () => ReadableStream.from([new Uint8Array(3)]) };

Deno.test("the key goes to Twenty's own address in a header only, and not to upload links", async () => {
  const { world, twenty } = twentyOf(OK);
  await twenty.get("people?limit=1");
  await put(twenty, "https://files.elsewhere.test/file-upload/x?token=t", upload);
  await (await download(twenty, "https://files.elsewhere.test/file?token=t", never)).body?.cancel();
  const [read, ...links] = world.requests;
  assertEquals(read?.headers.get("authorization"), `Bearer ${KEY}`);
  for (const request of links) assertEquals(request.headers.get("authorization"), null);
  for (const request of world.requests) {
    assertEquals(request.url.origin, TARGET_URL);
    assert(!request.url.href.includes(KEY));
  }
});

Deno.test("a redirect is not followed: the key would go along", async () => {
  const seen: RequestRedirect[] = [];
  const { twenty } = twentyOf((request) => {
    seen.push(request.redirect);
    return new Response(null, { status: 302, headers: { location: "https://elsewhere.test" } });
  });
  await assertRejects(() => twenty.write("POST", "batch/people", []));
  await assertRejects(() => put(twenty, "https://twenty.test/file-upload/f", upload));
  assertEquals(new Set(seen), new Set(["manual"]));
});

Deno.test("a download is sent on to another store once, over https, and without the key", async () => {
  for (
    const [location, followed] of [
      ["https://store.test/f?X-Amz-Signature=s", true],
      ["/elsewhere/f", true],
      ["http://store.test/f", false],
      ["ftp://store.test/f", false],
    ] as const
  ) {
    const { world, twenty } = twentyOf(() => new Response(null, { status: 302, headers: { location } }));
    const response = await download(twenty, "https://twenty.test/file/x?token=t", never);
    assertEquals(response.status, 302);
    assertEquals(world.requests.length, followed ? 2 : 1, location);
    for (const { headers } of world.requests) assertEquals(headers.get("authorization"), null);
  }
});

Deno.test("what an upload sends is of the type that the link was made for", async () => {
  const { world, twenty } = twentyOf(() => new Response(null, { status: 204 }));
  await put(twenty, "/file-upload/x?token=t", upload);
  assertEquals(world.requests[0]?.headers.get("content-type"), "image/png");
});

Deno.test("an upload to a store elsewhere goes there, over https, without the key and with its length", async () => {
  const { world, twenty } = twentyOf(() => new Response(null, { status: 200 }));
  await put(twenty, "https://store.test/b/x?X-Amz-Signature=s", upload);
  const [sent] = world.requests;
  assertEquals(sent?.url.href, "https://store.test/b/x?X-Amz-Signature=s");
  assertEquals([sent?.headers.get("content-length"), sent?.headers.get("authorization")], ["3", null]);
  await assertRejects(() => put(twenty, "http://store.test/b/x?X-Amz-Signature=s", upload), RefusedError);
  assertEquals(world.requests.length, 1);
});
