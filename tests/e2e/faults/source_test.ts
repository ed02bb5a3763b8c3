import { assert, assertEquals } from "@std/assert";
import { type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { inLedger, read } from "../review/ground.ts";
import { endedSaying, ENDLESS, evidenceHolds, finishes, logged, openScene, struck } from "./scene.ts";

/** Any of these is passed over by asking again; with the words that a person finds in the log. */
const PASSING: readonly [kind: string, logs: string | undefined][] = [
  ["429", "too many requests (429); asking again in 1 s"],
  ["429-retry-after", "too many requests (429); asking again in 1 s"],
  ["500", "its server failed (500)"],
  ["502", "its server failed (502)"],
  ["timeout", "no connection"],
  ["reset-mid-body", "the answer broke off"],
  ["truncated", "the answer was cut short or is not JSON"],
  ["malformed", "the answer was cut short or is not JSON"],
  ["slow", undefined],
];

const LISTS = ["patients", "appointments?page=2", "clinical_notes", "files", "practitioners"];

for (const [kind, logs] of PASSING) {
  Deno.test(`source: ${kind} on lists and files is passed over`, async () => {
    await using stage = await openScene(true);
    const lists = LISTS.map((path) => ({ match: `GET /api/${path}`, kind, times: 2, ms: 5 }));
    const links = /429|500|502|timeout|reset/.test(kind)
      ? [{ match: "GET /s3/*", kind, times: 2, skip: 1 }]
      : [];
    const ran = await struck(stage, "source", [...lists, ...links], TO_FULL_RUN);
    assertEquals(ran.code, 0, told(ran));
    if (logs) logged(ran, `patients: ${logs}`);
    assertEquals(await read(stage), []);
    await evidenceHolds(stage);
  });

  if (kind === "slow") continue;
  Deno.test(`source: ${kind} that does not end makes the cell red, names the resource, and running again goes on at the next page`, async () => {
    await using stage = await openScene(true);
    await stage.run(["audit", "schema", "members"]);
    const fault = { match: "GET /api/appointments?page=3", kind, times: ENDLESS };
    const ran = await struck(stage, "source", [fault], ["extract"]);
    assertEquals(ran.code, 1, told(ran));
    endedSaying(ran, "PracticeHub failed 6 times for appointments", logs?.split(";")[0] ?? "", "run again");
    await goesOn(stage);
  });
}

/** What is no trouble of a moment is not asked again. */
const STOPPING: readonly [kind: string, says: string[]][] = [
  ["html", ["does not answer as the PracticeHub API does", "PRACTICEHUB_URL"]],
  ["redirect", ["answered 302 for appointments", "PRACTICEHUB_URL"]],
  ["unauthorized", ["refused the key (401)", "PRACTICEHUB_KEY"]],
];

for (const [kind, says] of STOPPING) {
  Deno.test(`source: ${kind} half-way stops the cell, names the setting, and running again goes on at the next page`, async () => {
    await using stage = await openScene(true);
    await stage.run(["audit", "schema", "members"]);
    const fault = { match: "GET /api/appointments?page=3", kind };
    const ran = await struck(stage, "source", [fault], ["extract"]);
    assertEquals(ran.code, 2, told(ran));
    endedSaying(ran, ...says);
    await goesOn(stage);
  });
}

/** Two pages of appointments are kept, and no page that was kept is asked for again. */
async function goesOn(stage: Stage): Promise<void> {
  const pages = () =>
    inLedger(stage, "select resource, page, fetched_at from page_checkpoint order by resource, page");
  const kept = await pages();
  assertEquals(kept.filter((p) => p["resource"] === "appointments").map((p) => p["page"]), [1, 2]);
  const again = await stage.run(["extract"]);
  assertEquals(again.code, 0, told(again));
  const after = await pages();
  for (const page of kept) {
    assert(after.some((p) => JSON.stringify(p) === JSON.stringify(page)), "read twice");
  }
  assert(after.length > kept.length);
  await finishes(stage, TO_FULL_RUN);
}

for (const kind of ["500", "timeout", "reset-mid-body", "html"]) {
  Deno.test(`source: files whose store answers ${kind} to the end land without bytes, are named, and get them when it answers`, async () => {
    await using stage = await openScene(true);
    await stage.run(["audit", "schema", "members"]);
    const ran = await struck(stage, "source", [{ match: "GET /s3/*", kind, times: ENDLESS }], [
      "extract",
      "sample",
      "full-run",
    ]);
    assertEquals(ran.code, 0, told(ran));
    logged(ran, "files/");
    const blobs = await inLedger(
      stage,
      "select state, reason from file_blob where reason <> 'no download link'",
    );
    assert(blobs.length > 0 && blobs.every((b) => b["state"] === "absent" && b["reason"] !== null));
    assert((await read(stage)).length > 0, "the reader misses the bytes");
    await finishes(stage, TO_FULL_RUN);
  });
}
