import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { cleared, compared, differences, holds, isEmpty, recordHash } from "../../../steps/twenty/compare.ts";
import type { Fields, Found, Json } from "../../../steps/twenty/json.ts";

const found = (fields: Fields): Found => ({
  ...fields,
  id: "p1",
  deletedAt: null,
  updatedAt: "2026-03-01T00:00:00.000Z",
});

const HOLDS: [expected: Json, found: Json][] = [
  [null, ""],
  ["", null],
  [null, []],
  [null, { primaryEmail: "", additionalEmails: [] }],
  [{ firstName: "A", lastName: "" }, { firstName: "A", lastName: null }],
  [{ primaryEmail: "a@b.test" }, { primaryEmail: "a@b.test", additionalEmails: [] }],
  [["B", "A"], ["A", "B"]],
  ["2026-03-01T09:00:00Z", "2026-03-01T09:00:00.000Z"],
  ["2026-03-01T09:00:00.000Z", "2026-03-01T10:00:00+01:00"],
  [5_000_000, "5000000"],
  [{ markdown: "a" }, { markdown: "a", blocknote: "[]" }],
  [[{ fileId: "1" }], [{ fileId: "1", url: "https://signed" }]],
  [false, false],
  [0, 0],
];

const DIFFERS: [expected: Json, found: Json][] = [
  [["A", "A"], ["A", "B"]],
  ["a", "b"],
  ["a", null],
  ["a", "A"],
  ["a", ["a"]],
  [0, null],
  [5, 6],
  [false, null],
  [true, false],
  [null, "x"],
  [[], ["A"]],
  [["A"], []],
  [["A", "B"], ["A"]],
  [["A"], ["A", "B"]],
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, null],
  [{ a: 1 }, [1]],
  ["2026-03-01T09:00:00.000Z", "2026-03-01T09:00:01.000Z"],
  ["2026-03-01", "2026-03-02"],
  [[{ number: "1" }, { number: "2" }], [{ number: "2" }, { number: "1" }]],
];

for (const [expected, value] of HOLDS) {
  Deno.test(`${JSON.stringify(expected)} is held by ${JSON.stringify(value)}`, () =>
    assert(holds(expected, value)));
}
for (const [expected, value] of DIFFERS) {
  Deno.test(`${JSON.stringify(expected)} is not held by ${JSON.stringify(value)}`, () =>
    assert(!holds(expected, value)));
}

const json = fc.jsonValue() as fc.Arbitrary<Json>;

Deno.test("every value holds itself, and what is emptied holds nothing", () => {
  fc.assert(fc.property(json, (value) => {
    assert(holds(value, value));
    const empty = cleared(value);
    if (typeof value === "string" || Array.isArray(value)) assert(isEmpty(empty));
    assert(holds(empty, empty));
  }));
});

Deno.test("an emptied composite keeps its parts, so that Twenty wipes each of them", () => {
  assertEquals(cleared({ primaryEmail: "a@b.test", additionalEmails: ["c"] }), {
    primaryEmail: "",
    additionalEmails: [],
  });
  assertEquals(cleared({ amountMicros: 5, currencyCode: "GBP" }), { amountMicros: null, currencyCode: "" });
  assertEquals([cleared("a"), cleared(5), cleared(["A"]), cleared(null)], [null, null, [], null]);
});

Deno.test("the fields that differ are named, and no others; a field that is absent is empty", () => {
  assertEquals(differences({ a: 1, b: "x", c: null }, found({ a: 2, b: "x" })), ["a"]);
  assertEquals(differences({ a: "x" }, found({})), ["a"]);
  assertEquals(differences({}, found({ theirs: 1 })), []);
});

Deno.test("a record's hash changes with any value of ours or theirs", () => {
  fc.assert(fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
    if (a === b) return;
    assertNotEquals(recordHash(found({ theirs: a })), recordHash(found({ theirs: b })));
    assertNotEquals(recordHash(found({ nested: { x: [a] } })), recordHash(found({ nested: { x: [b] } })));
  }));
});

Deno.test("a record's hash does not change with what the server does by itself", () => {
  const record = found({ jobTitle: "a", file: [{ fileId: "1", url: "https://signed/1" }] });
  for (
    const same of [
      { ...record, updatedAt: "2030-01-01T00:00:00.000Z" },
      { ...record, position: 7 },
      { ...record, updatedBy: { source: "API" } },
      { ...record, searchVector: "a" },
      { ...record, fieldMadeLater: null, another: "", list: [], composite: { a: "" } },
      { ...record, file: [{ url: "https://signed/2", fileId: "1" }] },
    ]
  ) assertEquals(recordHash(same), recordHash(record));
  assertNotEquals(recordHash({ ...record, deletedAt: "2026-03-02T00:00:00.000Z" }), recordHash(record));
});

Deno.test("fields that this migration made are left out where other people's rows are compared", () => {
  const record = found({ jobTitle: "a" });
  assertEquals(recordHash({ ...record, practiceRole: "X" }, new Set(["practiceRole"])), recordHash(record));
  assertNotEquals(recordHash({ ...record, practiceRole: "X" }), recordHash(record));
});

Deno.test("of a value read back is left out what was not compared, and nothing that was", () => {
  for (const [expected, found] of HOLDS) assert(holds(expected, compared(expected, found)));
  const cases: [expected: Json, found: Json, left: Json][] = [
    [{ markdown: "a" }, { blocknote: "[]", markdown: "a" }, { markdown: "a" }],
    [[{ fileId: "1" }], [{ fileId: "1", url: "https://signed" }], [{ fileId: "1" }]],
    [["A"], ["B", "A"], ["B", "A"]],
    [{ a: { b: 1 } }, { a: { b: 2, c: 3 } }, { a: { b: 2 } }],
    [{ a: null }, { a: null, b: 1 }, { a: null }],
    ["a", { b: 1 }, { b: 1 }],
    [null, { b: "" }, { b: "" }],
  ];
  for (const [expected, found, left] of cases) assertEquals(compared(expected, found), left);
});
