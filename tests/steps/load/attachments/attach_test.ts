import { assert, assertEquals, assertRejects } from "@std/assert";
import { createHash } from "node:crypto";
import { CHUNK_BYTES, finishBlob, insertChunk } from "../../../../db/blobs.ts";
import { latestEffects } from "../../../../db/effects.ts";
import type { FileBlobTable } from "../../../../db/tables.ts";
import { startTwenty } from "../../../../fixtures/twenty/server.ts";
import { attachBytes, verifyBytes } from "../../../../steps/load/attachments/attach.ts";
import { uploadIdOf } from "../../../../steps/load/attachments/upload.ts";
import { Control } from "../../../../steps/base/control.ts";
import { CancelledError, LostAnswerError } from "../../../../steps/base/errors.ts";
import { Bucket } from "../../../../steps/base/pace.ts";
import type { Landed } from "../../../../steps/load/effect.ts";
import type { Target } from "../../../../steps/mapping/target.ts";
import { Twenty } from "../../../../steps/twenty/client.ts";
import type { Found } from "../../../../steps/twenty/json.ts";
import { fieldNamed, objectNamed, readObjects } from "../../../../steps/twenty/metadata.ts";
import { AT, TempLedger } from "../../../db/temp_ledger.ts";
import { HurriedWorld } from "../../../support/world.ts";
import { makeKit } from "../../support/make_kit.ts";

const LARGE = CHUNK_BYTES * 2 + 7;
const bytesOf = (size: number, start = "") => {
  const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251 + 1);
  bytes.set(new TextEncoder().encode(start).subarray(0, size));
  return bytes;
};
const sha256 = (of: Uint8Array) => createHash("sha256").update(of).digest("hex");

/** Counts what leaves, and loses answers on purpose; everything else is the real network. */
class WatchedWorld extends HurriedWorld {
  readonly lines: string[] = [];
  /** What becomes of a request in place of being sent. */
  instead: (request: Request) => Response | undefined = () => undefined;

  override async fetch(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.replace(/[0-9a-f-]{36}/, ":id");
    const form = request.headers.get("content-type")?.startsWith("multipart/") ? " multipart" : "";
    this.lines.push(`${request.method} ${path}${form}`);
    return this.instead(request) ?? await super.fetch(request);
  }

  count(line: string): number {
    return this.lines.filter((l) => l === line).length;
  }
}

const MULTIPART = "POST /metadata multipart";
const LINK = ["POST /metadata", "PUT /file-upload/:id", "POST /metadata"];

/** A ledger with files in it, and a simulated Twenty to bring them to. */
class Stage implements AsyncDisposable {
  readonly control = new Control();

  private constructor(
    readonly temp: TempLedger,
    readonly world: WatchedWorld,
    readonly twenty: Awaited<ReturnType<typeof startTwenty>>,
  ) {}

  static async open(): Promise<Stage> {
    return new Stage(
      await TempLedger.open(),
      new WatchedWorld(),
      await startTwenty({ requestsPerMinute: 0 }),
    );
  }

  async kit() {
    const { world, control } = this;
    const { url, key } = this.twenty;
    const target = new Twenty({ url, key, world, control, pace: new Bucket(world) });
    return await makeKit(this.temp.ledger, world, { target, control });
  }

  async keep(id: number, bytes: Uint8Array, change: Partial<FileBlobTable> = {}): Promise<void> {
    const { ledger } = this.temp;
    const count = Math.ceil(bytes.length / CHUNK_BYTES);
    const row: FileBlobTable = {
      file_id: id,
      state: "stored",
      reason: null,
      size: bytes.length,
      sha256: sha256(bytes),
      fetched_at: AT,
      ...change,
    };
    const chunks = Array.from(
      { length: count },
      (_, n) => insertChunk(ledger, id, n, bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES)),
    );
    await ledger.commit({ writes: [...chunks, ...finishBlob(ledger, row, count)] });
  }

  /** Gives the attachments their bytes, and forgets what was asked to prepare that. */
  async attach(...targets: Target[]): Promise<void> {
    const kit = await this.kit();
    const field = fieldNamed(objectNamed(await readObjects(kit.target), "attachment"), "file")?.id ?? "";
    this.world.lines.length = 0;
    await attachBytes(kit, targets, field);
  }

  /** Makes the record, as landing does, and compares what Twenty then serves. */
  async land(target: Target): Promise<Landed> {
    const kit = await this.kit();
    await kit.target.write("POST", "attachments", { id: target.id, ...target.fields });
    const answer = await kit.target.get(`attachments/${target.id}`) as { data: { attachment: Found } };
    const landed: Landed = {
      wanted: { ...target, plural: "attachments" },
      verdict: "created",
      found: answer.data.attachment,
      differing: [],
    };
    return (await verifyBytes(kit, [landed]))[0] ?? landed;
  }

  async upload(id: number) {
    const effect = await uploadIdOf(await this.kit(), { sourceKey: `files/${id}` });
    return (await latestEffects(this.temp.ledger, [effect])).get(effect);
  }

  async warnings(): Promise<string[]> {
    const events = await this.temp.ledger.db.selectFrom("event").select("message").where(
      "level",
      "=",
      "warning",
    )
      .execute();
    return events.map((e) => e.message);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.temp[Symbol.asyncDispose]();
    await this.twenty.close();
    this.world[Symbol.dispose]();
  }
}

const attachment = (id: number, name: string): Target => ({
  object: "attachment",
  id: `00000000-0000-5000-8000-${String(id).padStart(12, "0")}`,
  sourceKey: `files/${id}`,
  fields: { name },
  remarks: [],
  source: {},
});
const remarks = (target: Target) => target.remarks.map((r) => r.remark);

for (
  const [what, size, way] of [
    ["one piece of the ledger", CHUNK_BYTES, [MULTIPART]],
    ["a byte more", CHUNK_BYTES + 1, LINK],
    ["eleven megabytes, more than a request may carry", 11_000_000, LINK],
  ] as const
) {
  Deno.test(`a file of ${what} arrives byte for byte`, async () => {
    await using stage = await Stage.open();
    const target = attachment(1, "letter.pdf");
    await stage.keep(1, bytesOf(size, "%PDF-1.4"));
    await stage.attach(target);
    assertEquals(stage.world.lines, way);
    assertEquals([remarks(target), (await stage.upload(1))?.state], [[], "confirmed"]);
    assertEquals((await stage.land(target)).verdict, "created");
    assertEquals((await stage.upload(1))?.read_hash, sha256(bytesOf(size, "%PDF-1.4")));
  });
}

Deno.test("a large file leaves piece by piece: no more than a few are read before they are taken", async () => {
  await using stage = await Stage.open();
  await stage.keep(1, bytesOf(CHUNK_BYTES * 20));
  let read = 0;
  const { ledger } = stage.temp;
  const selects = ledger.db.selectFrom.bind(ledger.db);
  ledger.db.selectFrom = ((table: "file_chunk") => {
    if (table === "file_chunk") read++;
    return selects(table);
  }) as typeof ledger.db.selectFrom;
  let readAtFirstByte = 0;
  stage.world.instead = (request) => {
    if (request.method === "PUT") readAtFirstByte = read;
    return undefined;
  };
  await stage.attach(attachment(1, "a.bin"));
  assert(readAtFirstByte <= 2, `${readAtFirstByte} pieces were read before any left`);
  assertEquals(read, 21);
});

Deno.test("an empty file is kept, and said to be empty; under a name that promises more too", async () => {
  for (const name of ["empty.txt", "empty.pdf"]) {
    await using stage = await Stage.open();
    const target = attachment(1, name);
    await stage.keep(1, new Uint8Array());
    await stage.attach(target);
    assertEquals(remarks(target), ["file-empty"]);
    assertEquals((await stage.land(target)).verdict, "created");
    assertEquals((await stage.upload(1))?.read_hash, sha256(new Uint8Array()));
  }
});

Deno.test("small bytes that are not what the name says are kept whole under .bin; the attachment keeps the name", async () => {
  await using stage = await Stage.open();
  const target = attachment(1, "scan.png");
  await stage.keep(1, bytesOf(500));
  await stage.attach(target);
  assertEquals([remarks(target), target.fields["name"]], [["file-content"], "scan.png"]);
  const landed = await stage.land(target);
  assertEquals(landed.verdict, "created");
  assertEquals(JSON.stringify(landed.found?.["file"]).includes('".bin"'), true);
});

Deno.test("of large bytes Twenty takes any under any name", async () => {
  await using stage = await Stage.open();
  const target = attachment(1, "scan.png");
  await stage.keep(1, bytesOf(LARGE));
  await stage.attach(target);
  assertEquals(remarks(target), []);
  assertEquals((await stage.land(target)).verdict, "created");
});

Deno.test("a file over a gigabyte is recorded without its bytes, and Twenty's words are in the log", async () => {
  await using stage = await Stage.open();
  const target = attachment(1, "video.mp4");
  await stage.keep(1, bytesOf(5), { size: 2 ** 30 + 1 });
  await stage.attach(target);
  assertEquals([remarks(target), target.fields["file"]], [["file-refused"], undefined]);
  assertEquals(await stage.warnings(), ["files/1: Invalid file size … (max 1073741824 bytes)"]);
});

Deno.test("a file without bytes to be had is recorded without them", async () => {
  await using stage = await Stage.open();
  const [absent, unheard] = [attachment(1, "a.pdf"), attachment(2, "b.pdf")];
  await stage.keep(1, new Uint8Array(), { state: "absent", sha256: null });
  await stage.attach(absent, unheard);
  assertEquals([remarks(absent), remarks(unheard)], [["file-absent"], ["file-absent"]]);
  assertEquals(stage.world.lines, []);
});

Deno.test("two files of the same name are two uploads", async () => {
  await using stage = await Stage.open();
  const [one, two] = [attachment(1, "IMG_0001.jpg"), attachment(2, "IMG_0001.jpg")];
  await stage.keep(1, bytesOf(50, "\xff\xd8\xff"));
  await stage.keep(2, bytesOf(60, "\xff\xd8\xff"));
  await stage.attach(one, two);
  assert(JSON.stringify(one.fields["file"]) !== JSON.stringify(two.fields["file"]));
  assertEquals([(await stage.land(one)).verdict, (await stage.land(two)).verdict], ["created", "created"]);
});

Deno.test("what was uploaded is not uploaded again; what was only begun is", async () => {
  await using stage = await Stage.open();
  const target = attachment(1, "a.bin");
  await stage.keep(1, bytesOf(LARGE));
  stage.world.instead = (request) => {
    if (request.method === "PUT") stage.control.cancel();
    return undefined;
  };
  await assertRejects(() => stage.attach(target), CancelledError);
  assertEquals((await stage.upload(1))?.state, "sent");
  await using again = await resumed(stage);
  await again.attach(target);
  assertEquals(again.world.lines, LINK);
  await again.attach(attachment(1, "a.bin"));
  assertEquals(again.world.lines, []);
});

/** The same ledger and Twenty as a program started anew finds them. */
async function resumed(stage: Stage): Promise<AsyncDisposable & Pick<Stage, "attach" | "world">> {
  await Promise.resolve();
  const next: Stage = Object.create(stage, {
    control: { value: new Control() },
    world: { value: new WatchedWorld() },
  });
  return Object.assign(next, {
    [Symbol.asyncDispose]: () => Promise.resolve(next.world[Symbol.dispose]()),
  });
}

Deno.test("an upload that breaks off or is not answered begins anew at the same link", async () => {
  await using stage = await Stage.open();
  const target = attachment(1, "a.bin");
  await stage.keep(1, bytesOf(LARGE));
  for (
    const [match, kind] of [["PUT /file-upload/*", "timeout-before-commit"], ["PUT /file-upload/*", "502"]]
  ) {
    await fault(stage, { match, kind });
  }
  await stage.attach(target);
  assertEquals(stage.world.count("PUT /file-upload/:id"), 3);
  assertEquals(stage.world.count("POST /metadata"), 2);
  assertEquals((await stage.land(target)).verdict, "created");
});

Deno.test("a lost answer to the upload's first or last request is asked again", async () => {
  for (const lost of [1, 2]) {
    await using stage = await Stage.open();
    const target = attachment(1, "a.bin");
    await stage.keep(1, bytesOf(LARGE));
    stage.world.instead = () =>
      stage.world.count("POST /metadata") === lost && stage.world.lines.at(-1) === "POST /metadata"
        ? new Response("<h1>Bad Gateway</h1>", { status: 502 })
        : undefined;
    await stage.attach(target);
    assertEquals(stage.world.count("POST /metadata"), 3);
    stage.world.instead = () => undefined;
    assertEquals((await stage.land(target)).verdict, "created");
  }
});

Deno.test("a link that is refused is replaced by another, under the same name; three times is enough", async () => {
  await using stage = await Stage.open();
  const target = attachment(1, "scan.png");
  await stage.keep(1, bytesOf(LARGE));
  let refusals = 2;
  stage.world.instead = (request) =>
    request.method === "PUT" && refusals-- > 0 ? Response.json({}, { status: 403 }) : undefined;
  await stage.attach(target);
  assertEquals([stage.world.count("PUT /file-upload/:id"), remarks(target)], [3, []]);
  await stage.keep(2, bytesOf(LARGE));
  refusals = Infinity;
  const error = await assertRejects(() => stage.attach(attachment(2, "scan.png")), LostAnswerError);
  assertEquals(error.message.includes("3 times (403)"), true);
});

Deno.test("bytes that the ledger cannot give are the ledger's failure, not Twenty's", async () => {
  await using stage = await Stage.open();
  await stage.keep(1, bytesOf(LARGE));
  const { ledger } = stage.temp;
  const selects = ledger.db.selectFrom.bind(ledger.db);
  let reads = 0;
  ledger.db.selectFrom = ((table: "file_chunk") => {
    if (table === "file_chunk" && reads++ === 1) throw new Error("disk gone");
    return selects(table);
  }) as typeof ledger.db.selectFrom;
  await assertRejects(() => stage.attach(attachment(1, "a.bin")), Error, "disk gone");
  assertEquals(stage.world.count("PUT /file-upload/:id"), 1);
});

Deno.test("a read-back that breaks off is asked for again, and other bytes are a failure", async () => {
  await using stage = await Stage.open();
  const target = attachment(1, "a.bin");
  await stage.keep(1, bytesOf(LARGE));
  await stage.attach(target);
  await fault(stage, { match: "GET /file/*", kind: "reset-mid-body" });
  assertEquals((await stage.land(target)).verdict, "created");
  const other = attachment(2, "b.bin");
  await stage.keep(2, bytesOf(LARGE));
  await stage.attach(other);
  await stage.keep(2, bytesOf(LARGE + 1));
  const landed = await stage.land(other);
  assertEquals([landed.verdict, landed.reason], [
    "failed",
    "the bytes read back are not those of the source",
  ]);
});

async function fault(stage: Stage, order: unknown): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${stage.twenty.url}/_sim/faults`, {
    method: "POST",
    headers,
    body: JSON.stringify(order),
  });
  assertEquals(response.status, 201, await response.text());
}
