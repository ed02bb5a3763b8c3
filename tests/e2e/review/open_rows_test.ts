import { assertEquals, assertStringIncludes } from "@std/assert";
import { fieldMap } from "../../../db/maps.ts";
import { csvExports } from "../../../fixtures/practice/exports/exports.ts";
import { generatePractice } from "../../../fixtures/practice/generate.ts";
import type { Console } from "../../../steps/console/console.ts";
import { takeCsv } from "../../../steps/staging/csv/take.ts";
import { confirmField } from "../../../steps/map_editor/field_decisions.ts";
import { openStage, type Ran, runOn, type Stage } from "../../support/stage.ts";
import { SMALL } from "./ground.ts";

const OPEN = { acceptProposals: false };
const WAIT = /^\d+ rows of the maps wait for a person\.$/;

/** Audit and schema have run, and nobody has decided anything yet. */
async function proposed(stage: Stage): Promise<Console> {
  const console = await stage.console();
  assertEquals((await runOn(console, ["audit", "schema"], OPEN)).code, 3);
  return console;
}

async function giveExports({ ledger }: Console, { world }: Stage): Promise<void> {
  const whole = generatePractice({ seed: 1, patients: SMALL.patients ?? 5 });
  for (const [name, text] of Object.entries(csvExports(1, whole))) {
    await takeCsv(
      { ledger, world },
      { name: `${name}.csv`, bytes: new TextEncoder().encode(text) },
      "a test",
    );
  }
}

const csvRows = async ({ ledger }: Console): Promise<number> =>
  (await fieldMap(ledger)).filter((row) => row.source.startsWith("csv:") && row.state === "proposed").length;

const verdict = ({ last }: Ran): string => last.verdict;

Deno.test("with open rows the schema cell is blocked, whatever was decided meanwhile, until what they were made from changes", async () => {
  await using stage = await openStage(SMALL);
  const console = await proposed(stage);
  assertEquals(WAIT.test((await console.predict("schema")).blocked ?? ""), true);
  const [row] = await fieldMap(console.ledger);
  if (row) await confirmField({ ledger: console.ledger, world: stage.world, who: "a test" }, row);
  assertEquals(WAIT.test((await console.predict("schema")).blocked ?? ""), true);

  await giveExports(console, stage);
  const { blocked, sentence } = await console.predict("schema");
  assertEquals(blocked, undefined);
  assertStringIncludes(sentence, "because the CSV exports changed");
  assertEquals(await csvRows(console), 0);
  assertEquals((await runOn(console, ["schema"], OPEN)).code, 3);
  assertEquals(await csvRows(console) > 10, true, "the columns are proposed");
  assertEquals(WAIT.test((await console.predict("schema")).blocked ?? ""), true);
});

Deno.test("an optional object that is ticked can be proposed while rows are open, after the audit that it needs", async () => {
  await using stage = await openStage(SMALL);
  const console = await proposed(stage);
  await console.configure({ optionalObjects: ["invoices"] });
  // A run that was refused has proposed nothing: the cell may run again.
  assertStringIncludes(verdict(await runOn(console, ["schema"], OPEN)), "run audit again first");
  await runOn(console, ["audit"], OPEN);
  assertEquals((await console.predict("schema")).blocked, undefined);
  await runOn(console, ["schema"], OPEN);
  const objects = new Set((await fieldMap(console.ledger)).map((row) => row.object));
  assertEquals(objects.has("invoice"), true);
});
