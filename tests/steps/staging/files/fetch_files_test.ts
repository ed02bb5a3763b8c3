import { assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { CHUNK_BYTES, findBlobs, readBlob } from "../../../../db/blobs.ts";
import { type RawRow, upsertRecords } from "../../../../db/source_records.ts";
import { fetchFiles } from "../../../../steps/staging/files/fetch_files.ts";
import { AT, TempLedger } from "../../../db/temp_ledger.ts";
import { type Answer, FakeWorld, json } from "../../support/fake_world.ts";
import { makeKit } from "../../support/make_kit.ts";

const STORE = "https://phub-production.s3.amazonaws.com";
const file = (id: number, change: Record<string, unknown> = {}): RawRow => ({
  id,
  entity_type: "patient",
  url: `${STORE}/${id}?X-Amz-Signature=first`,
  ...change,
});

async function fetched(rows: RawRow[], answer: Answer) {
  const temp = await TempLedger.open();
  await temp.ledger.commit({ writes: upsertRecords(temp.ledger, "files", rows, 1, AT) });
  const world = new FakeWorld(answer);
  const kit = await makeKit(temp.ledger, world);
  return {
    world,
    run: () => fetchFiles(kit, () => {}),
    blob: async (id: number) => (await findBlobs(temp.ledger, [id])).get(id),
    bytes: async (id: number) =>
      new Uint8Array(await new Blob(await Array.fromAsync(readBlob(temp.ledger, id))).arrayBuffer()),
    [Symbol.asyncDispose]: () => temp[Symbol.asyncDispose](),
  };
}

Deno.test("a file's bytes are in the ledger as they came, in chunks, with their SHA-256", async () => {
  const bytes = Uint8Array.from({ length: CHUNK_BYTES * 2 + 7 }, (_, i) => i % 251);
  await using s = await fetched([file(1)], () => new Response(bytes));
  assertEquals(await s.run(), { stored: 1, absent: 0 });
  assertEquals(await s.bytes(1), bytes);
  const blob = await s.blob(1);
  assertEquals([blob?.size, blob?.sha256], [bytes.length, createHash("sha256").update(bytes).digest("hex")]);
});

Deno.test("what is stored is not asked for again", async () => {
  await using s = await fetched([file(1), file(2)], () => new Response("x"));
  await s.run();
  await s.run();
  assertEquals(s.world.requests.length, 2);
});

Deno.test("an expired link is renewed by listing the file again, by id", async () => {
  await using s = await fetched([file(1)], (request) => {
    const url = new URL(request.url);
    if (url.pathname === "/api/files") {
      return json({ data: [file(1, { url: `${STORE}/1?X-Amz-Signature=second` })] });
    }
    return url.search.includes("first") ? new Response("<Error/>", { status: 403 }) : new Response("x");
  });
  assertEquals(await s.run(), { stored: 1, absent: 0 });
  assertEquals(s.world.lines, ["GET /1", "GET /api/files", "GET /1"]);
  assertEquals(s.world.requests[1]?.url.searchParams.get("id"), "eq:1");
});

Deno.test("a file that breaks off is asked for again, and holds only the whole one's bytes", async () => {
  let n = 0;
  const broken = () =>
    new ReadableStream<Uint8Array>({
      pull(c) {
        if (n++ < 3) c.enqueue(new Uint8Array(CHUNK_BYTES).fill(1));
        else c.error(new TypeError("reset"));
      },
    });
  let first = true;
  await using s = await fetched([file(1)], () => {
    if (!first) return new Response("whole");
    first = false;
    return new Response(broken());
  });
  assertEquals(await s.run(), { stored: 1, absent: 0 });
  assertEquals(new TextDecoder().decode(await s.bytes(1)), "whole");
});

Deno.test("a file without a link, or whose link is refused, is absent with its reason and stops nothing", async () => {
  await using s = await fetched(
    [file(1, { url: null }), file(2, { url: "https://elsewhere.test/2" }), file(3), file(4)],
    (request) =>
      new URL(request.url).pathname === "/3" ? new Response("", { status: 404 }) : new Response("x"),
  );
  assertEquals(await s.run(), { stored: 1, absent: 3 });
  assertEquals((await s.blob(1))?.reason, "no download link");
  assertEquals((await s.blob(2))?.reason?.includes("not the file store"), true);
  assertEquals((await s.blob(3))?.reason?.includes("404"), true);
});

Deno.test("files of no patient are not downloaded", async () => {
  await using s = await fetched([file(1, { entity_type: "report" })], () => new Response("x"));
  assertEquals(await s.run(), { stored: 0, absent: 0 });
  assertEquals(s.world.requests, []);
});

Deno.test("a web page that comes instead of a file is not kept as its bytes; a file that is one is", async () => {
  const page = () =>
    new Response("<html>Sign in</html>", { headers: { "content-type": "text/html; charset=utf-8" } });
  const rows = [
    file(1, { mime_type: "application/pdf", file_name: "a.pdf" }),
    file(2),
    file(3, { mime_type: "text/html" }),
    file(4, { file_name: "form.HTM" }),
  ];
  await using s = await fetched(rows, page);
  assertEquals(await s.run(), { stored: 2, absent: 2 });
  assertEquals((await s.blob(1))?.reason, "a web page came instead of the file");
  assertEquals(new TextDecoder().decode(await s.bytes(3)), "<html>Sign in</html>");
});
