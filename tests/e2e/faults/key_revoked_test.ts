import { assert, assertEquals } from "@std/assert";
import { openStage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { inLedger } from "../review/ground.ts";
import {
  effectStates,
  endedSaying,
  ENDLESS,
  evidenceHolds,
  finishes,
  openScene,
  SIZE,
  struck,
} from "./scene.ts";

/** Where the key stops being good: at the first, or after so many that were let through. */
const AT: readonly [match: string, skip: number][] = [
  ["POST /rest/batch/people", 0],
  ["POST /rest/batch/notes", 0],
  ["GET /rest/people", 0],
  ["POST /rest/metadata/fields", 3],
  ["POST /metadata", 2],
  ["POST /metadata", 8],
];

for (const [match, skip] of AT) {
  Deno.test(`a key of Twenty revoked at ${match} after ${skip} ends the run there, names the setting, and a good one finishes`, async () => {
    await using stage = await openScene();
    const ran = await struck(
      stage,
      "target",
      [{ match, kind: "token-revoked", times: ENDLESS, skip }],
      TO_FULL_RUN,
    );
    assertEquals(ran.code, 2, told(ran));
    endedSaying(ran, "This API Key is revoked", "TWENTY_KEY", "run again");
    const struckTimes = [...await stage.simulators.targetRequests()].filter(([request]) =>
      request.startsWith(`${match} `) && /(403|200)$/.test(request)
    );
    // GraphQL refuses with 200; of the others exactly one was refused: nobody looks for a bad row.
    if (!match.endsWith("/metadata")) {
      assertEquals(struckTimes.filter(([r]) => r.endsWith("403")).map(([, n]) => n), [1]);
    }
    assertEquals((await effectStates(stage))["failed"] ?? 0, 0, "no row is called failed for it");
    await evidenceHolds(stage);
    await finishes(stage, TO_FULL_RUN);
  });
}

Deno.test("a key revoked between two uploads leaves no file without its bytes", async () => {
  await using stage = await openScene();
  await stage.run(["audit", "schema", "members", "extract"]);
  const fault = { match: "POST /metadata", kind: "token-revoked", times: ENDLESS };
  const before = await uploads(stage);
  await stage.simulators.fault("target", { ...fault, skip: await metadataReads(stage) });
  const ran = await stage.run(["sample"]);
  await stage.simulators.clearFaults();
  endedSaying(ran, "TWENTY_KEY");
  assert(await uploads(stage) >= before, "some upload was intended");
  assertEquals(await inLedger(stage, "select id from effect where written like '%file-refused%'"), []);
  await finishes(stage, TO_FULL_RUN);
});

const uploads = async (stage: Parameters<typeof inLedger>[0]): Promise<number> =>
  (await inLedger(stage, "select id from effect where kind = 'upload'")).length;

/** How many requests to /metadata a sample makes before its uploads and for the first of them, measured on another stage. */
async function metadataReads(_: unknown): Promise<number> {
  await using other = await openStage(SIZE);
  await other.run(["audit", "schema", "members", "extract"]);
  const count = async () =>
    [...await other.simulators.targetRequests()].filter(([r]) => r.startsWith("POST /metadata "))
      .reduce((n, [, times]) => n + times, 0);
  const before = await count();
  await other.run(["sample"]);
  const files = await uploads(other);
  // Each upload is one request where files are small; the last two are kept from going through.
  return await count() - before - Math.min(2, files);
}

Deno.test("a key of PracticeHub revoked half-way ends the extract, names the setting, and a good one goes on at the next page", async () => {
  await using stage = await openScene();
  await stage.run(["audit", "schema", "members"]);
  const fault = { match: "GET /api/*", kind: "unauthorized", skip: 7, times: ENDLESS };
  const before = (await stage.simulators.sourceStats()).total;
  const ran = await struck(stage, "source", [fault], ["extract"]);
  assertEquals(ran.code, 2, told(ran));
  endedSaying(ran, "PracticeHub refused the key (401)", "PRACTICEHUB_KEY");
  assertEquals((await stage.simulators.sourceStats()).total - before, 8, "one refusal is enough");
  const [pages] = await inLedger(stage, "select count(*) as n from page_checkpoint");
  assertEquals(pages?.["n"], 7);
  await stage.run(["extract"]);
  await finishes(stage, TO_FULL_RUN);
});

Deno.test("a key of PracticeHub revoked during a delta moves no watermark, and a good one finishes", async () => {
  await using stage = await openScene();
  await stage.run(TO_FULL_RUN);
  const marks = await inLedger(stage, "select resource, at from watermark order by resource");
  const { patients = [] } = await stage.simulators.practice();
  await stage.simulators.putRow("patients", { ...patients.at(-1), first_name: "Changed" });
  const fault = { match: "GET /api/*", kind: "unauthorized", skip: 9, times: ENDLESS };
  const ran = await struck(stage, "source", [fault], ["delta"]);
  endedSaying(ran, "PRACTICEHUB_KEY");
  assertEquals(await inLedger(stage, "select resource, at from watermark order by resource"), marks);
  await finishes(stage, ["delta"]);
});
