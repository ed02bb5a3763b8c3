import { assertEquals } from "@std/assert";
import { flagOf, idOf, itemsOf, nameOf, saysAnything, textOf } from "../../../steps/mapping/shapes.ts";

const TEXTS: [fact: string, given: unknown, said: string][] = [
  ["an object is told by its name", { id: 4, name: " VIP " }, "VIP"],
  ["by its label, beside a value that says the same", { value: "self_pay", label: "Self pay" }, "Self pay"],
  ["a label with another value", { label: "Weight", value: 70 }, "Weight: 70"],
  ["a value alone", { value: "x" }, "x"],
  ["a list, item by item", ["Asthma", { id: 2, name: "Diabetes" }, null, ""], "Asthma, Diabetes"],
  ["a list of PHP", { "0": "Asthma", "3": "Diabetes" }, "Asthma, Diabetes"],
  [
    "an object without a name, with its keys",
    { left: { rom: "40" }, right: "60" },
    "left: rom: 40, right: 60",
  ],
  ["what stands beside a name", { id: 1, name: "Ann", role: "GP" }, "Ann (role: GP)"],
  ["JSON in a text", '{"id":1,"name":"VIP"}', "VIP"],
  ["JSON of texts in a text", '["a","b"]', "a, b"],
  ["brackets that a person typed", "[1]", "[1]"],
  ["braces that are no JSON", "{see note}", "{see note}"],
  ["an empty list", [], ""],
  ["an object of nothing", { a: null, b: [] }, ""],
  [
    "a date of PHP",
    { date: "2024-07-01 10:00:00.000000", timezone_type: 3, timezone: "Europe/London" },
    "2024-07-01 10:00:00+01:00",
  ],
  [
    "with an offset",
    { date: "2024-07-01 10:00:00.000000", timezone_type: 1, timezone: "+05:30" },
    "2024-07-01 10:00:00+05:30",
  ],
  ["in UTC", { date: "2024-07-01 10:00:00", timezone_type: 3, timezone: "UTC" }, "2024-07-01 10:00:00Z"],
  [
    "zeros as PHP makes them",
    { date: "-0001-11-30 00:00:00.000000", timezone_type: 3, timezone: "UTC" },
    "0000-00-00 00:00:00",
  ],
  [
    "in no zone",
    { date: "2024-07-01 10:00:00.000000", timezone_type: 2, timezone: "XYZ" },
    "2024-07-01 10:00:00",
  ],
];

for (const [fact, given, said] of TEXTS) {
  Deno.test(`text of a value: ${fact}`, () => assertEquals(textOf(given), said));
}

const IDS: [given: unknown, id: number | undefined][] = [
  [5, 5],
  [5.0, 5],
  ["5.0", 5],
  [" 05 ", 5],
  [{ id: "5", name: "Ann" }, 5],
  ['{"id":5}', 5],
  [[5], 5],
  [[5, 6], undefined],
  [{ "0": 5 }, 5],
  [0, undefined],
  ["0", undefined],
  [false, undefined],
  ["5.5", undefined],
  [-5, undefined],
  ["9007199254740993", undefined],
  [{ name: "Ann" }, undefined],
];

for (const [given, id] of IDS) {
  Deno.test(`a key: ${JSON.stringify(given)}`, () => assertEquals(idOf(given), id));
}

Deno.test("yes and no are read in every spelling, and nothing else is", () => {
  for (const yes of [true, "true", 1, "1", "Yes", " on ", { value: true }, [1]]) {
    assertEquals(flagOf(yes), true);
  }
  for (const no of [false, "FALSE", 0, "0", "no"]) assertEquals(flagOf(no), false);
  for (const other of ["", null, "2", "perhaps", [], {}, [1, 0]]) assertEquals(flagOf(other), undefined);
});

Deno.test("the items of a list are those that say something, whatever the list is written as", () => {
  for (const list of [["a", null, "b"], { "0": "a", "1": "", "2": "b" }, '["a","b"]']) {
    assertEquals(itemsOf(list), ["a", "b"]);
  }
  for (const none of ["", [], {}, null, undefined, "[]", "{}"]) assertEquals(itemsOf(none), []);
  assertEquals(itemsOf("a, b"), ["a, b"]);
});

Deno.test("a thing is called by its name alone", () => {
  assertEquals(nameOf({ id: 1, name: "Initial", minutes: 30 }), "Initial");
  assertEquals(nameOf({ en: "Initial" }), "en: Initial");
});

Deno.test("empty containers, blanks and characters without width are no values", () => {
  for (const none of [null, "", " \u200b", [], {}, { a: [null, { b: "" }] }]) {
    assertEquals(saysAnything(none), false);
  }
  for (const some of [0, false, "0", [[{ a: 0 }]]]) assertEquals(saysAnything(some), true);
});
