import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "../../../support/fast_check.ts";
import { UsageError } from "../../../../steps/base/errors.ts";
import { readPlaces, writePlaces } from "../../../../steps/staging/places/csv.ts";
import type { Place } from "../../../../steps/staging/places/places.ts";

const refusal = (text: string): string => assertThrows(() => readPlaces(text), UsageError).message;

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", " ", "a"), maxLength: 5 }),
).map((t) => t.replaceAll(/[\p{Cc}\s]+/gu, " ").trim());
const anyPlace = (id: string): fc.Arbitrary<Place> =>
  fc.record({
    id: fc.constant(id),
    name: text,
    address: fc.record({ street: text, city: text, state: text, postcode: text, country: text }),
  });

Deno.test("a CSV that was written is read again as it was, formulas and all", () => {
  fc.assert(fc.property(fc.tuple(anyPlace("practice"), anyPlace("1"), anyPlace("42")), (places) => {
    assertEquals(readPlaces(writePlaces(places)), places);
  }));
});

Deno.test("no cell of the CSV to fill in begins as a formula does", () => {
  const csv = writePlaces([{ id: "1", name: "=cmd()", address: { street: "+44", city: "@x", state: "-1" } }]);
  assert(!/(^|,)"?[=+\-@]/m.test(csv));
  assertEquals(readPlaces(csv)[0]?.name, "=cmd()");
});

Deno.test("a column that is not there changes nothing; an empty cell takes away", () => {
  assertEquals(readPlaces("id,name\n7,\npractice,Riverside\n"), [
    { id: "7", name: "" },
    { id: "practice", name: "Riverside" },
  ]);
  assertEquals(readPlaces("id,city\n7,Leeds"), [{ id: "7", address: { city: "Leeds" } }]);
});

Deno.test("the example in the docs is a CSV that is read", async () => {
  const docs = await Deno.readTextFile(new URL("../../../../docs/companies.md", import.meta.url));
  const [, example = ""] = /```csv\n([\s\S]*?)\n```/.exec(docs) ?? [];
  assertEquals(readPlaces(example).map((p) => [p.id, p.name]), [
    ["practice", "Riverside Chiropractic"],
    ["7", "Hill Street"],
  ]);
});

Deno.test("what spreadsheets make of it is read: a mark at the start, semicolons, capitals, empty lines", () => {
  assertEquals(readPlaces("\uFEFFID;Name\r\n\r\n007;Hill Street\r\n;\r\n"), [{
    id: "7",
    name: "Hill Street",
  }]);
  assertEquals(readPlaces('id,street\n1,"1 Mill Lane,\nBack Yard"'), [{
    id: "1",
    address: { street: "1 Mill Lane, Back Yard" },
  }]);
});

Deno.test("an error names its line and column and quotes nothing", () => {
  const planted: [string, string][] = [
    ["id,name\n1,A\nMrs Secret,B", "Line 3, column id: must be practice or the number of a location"],
    ['id,name\n1,"A\nA"\n\nSecret,B', "Line 5, column id"],
    ["id,name\n1,A\n01,B", "Line 3, column id: is the same as on line 2"],
    [`id,name\n1,Secret${"x".repeat(500)}`, "Line 2, column name: is longer than 500 characters"],
    ["id,name\n1,Secret,B", "Line 2 has more cells than there are columns"],
    ['id,name\n1,A\n2,"Secret', "cannot be read"],
    ["id,colour\n1,Secret", "Column 2 of the CSV must be one of id, name, street"],
    ["id,name,name\n1,Secret,B", "two columns name"],
    ["name\nSecret", "needs a column id"],
    ["", "The CSV is empty"],
  ];
  for (const [csv, said] of planted) {
    const message = refusal(csv);
    assertStringIncludes(message, said);
    assert(!message.includes("Secret"), said);
  }
});
