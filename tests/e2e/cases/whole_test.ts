import { assert, assertEquals } from "@std/assert";
import type { QuirkSettings } from "../../../fixtures/practicehub/quirks.ts";
import { Remarks } from "./remarks.ts";
import { WholePractice } from "./whole_practice.ts";

for (const [seed, csvOnlyTags] of [[1, false], [2, true]] as const) {
  const source = csvOnlyTags ? "tags in the CSV alone" : "tags in both sources";
  Deno.test(`a practice of 60 with every case, its exports and ${source} lands as the rules say`, async () => {
    await using moved = await WholePractice.move({ patients: 60, seed, csvOnlyTags });
    assertEquals(await moved.read(), []);
  });
}

const POSITIONS: readonly QuirkSettings[] = [
  { fk: "string", money: "number", booleans: "string" },
  { fk: "number", money: "string", booleans: "number", "package-patient": "first-subscriber" },
  { duplicates: "all", "page-size-cap": 7, order: "asc", next: "absent" },
];

for (const quirks of POSITIONS) {
  Deno.test(`every optional object lands as the rules say under ${JSON.stringify(quirks)}`, async () => {
    await using moved = await WholePractice.move({ patients: 24, quirks });
    assertEquals(await moved.read(), []);
  });
}

Deno.test("a practice of no country leaves out the numbers that name none, and all else lands as the rules say", async () => {
  await using moved = await WholePractice.move({ patients: 24, noCountry: true });
  assertEquals(await moved.read(), []);
  const remarks = await Remarks.of(moved.stage);
  assert(remarks.has("person", "patients/1400045", "phones phone-no-country"));
});
