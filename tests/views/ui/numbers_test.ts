import { assertEquals } from "@std/assert";
import { grouped, percent, plural, rate } from "../../../views/ui/numbers.ts";
import { duration } from "../../../views/ui/times.ts";
import { label, words } from "../../../views/ui/words.ts";

Deno.test("numbers are grouped, and a rate has three figures", () => {
  assertEquals([grouped(1204), grouped(0), grouped(1234567)], ["1,204", "0", "1,234,567"]);
  assertEquals([rate(0.4), rate(12.34), rate(1234.5)], ["0.40", "12.3", "1,235"]);
  assertEquals([plural(1, "row"), plural(2, "row"), plural(2, "person", "people")], [
    "1 row",
    "2 rows",
    "2 people",
  ]);
});

Deno.test("nothing is called done before it is", () => {
  assertEquals([percent(0, 0), percent(999, 1000), percent(1000, 1000), percent(1001, 1000)], [
    0,
    99,
    100,
    100,
  ]);
});

Deno.test("times are read as a clock", () => {
  const read = [0, 432, 4_321, 72_000, 3_672_000, -5].map(duration);
  assertEquals(read, ["0 s", "under 1 s", "4 s", "1:12", "1:01:12", "0 s"]);
});

Deno.test("names of the API are read as words", () => {
  assertEquals([words("noteTargets"), words("full-run"), label("patient_packages")], [
    "note links",
    "full run",
    "Patient packages",
  ]);
});
