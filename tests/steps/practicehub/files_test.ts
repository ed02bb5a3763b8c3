import { assert, assertEquals, assertRejects } from "@std/assert";
import { Control } from "../../../steps/base/control.ts";
import { FileError, openFile } from "../../../steps/practicehub/files.ts";
import { FakeWorld } from "../support/fake_world.ts";
import { SOURCE_URL } from "../support/make_kit.ts";

const STORE = "https://phub-production.s3.amazonaws.com/1/patient/2/x?X-Amz-Signature=canary";
const open = (world: FakeWorld, link: string) =>
  openFile(link, SOURCE_URL, world, new Control(), new AbortController().signal);

Deno.test("the key and the app do not go to the file store, and a redirect is not followed", async () => {
  const redirects: RequestRedirect[] = [];
  const world = new FakeWorld((request) => {
    redirects.push(request.redirect);
    return new Response("bytes");
  });
  const { stream } = await open(world, STORE);
  assertEquals(await new Response(stream).text(), "bytes");
  assertEquals([...(world.requests[0]?.headers.keys() ?? [])].filter((h) => h.startsWith("x-")), []);
  assertEquals([redirects, world.lines], [["manual"], ["GET /1/patient/2/x"]]);
});

Deno.test("links to anywhere but the store or the source itself are refused before anything is sent", async () => {
  for (
    const link of [
      "https://elsewhere.test/x",
      "https://amazonaws.com.elsewhere.test/x",
      "https://notamazonaws.com/x",
      "http://phub.s3.amazonaws.com/x",
      "file:///etc/passwd",
      "not an address",
      "",
    ]
  ) {
    const world = new FakeWorld(() => new Response("bytes"));
    const error = await assertRejects(() => open(world, link), FileError);
    assertEquals([error.kind, world.requests.length], ["refused", 0], link);
  }
});

Deno.test("a link to the source itself is opened, still without the key", async () => {
  const world = new FakeWorld(() => new Response("bytes"));
  await (await open(world, `${SOURCE_URL}/files/1`)).stream.cancel();
  assertEquals(world.requests[0]?.headers.get("x-practicehub-key"), null);
});

Deno.test("what went wrong is told apart, without the link and its signature", async () => {
  for (
    const [answer, kind] of [
      [() => new Response("<Error/>", { status: 403 }), "expired"],
      [() => new Response("", { status: 503 }), "broken"],
      [() => new Response("", { status: 429 }), "broken"],
      [() => new Response("", { status: 404 }), "refused"],
      [() => new Response("half", { status: 206 }), "refused"],
      [() => new Response(null, { status: 302, headers: { location: "https://elsewhere.test" } }), "refused"],
      [() => Promise.reject(new TypeError("reset")), "broken"],
    ] as const
  ) {
    const error = await assertRejects(() => open(new FakeWorld(answer), STORE), FileError);
    assertEquals(error.kind, kind);
    assert(!error.message.includes("canary"));
  }
});
