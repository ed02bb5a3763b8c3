import { assert, assertEquals } from "@std/assert";
import { generatePractice } from "../../../fixtures/practice/generate.ts";
import { openStage, told } from "../../support/stage.ts";
import { COUNTED } from "./counted.ts";

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
