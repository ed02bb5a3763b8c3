import { assert, assertEquals } from "@std/assert";
import { csvExports } from "../../../fixtures/practice/exports/exports.ts";
import { generatePractice } from "../../../fixtures/practice/generate.ts";
import { takeCsv } from "../../../steps/staging/csv/take.ts";
import { openStage, runOn, told } from "../../support/stage.ts";
import { COUNTED, COUNTED_WITH_EXPORTS, MADE_UP_FOR, NOT_COUNTED } from "./counted.ts";
import { NOWHERE } from "./whole_practice.ts";

/** Rules about parts of a form: a response that has several is listed once. */
const SEVERAL_A_ROW: readonly string[] = ["signature", "form-unasked", "form-label-shared"];

Deno.test("the audit counts every case and lists its rows, with the count of all", async (t) => {
  await using stage = await openStage({ practice: generatePractice({ seed: 1, patients: 60 }) });
  const ran = await stage.run(["audit"]);
  assertEquals(ran.code, 0, told(ran));
  const findings = ran.last.findings ?? [];
  for (const [name, id, key] of COUNTED) {
    await t.step(`${name}: ${id}`, () => {
      const finding = findings.find((finding) => finding.id === id);
      const listed = finding?.rows?.flatMap((row) => row.keys) ?? [];
      assert(listed.includes(key), `${key} is not among ${listed.length} rows`);
      if (SEVERAL_A_ROW.includes(id)) {
        assert((finding?.count ?? 0) >= listed.length, "the count covers the list");
      } else assertEquals(finding?.count, listed.length, "the count is that of the list");
      for (const { field, keys } of finding?.rows ?? []) {
        assertEquals(keys.length, new Set(keys).size, `a row is listed once under ${field}`);
      }
      assert(finding?.title && finding.detail, "it says what and what becomes of it");
    });
  }
});

Deno.test("what only looks like a case is not counted", async () => {
  await using stage = await openStage({ practice: generatePractice({ seed: 1, patients: 60 }) });
  const { findings = [] } = (await stage.run(["audit"])).last;
  for (const [name, id, key] of NOT_COUNTED) {
    const listed = findings.find((f) => f.id === id)?.rows?.flatMap(({ keys }) => keys) ?? [];
    assert(listed.length > 0, "the rule counts something");
    assertEquals(listed.includes(key), false, name);
  }
});

Deno.test("where no country is known the audit lists the patients whose numbers name none, and assumes nothing", async () => {
  await using stage = await openStage({ practice: generatePractice({ seed: 1, patients: 60 }) });
  const console = await stage.console({ settings: NOWHERE });
  const { findings = [] } = (await runOn(console, ["audit"])).last;
  const listed = (id: string) => findings.find((f) => f.id === id)?.rows?.flatMap((row) => row.keys);
  assert(listed("phone-no-country")?.includes("patients/1400045"));
  assertEquals(listed("phone-country-assumed"), undefined);
});

Deno.test("with the exports the audit counts what only they say, and not what they make up for", async () => {
  const practice = generatePractice({ seed: 1, patients: 60 });
  await using stage = await openStage({ practice });
  const console = await stage.console();
  for (const [name, text] of Object.entries(csvExports(1, practice))) {
    const bytes = new TextEncoder().encode(text);
    await takeCsv({ ledger: console.ledger, world: stage.world }, { name: `${name}.csv`, bytes }, "a test");
  }
  const { findings = [] } = (await runOn(console, ["audit"])).last;
  const lists = (id: string, key: string) =>
    findings.find((f) => f.id === id)?.rows?.some(({ keys }) => keys.includes(key)) ?? false;
  for (const [name, id, key] of COUNTED_WITH_EXPORTS) assert(lists(id, key), name);
  for (const [name, id, key] of MADE_UP_FOR) assertEquals(lists(id, key), false, name);
});
