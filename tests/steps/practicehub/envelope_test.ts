import { assertEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { parsePage, type Row } from "../../../steps/practicehub/envelope.ts";
import { preferred } from "../../../steps/practicehub/resources.ts";

const page = (value: unknown) => parsePage(JSON.stringify(value));
const NOTHING = { rows: [], withoutId: 0, total: null, more: false };

const SHAPES: [fact: string, envelope: unknown, expected: unknown][] = [
  ["a next link means more", { data: [], links: { next: "https://x.test/?page=2" } }, {
    ...NOTHING,
    more: true,
  }],
  ["a null link means no more", { data: [], links: { next: null } }, NOTHING],
  ["an absent link means no more", { data: [], links: {} }, NOTHING],
  ["absent links mean no more", { data: [] }, NOTHING],
  ["null links mean no more", { data: [], links: null }, NOTHING],
  ["a total as text is a number", { data: [], total_entries: "400" }, { ...NOTHING, total: 400 }],
  ["ids come as numbers or as text", { data: [{ id: 1 }, { id: "2" }] }, {
    ...NOTHING,
    rows: [{ id: 1 }, { id: 2 }],
  }],
  [
    "rows without a usable id are counted and left out",
    { data: [{ id: 1 }, {}, { id: null }, { id: "x" }, { id: 1.5 }] },
    { ...NOTHING, rows: [{ id: 1 }], withoutId: 4 },
  ],
  ["unknown attributes are kept", { data: [{ id: 1, new_thing: { a: [1] } }], extra: true }, {
    ...NOTHING,
    rows: [{ id: 1, new_thing: { a: [1] } }],
  }],
  ["a bare list is not the API", [{ id: 1 }], "foreign"],
  ["rows that are no objects are not the API", { data: [1, 2] }, {
    misfit: "`data[0]` holds a number, where a row belongs",
  }],
  ["a row that is no object costs that row", { data: [{ id: 1 }, "x"] }, {
    ...NOTHING,
    rows: [{ id: 1 }],
    withoutId: 1,
  }],
  ["links are an empty list where PHP has none", { data: [], links: [] }, NOTHING],
  ["a next link may be false or empty", { data: [], links: { next: false } }, NOTHING],
  ["links of another shape are told", { data: [], links: 5 }, {
    misfit: "`links` holds a number, where an object belongs",
  }],
  ["rows may come as a map with numbers", { data: { "0": { id: 1 }, "1": { id: 2 } } }, {
    ...NOTHING,
    rows: [{ id: 1 }, { id: 2 }],
  }],
  ["an absent list of rows is told", { message: "hello" }, {
    misfit: "`data` is absent, where a list belongs",
  }],
  ["rows in a text are told", { data: "secret" }, { misfit: "`data` holds a string, where a list belongs" }],
  ["a total with separators is a number", { data: [], total_entries: "1,250" }, { ...NOTHING, total: 1250 }],
  ["a blank total says nothing", { data: [], total_entries: "" }, NOTHING],
  ["a total that is none is told", { data: [], total_entries: ["x"] }, {
    misfit: "`total_entries` holds a list, where a number belongs",
  }],
  ["ids are read as decimals of zeros and from objects, never beyond what numbers can tell apart", {
    data: [{ id: "7.0" }, { id: { id: "8" } }, { id: "9007199254740993" }, { id: -1 }],
  }, { ...NOTHING, rows: [{ id: 7 }, { id: 8 }], withoutId: 2 }],
];

for (const [fact, envelope, expected] of SHAPES) {
  Deno.test(`envelope: ${fact}`, () => assertEquals<unknown>(page(envelope), expected));
}

Deno.test("any text is a page, broken or foreign: reading one never throws", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.constant("<html>")), (text) => {
    const read = parsePage(text);
    if (typeof read === "string") return read === "broken" || read === "foreign";
    if ("misfit" in read) return read.misfit !== "";
    return read.rows.every((row) => Number.isInteger(row.id));
  }));
});

Deno.test("of two rows of one appointment the one that is not cancelled is kept, whichever came first", () => {
  const kept: Row = { id: 1, status: "processed", cancelDate: null };
  for (
    const cancelled of [{ id: 1, status: "cancelled" }, {
      id: 1,
      status: "pending",
      cancelDate: "2026-01-01",
    }]
  ) {
    assertEquals(preferred("appointments", kept, cancelled), kept);
    assertEquals(preferred("appointments", cancelled, kept), kept);
  }
});

Deno.test("of two rows of anything else the later read is kept", () => {
  const [a, b]: [Row, Row] = [{ id: 1, status: "pending" }, { id: 1, status: "cancelled" }];
  assertEquals(preferred("invoices", a, b), b);
  assertEquals(preferred("appointments", a, { ...a, note: "later" }), { ...a, note: "later" });
});
