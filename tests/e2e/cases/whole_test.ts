import { assertEquals } from "@std/assert";
import { WholePractice } from "./whole_practice.ts";

for (const [seed, csvOnlyTags] of [[1, false], [2, true]] as const) {
  const source = csvOnlyTags ? "tags in the CSV alone" : "tags in both sources";
  Deno.test(`a practice of 60 with every case, its exports and ${source} lands as the rules say`, async () => {
    await using moved = await WholePractice.move({ patients: 60, seed, csvOnlyTags });
    assertEquals(await moved.read(), []);
  });
}
