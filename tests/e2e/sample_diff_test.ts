import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { generatePractice } from "../../fixtures/practice/generate.ts";
import { type DiffRow, findDiffs } from "../../db/diffs.ts";
import { latestSignOff } from "../../db/approvals.ts";
import { fieldMap } from "../../db/maps.ts";
import { lastRunIn } from "../../db/runs.ts";
import { NeedsPersonError } from "../../steps/base/errors.ts";
import { currentSample } from "../../steps/load/gates.ts";
import { signOff } from "../../steps/sample/sign_off.ts";
import type { Console } from "../../steps/console/console.ts";
import { openStage, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";

const TO_SAMPLE = TO_FULL_RUN.slice(0, -1);

/** The rows of the newest sample about one source row. */
async function rowsOf({ ledger }: Console, key: string): Promise<DiffRow[]> {
  const run = await lastRunIn(ledger, "sample", ["green", "waiting", "red"]);
  const all = await findDiffs(ledger, { run: run?.id ?? 0, limit: 100_000 });
  return all.filter((row) => row.source_key === key && row.object === "person");
}

async function sampled(stage: Stage): Promise<string> {
  const ran = await stage.run(["extract", "sample"]);
  assertEquals(ran.code, 0, told(ran));
  return ran.last.fingerprint ?? "";
}

Deno.test("the diff has a row for every mapped field, and what is left stands in it with its value and its reason", async () => {
  const practice = generatePractice({ seed: 3, patients: 6 });
  const [patient] = practice.patients ?? [];
  if (!patient) throw new Error("a practice without patients");
  Object.assign(patient, { dob: "1975-02-30", occupation: "Bak\0er", city: "" });
  const key = `patients/${patient.id}`;
  await using stage = await openStage({ practice });
  const ran = await stage.run(TO_SAMPLE);
  assertEquals(ran.code, 0, told(ran));
  assertMatch(
    ran.last.verdict,
    /^[\d,]+ fields of \d+ records read back, all equal; \d+ changed on purpose, \d+ left; 0 unexplained\. /,
  );
  const console = await stage.console();
  const rows = await rowsOf(console, key);
  const field = (name: string) => {
    const { fate, sources, expected, reasons } = rows.find((row) => row.field === name) ?? {};
    return [fate, sources, expected, reasons];
  };
  assertEquals(field("dateOfBirth"), ["left", '{"dob":"1975-02-30"}', null, '["date-impossible"]']);
  assertEquals(field("occupation"), [
    "changed",
    '{"occupation":"Bak\\u0000er"}',
    '"Baker"',
    '["text-cleaned"]',
  ]);
  const mapped = (await fieldMap(console.ledger)).filter((row) =>
    row.object === "person" && row.resource === "patients" && row.state === "confirmed"
  );
  const shown = new Set(rows.map((row) => row.field));
  assertEquals(mapped.map((row) => row.target).filter((target) => !shown.has(target)), []);
  assert(rows.some((row) => row.fate === "empty"), "a field that the source has nothing for has its row too");
  assert(rows.every((row) => row.fate !== "left" || row.reasons !== "[]"));
});

Deno.test("a signature is void when a value that is left, or its reason, is another", async () => {
  await using stage = await openStage({ practice: generatePractice({ seed: 3, patients: 6 }) });
  const { simulators } = stage;
  const ran = await stage.run(TO_SAMPLE);
  assertEquals(ran.code, 0, told(ran));
  const [patient] = (await simulators.practice()).patients ?? [];
  if (!patient) throw new Error("a practice without patients");
  const bear = async (dob: string): Promise<string> => {
    await simulators.putRow("patients", { ...patient, dob });
    return await sampled(stage);
  };
  const first = await bear("1975-02-30");
  assertEquals(await sampled(stage), first, "the same again is the same diff");
  const hashes = [first, await bear("1975-02-31"), await bear("0000-00-00"), await bear("")];
  assertEquals(new Set(hashes).size, hashes.length);
});

Deno.test("a sample with an unexplained value cannot be signed", async () => {
  await using stage = await openStage({ practice: generatePractice({ seed: 3, patients: 6 }) });
  assertEquals((await stage.run(TO_SAMPLE)).code, 0);
  const [patient] = (await stage.simulators.practice()).patients ?? [];
  if (!patient) throw new Error("a practice without patients");
  // An attribute that came after the maps were made: nobody has decided about it.
  await stage.simulators.putRow("patients", { ...patient, heard_of_since: "Quillish" });
  assertEquals((await stage.run(["extract", "sample"])).code, 1);
  const console = await stage.console();
  const { diffHash = "", unequal, unexplained } = await currentSample(console.ledger) ?? {};
  assertEquals([unequal, unexplained], [0, 1]);
  await assertRejects(
    async () => await signOff(await console.kit("ana"), diffHash),
    NeedsPersonError,
    "unexplained",
  );
  assert((await latestSignOff(console.ledger))?.diff_hash !== diffHash);
});
