import { assert, assertEquals } from "@std/assert";
import { CANARIES } from "../../../fixtures/practice/canaries.ts";
import { generatePractice } from "../../../fixtures/practice/generate.ts";
import type { Practice } from "../../../fixtures/practice/practice.ts";
import { CONSENTING, environment, handover } from "../../support/child.ts";
import { openStage } from "../../support/stage.ts";
import { green, inLedger, last, must } from "./ground.ts";

const OWN = { tags: "Zephyr-Tag", referral_source: "Zephyr-Referral", sex: "Zephyr-Sex" };
const ANSWER = "Zephyr-Answer";

/** A made-up practice whose last patient holds values that occur nowhere else, in every place whose values are counted. */
function practiceWithOwnValues(): Practice {
  const practice = generatePractice({ seed: 1, patients: 20 });
  Object.assign(last(practice.patients), OWN);
  const response = must(
    practice.custom_form_responses?.find((row) => JSON.stringify(row.data).includes("select")),
  );
  const answered = JSON.stringify(response.data).replace(
    /("name":"[^"]*select[^"]*"[^}]*"value":)"[^"]*"/,
    `$1"${ANSWER}"`,
  );
  response.data = JSON.parse(answered);
  assert(answered.includes(ANSWER), answered);
  return practice;
}

/** Tags and referral sources as a practice writes them; shorter ones are words of the program too. */
function ownWords({ patients = [] }: Practice): string[] {
  const words = patients.flatMap((
    row,
  ) => [...String(row.tags ?? "").split(/[,;]/), String(row.referral_source ?? "")]);
  return [...new Set(words.map((word) => word.trim()).filter((word) => word.length >= 5))];
}

Deno.test("run audit --json prints no value of the source", async () => {
  const practice = practiceWithOwnValues();
  await using stage = await openStage({ practice });
  const env = environment(stage.simulators, stage.ledgerPath);
  const json = await handover(["run", "audit", ...CONSENTING, "--json"], env);
  const plain = await handover(["run", "audit", ...CONSENTING], env);
  assertEquals([json.code, plain.code], [0, 0], json.stderr + plain.stderr);
  const status = await handover(["status", "--json"], env);
  const printed = [json, plain, status].map(({ stdout, stderr }) => stdout + stderr).join("\n");
  const values = [...Object.values(OWN), ANSWER, ...ownWords(practice), ...CANARIES];
  assert(values.length > 20 && printed.length > 2_000, "there is something to look for");
  assertEquals(values.filter((value) => printed.toLowerCase().includes(value.toLowerCase())), []);

  // The audit did see them, and the maps are proposed from what it saw.
  await green(stage.run(["schema"]));
  const map = JSON.stringify(await inLedger(stage, "select source_value from value_map"));
  for (const value of [...Object.values(OWN), ANSWER]) assert(map.includes(value), value);
});

Deno.test("run schema --json prints no value of the source, although the fields have them as options", async () => {
  const practice = practiceWithOwnValues();
  await using stage = await openStage({ practice });
  const env = environment(stage.simulators, stage.ledgerPath);
  const made = await handover(["run", "audit", "schema", ...CONSENTING, "--json"], env);
  // The second run reads the options that the first one made.
  const read = await handover(["run", "schema", ...CONSENTING, "--json"], env);
  assertEquals([made.code, read.code], [0, 0], made.stderr + read.stderr);
  const printed = [made, read].map(({ stdout, stderr }) => stdout + stderr).join("\n").toLowerCase();
  const values = [...Object.values(OWN), ANSWER, ...ownWords(practice), ...CANARIES];
  assertEquals(values.filter((value) => printed.includes(value.toLowerCase())), []);
  assert((await stage.simulators.dump()).includes(OWN.tags), "the options are there");
});

Deno.test("an event, a verdict and a table of the audit hold no value of the source", async () => {
  const practice = practiceWithOwnValues();
  await using stage = await openStage({ practice });
  await green(stage.run(["audit"]));
  const events = await inLedger(stage, "select message, fields, object, kind from event");
  const [run] = await inLedger(stage, "select outcome from run where step = 'audit'");
  const { internal: _, ...shown } = JSON.parse(String(run?.["outcome"]));
  const text = JSON.stringify([events, shown]).toLowerCase();
  const values = [...Object.values(OWN), ANSWER, ...ownWords(practice), ...CANARIES];
  assertEquals(values.filter((value) => text.includes(value.toLowerCase())), []);
});

Deno.test("one page is one page in the log", async () => {
  await using stage = await openStage({ patients: 5 });
  const { lines } = await green(stage.run(["audit", "extract"]));
  assert(lines.some((line) => /practitioners: \d+ records on 1 page"/.test(line)), lines.join("\n"));
});
