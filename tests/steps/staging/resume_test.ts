import { assertEquals, assertRejects } from "@std/assert";
import { createHash } from "node:crypto";
import { CHUNK_BYTES, findBlobs, findPart, readBlob } from "../../../db/blobs.ts";
import { type RawRow, upsertRecords } from "../../../db/source_records.ts";
import { fetchFiles } from "../../../steps/staging/files/fetch_files.ts";
import { AT, TempLedger } from "../../db/temp_ledger.ts";
import { FakeWorld, json } from "../support/fake_world.ts";
import { makeKit } from "../support/make_kit.ts";

const LINK = "https://phub-production.s3.amazonaws.com/1";
const bytes = (seed: number, size = CHUNK_BYTES * 3 + 7) =>
  Uint8Array.from({ length: size }, (_, i) => (i * seed) % 251);
const sha256 = (of: Uint8Array) => createHash("sha256").update(of).digest("hex");

/** A store with one file. Each answer breaks off after `cuts.shift()` bytes, if there is one left. */
class Store {
  whole = bytes(1);
  etag: string | undefined = '"one"';
  knowsRanges = true;
  knowsIfRange = true;
  /** Answers with as many bytes as were asked for, but from the beginning. */
  miscounts = false;
  cuts: (number | undefined)[] = [];
  statuses: (number | undefined)[] = [];
  /** Of every request for the file: which range it asked for, and of which version. */
  readonly asked: (string | null)[][] = [];
  readonly headers: Headers[] = [];

  answer = (request: Request): Response => {
    if (new URL(request.url).pathname === "/api/files") return json({ data: [row()] });
    const { headers } = request;
    this.headers.push(headers);
    this.asked.push([headers.get("range"), headers.get("if-range")]);
    const status = this.statuses.shift();
    if (status !== undefined) return new Response("", { status });
    const from = Number(/^bytes=(\d+)-$/.exec(headers.get("range") ?? "")?.[1] ?? NaN);
    const same = !this.knowsIfRange || headers.get("if-range") === (this.etag ?? null);
    if (Number.isNaN(from) || !this.knowsRanges || !same) return this.#give(0, 200, {});
    if (this.miscounts) {
      const given = this.whole.length - from;
      const headers = { etag: this.etag ?? "", "content-range": `bytes 0-${given - 1}/${this.whole.length}` };
      return new Response(this.whole.slice(0, given), { status: 206, headers });
    }
    if (from >= this.whole.length) return new Response("", { status: 416 });
    const range = `bytes ${from}-${this.whole.length - 1}/${this.whole.length}`;
    return this.#give(from, 206, { "content-range": range });
  };

  #give(from: number, status: number, extra: Record<string, string>): Response {
    const rest = this.whole.subarray(from);
    const cut = this.cuts.shift();
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(c) {
        if (sent >= Math.min(cut ?? Infinity, rest.length)) {
          return cut === undefined ? c.close() : c.error(new TypeError("reset"));
        }
        const piece = rest.slice(sent, Math.min(sent + 100_000, cut ?? Infinity));
        sent += piece.length;
        c.enqueue(piece);
      },
    });
    const headers = new Headers({ "content-length": String(rest.length), ...extra });
    if (this.etag !== undefined) headers.set("etag", this.etag);
    return new Response(body, { status, headers });
  }
}

const row = (change: Partial<RawRow> = {}): RawRow => ({
  id: 1,
  entity_type: "patient",
  url: LINK,
  ...change,
});

async function fetching(change: Partial<RawRow> = {}) {
  let commits = Infinity;
  const temp = await TempLedger.open({
    hook: async (write) => {
      if (commits-- <= 0) throw new Error("killed");
      await write();
    },
  });
  const { ledger } = temp;
  await ledger.commit({ writes: upsertRecords(ledger, "files", [row(change)], 1, AT) });
  const store = new Store();
  const world = new FakeWorld(store.answer);
  return {
    store,
    world,
    /** As a program started anew does it; `killedAfter` commits it is no more. */
    run: async (killedAfter = Infinity) => {
      commits = killedAfter;
      try {
        return await fetchFiles(await makeKit(ledger, world), () => {});
      } finally {
        commits = Infinity;
      }
    },
    part: () => findPart(ledger, 1),
    blob: async () => (await findBlobs(ledger, [1])).get(1),
    /** The hash of what is stored, and the one noted. */
    hashes: async () => {
      const stored = new Uint8Array(
        await new Blob(await Array.fromAsync(readBlob(ledger, 1))).arrayBuffer(),
      );
      return [sha256(stored), (await findBlobs(ledger, [1])).get(1)?.sha256];
    },
    warnings: async () =>
      (await ledger.db.selectFrom("event").select("message").where("level", "=", "warning").execute())
        .map((e) => e.message),
    [Symbol.asyncDispose]: () => temp[Symbol.asyncDispose](),
  };
}

const rest = (chunks: number, etag = '"one"') => [`bytes=${CHUNK_BYTES * chunks}-`, etag];
const WHOLE = [null, null];

Deno.test("a download that breaks off goes on at the next piece, and the hash is over all of it", async () => {
  await using s = await fetching();
  s.store.cuts = [CHUNK_BYTES + 9, CHUNK_BYTES + 9];
  assertEquals(await s.run(), { stored: 1, absent: 0 });
  assertEquals(s.store.asked, [WHOLE, rest(1), rest(2)]);
  assertEquals(await s.hashes(), [sha256(s.store.whole), sha256(s.store.whole)]);
  assertEquals([(await s.blob())?.size, await s.part()], [s.store.whole.length, undefined]);
});

Deno.test("a download whose program was killed goes on in the next one", async () => {
  await using s = await fetching();
  await assertRejects(() => s.run(2), Error, "killed");
  assertEquals(await s.part(), { file_id: 1, etag: '"one"', size: s.store.whole.length });
  assertEquals(await s.run(), { stored: 1, absent: 0 });
  assertEquals(s.store.asked, [WHOLE, rest(2)]);
  assertEquals(await s.hashes(), [sha256(s.store.whole), sha256(s.store.whole)]);
});

Deno.test("killed after the last byte, nothing is asked for again", async () => {
  await using s = await fetching();
  await assertRejects(() => s.run(4), Error, "killed");
  assertEquals(await s.run(), { stored: 1, absent: 0 });
  assertEquals(s.store.asked, [WHOLE]);
  assertEquals(await s.hashes(), [sha256(s.store.whole), sha256(s.store.whole)]);
});

for (
  const [what, change] of [
    ["the store has another version by now", { etag: '"two"' }],
    ["that version is as long, and the store knows no If-Range", { etag: '"two"', knowsIfRange: false }],
    ["the store gives another range than asked for", { whole: bytes(1), miscounts: true }],
    ["the store knows no ranges", { knowsRanges: false }],
    ["the store has a shorter version", { etag: '"two"', knowsIfRange: false, whole: bytes(3, 10) }],
    ["the store has a longer one under the same ETag", { whole: bytes(3, CHUNK_BYTES * 4) }],
  ] as [string, Partial<Store>][]
) {
  Deno.test(`a download begins anew where ${what}`, async () => {
    await using s = await fetching();
    await assertRejects(() => s.run(2), Error, "killed");
    s.store.whole = bytes(3);
    Object.assign(s.store, change);
    assertEquals(await s.run(), { stored: 1, absent: 0 });
    assertEquals(s.store.asked[1], rest(2));
    assertEquals(await s.hashes(), [sha256(s.store.whole), sha256(s.store.whole)]);
    assertEquals(await s.part(), undefined);
  });
}

for (const etag of [undefined, 'W/"one"', "one"]) {
  Deno.test(`with the ETag ${etag} nothing says that the rest belongs to the beginning: it begins anew`, async () => {
    await using s = await fetching();
    s.store.etag = etag;
    await assertRejects(() => s.run(3), Error, "killed");
    assertEquals(await s.part(), undefined);
    s.store.whole = bytes(3, CHUNK_BYTES + 1);
    assertEquals(await s.run(), { stored: 1, absent: 0 });
    assertEquals(s.store.asked, [WHOLE, WHOLE]);
    assertEquals(await s.hashes(), [sha256(s.store.whole), sha256(s.store.whole)]);
  });
}

Deno.test("pieces of an attempt that cannot be continued do not end up in a shorter file", async () => {
  await using s = await fetching();
  s.store.etag = undefined;
  await assertRejects(() => s.run(3), Error, "killed");
  s.store.whole = new Uint8Array();
  assertEquals(await s.run(), { stored: 1, absent: 0 });
  assertEquals(await s.hashes(), [sha256(s.store.whole), sha256(s.store.whole)]);
});

Deno.test("an attempt that got further does not count as a failure, one that did not does", async () => {
  await using s = await fetching();
  s.store.cuts = [1, 1, 1, CHUNK_BYTES, 1, 1, CHUNK_BYTES, 1];
  assertEquals(await s.run(), { stored: 1, absent: 0 });
  assertEquals(s.store.asked.length, 9);
});

Deno.test("a store that breaks off at the same place every time is given up, and another run goes on there", async () => {
  await using s = await fetching();
  s.store.cuts = [CHUNK_BYTES, 1, 1, 1, 1];
  assertEquals(await s.run(), { stored: 0, absent: 1 });
  assertEquals((await s.blob())?.reason, "the file broke off");
  s.store.cuts = [];
  assertEquals(await s.run(), { stored: 1, absent: 0 });
  assertEquals(s.store.asked.at(-1), rest(1));
  assertEquals(await s.hashes(), [sha256(s.store.whole), sha256(s.store.whole)]);
});

Deno.test("without ETag, breaking off at the same place every time is given up too", async () => {
  await using s = await fetching();
  s.store.etag = undefined;
  s.store.cuts = Array(100).fill(CHUNK_BYTES + 1);
  assertEquals(await s.run(), { stored: 0, absent: 1 });
  assertEquals(s.store.asked.length, 4);
});

Deno.test("fewer bytes than the answer's length are a broken file, asked for again", async () => {
  await using s = await fetching();
  const { answer } = s.store;
  let short = true;
  s.world.answer = (request) => {
    if (!short) return answer(request);
    short = false;
    return new Response(new Uint8Array(10), { headers: { "content-length": "11" } });
  };
  assertEquals(await s.run(), { stored: 1, absent: 0 });
  assertEquals(await s.hashes(), [sha256(s.store.whole), sha256(s.store.whole)]);
});

Deno.test("another size than PracticeHub lists is a warning, not an error; none listed is nothing", async () => {
  for (const [size, warned] of [[5, 1], ["5", 1], [null, 0], [undefined, 0], [1_572_871, 0]] as const) {
    await using s = await fetching({ size });
    assertEquals(await s.run(), { stored: 1, absent: 0 });
    const warnings = await s.warnings();
    assertEquals(warnings.length, warned, String(size));
    if (warned) {
      assertEquals(warnings, ["files/1: the file has 1572871 bytes, PracticeHub lists 5; taken as it came"]);
    }
  }
});

Deno.test("an expired link is listed again once an attempt; a fresh one that is refused ends it", async () => {
  await using s = await fetching();
  const listed = () => s.world.count("GET /api/files");
  s.store.statuses = [403, 403];
  assertEquals([await s.run(), listed()], [{ stored: 0, absent: 1 }, 1]);
  assertEquals((await s.blob())?.reason, "the link has expired (403)");
  s.store.statuses = [403, undefined, 403];
  s.store.cuts = [CHUNK_BYTES];
  assertEquals([await s.run(), listed()], [{ stored: 1, absent: 0 }, 3]);
  assertEquals(s.store.asked.slice(-3), [WHOLE, rest(1), rest(1)]);
});

Deno.test("an expired link for which PracticeHub gives no other is absent with that reason", async () => {
  await using s = await fetching();
  const { answer } = s.store;
  s.store.statuses = [403];
  s.world.answer = (request) =>
    new URL(request.url).pathname === "/api/files" ? json({ data: [row({ url: null })] }) : answer(request);
  assertEquals(await s.run(), { stored: 0, absent: 1 });
  assertEquals((await s.blob())?.reason, "the link has expired, and PracticeHub gives no other");
});

Deno.test("bytes are asked for as they are stored: not compressed on the way", async () => {
  await using s = await fetching();
  await s.run();
  assertEquals(s.store.headers[0]?.get("accept-encoding"), "identity");
});

Deno.test("an empty file is stored as one of no bytes", async () => {
  await using s = await fetching();
  s.store.whole = new Uint8Array();
  assertEquals(await s.run(), { stored: 1, absent: 0 });
  assertEquals([(await s.blob())?.size, ...await s.hashes()], [
    0,
    sha256(s.store.whole),
    sha256(s.store.whole),
  ]);
});
