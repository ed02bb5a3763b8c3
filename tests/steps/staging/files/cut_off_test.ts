import { assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { findBlobs } from "../../../../db/blobs.ts";
import { upsertRecords } from "../../../../db/source_records.ts";
import { fileBytes } from "../../../../fixtures/practicehub/bytes.ts";
import { type QuirkSettings } from "../../../../fixtures/practicehub/quirks.ts";
import { startPracticeHub } from "../../../../fixtures/practicehub/server.ts";
import { Control } from "../../../../steps/base/control.ts";
import { Spacing } from "../../../../steps/base/pace.ts";
import { fetchFiles } from "../../../../steps/staging/files/fetch_files.ts";
import { PracticeHub } from "../../../../steps/practicehub/client.ts";
import { AT, TempLedger } from "../../../db/temp_ledger.ts";
import { HurriedWorld } from "../../../support/world.ts";
import { makeKit, SETTINGS } from "../../support/make_kit.ts";

const FILE = {
  id: 1,
  size: 3_000_000,
  url: "signed",
  mime_type: "image/png",
  entity_type: "patient",
  patient_id: 7,
};

/** Fetches the file from a simulator that cuts the connection twice; gives the answers, and whether it is whole. */
async function cutTwice(quirks: QuirkSettings): Promise<{ answers: number[]; isWhole: boolean }> {
  const hub = await startPracticeHub({ practice: { files: [FILE] }, intervalMs: 0, quirks });
  await using temp = await TempLedger.open();
  using world = new HurriedWorld();
  const control = new Control();
  const app = SETTINGS.sourceApp;
  const source = new PracticeHub({
    url: hub.url,
    key: hub.key,
    app,
    world,
    control,
    pace: new Spacing(world, 0),
  });
  const settings = { ...SETTINGS, sourceUrl: hub.url };
  const kit = await makeKit(temp.ledger, world, { source, settings, control });
  const page = await source.page("files", 1);
  await temp.ledger.commit({ writes: upsertRecords(temp.ledger, "files", page?.rows ?? [], 1, AT) });
  const ask = async (method: string, path: string, body?: string) =>
    await (await fetch(`${hub.url}/_sim/${path}`, { method, ...(body === undefined ? {} : { body }) }))
      .json();
  await ask("POST", "faults", JSON.stringify({ match: "GET /s3/*", kind: "reset-mid-body", times: 2 }));
  await fetchFiles(kit, () => {});
  const stats: { requests: { path: string; status: number; count: number }[] } = await ask("GET", "stats");
  await hub.close();
  const answers = stats.requests.filter((r) => r.path === "/s3/*").flatMap((r) =>
    Array(r.count).fill(r.status)
  );
  const expected = createHash("sha256").update(fileBytes(FILE)).digest("hex");
  return { answers, isWhole: (await findBlobs(temp.ledger, [1])).get(1)?.sha256 === expected };
}

Deno.test("a connection that is cut twice costs two more requests, each for the rest only", async () => {
  assertEquals(await cutTwice({}), { answers: [200, 206, 206], isWhole: true });
});

Deno.test("without an ETag, with a weak one or without ranges each is for the whole file again", async () => {
  const quirks: QuirkSettings[] = [{ "file-etag": "none" }, { "file-etag": "weak" }, {
    "file-range": "ignored",
  }];
  for (const quirk of quirks) {
    assertEquals(await cutTwice(quirk), { answers: [200, 200, 200], isWhole: true }, JSON.stringify(quirk));
  }
});
