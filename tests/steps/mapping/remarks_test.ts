import { assert, assertEquals } from "@std/assert";
import { readdirSync } from "node:fs";
import { CATALOGUE, type Entry, remarkWords, ruleOf, skipWords } from "../../../steps/mapping/remarks.ts";
import { productSources, tablesIn } from "./tables.ts";

const STEPS = new URL("../../../steps/", import.meta.url).pathname;
const ENTRIES = Object.entries<Entry>(CATALOGUE);

/** The code that raises remarks and skips: everything in `steps/` but the catalogue itself. */
const SOURCE = readdirSync(STEPS, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.startsWith("mapping/remarks"))
  .map((path) => Deno.readTextFileSync(STEPS + path)).join("\n");

/** Where a code is named: `remark: "…"`, `dropped("…")`, `note("…", …)`. */
const RAISED = /\b(?:remark|skip): "([a-z-]+)"|\b(?:dropped|note|add|explain)\(\s*"([a-z-]+)"/g;

Deno.test("every code that a transform, a check or a run raises is in the catalogue", () => {
  const raised = new Set([...SOURCE.matchAll(RAISED)].map(([, remark, call]) => remark ?? call ?? ""));
  assert(raised.size > 50, String(raised.size));
  // A note on a CSV export has a level in the place of a code.
  const codes = [...raised].filter((code) => code !== "warning" && code !== "info");
  assertEquals(codes.filter((code) => !(code in CATALOGUE)), []);
});

Deno.test("every entry of the catalogue is used", () => {
  assertEquals(ENTRIES.map(([code]) => code).filter((code) => !SOURCE.includes(`"${code}"`)), []);
});

Deno.test("no second table names codes: two in one literal stand in the catalogue only", async () => {
  const codes = Object.keys(CATALOGUE).filter((code) => code.includes("-"));
  for await (const { path, source } of productSources()) {
    if (!path.startsWith("steps/mapping/remarks")) assertEquals(tablesIn(source, codes, 2), [], path);
  }
  assertEquals(tablesIn('const X = { "text-cut": 1, "time-gap": 2 };', codes, 2).length, 1);
});

Deno.test("every entry is whole", () => {
  for (const [code, { field, row, counted, becomes, advice, leadsTo, lost }] of ENTRIES) {
    assert(field ?? row ?? counted, `${code} says where it is met`);
    assertEquals(counted === undefined, becomes === undefined, `${code} says what becomes of what it counts`);
    assert(counted !== undefined || (advice ?? lost) === undefined, `${code} counts what it advises on`);
    assert(advice !== undefined || leadsTo === undefined, `${code} leads somewhere for a reason`);
    if (counted) assertEquals(counted.match(/\[[^[\]|]+\|[^[\]|]+\]/g)?.length, 1, `${code}: one and many`);
  }
});

Deno.test("a rule has words for one row and for many", () => {
  const { severity, one, many } = ruleOf("patient-missing");
  assertEquals([severity, one, many], [
    "warning",
    "row of a patient who is not in PracticeHub any more",
    "rows of patients who are not in PracticeHub any more",
  ]);
  assertEquals(ruleOf("file-large").severity, "info");
});

Deno.test("one code is told by the place in which it is met", () => {
  assertEquals(
    [remarkWords("patient-missing"), skipWords("patient-missing"), skipWords("patient-missing", "files")],
    [
      "the patient is not in PracticeHub any more; not linked",
      "its patient is not in Twenty",
      "the patient is not in PracticeHub any more",
    ],
  );
});

Deno.test("what is no code is told as it is", () => {
  assertEquals([skipWords("Twenty: no such field"), remarkWords("constructor")], [
    "Twenty: no such field",
    "constructor",
  ]);
});
