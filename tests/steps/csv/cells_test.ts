import { assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import fc from "../../support/fast_check.ts";
import { cellsOf, csvLines, withoutFormula } from "../../../steps/csv/cells.ts";
import type { Fields } from "../../../steps/twenty/json.ts";
import type { Target } from "../../../steps/mapping/target.ts";

Deno.test("a cell that a spreadsheet would run is made a text; a number stays one", () => {
  for (
    const cell of ["=1+1", "+2 grade", "-tension", "@left", "\tx", "\rx", "=", "-", "+44 7700", "-1e5", "'=1"]
  ) {
    assertEquals(withoutFormula(cell), `'${cell}`);
  }
  for (const cell of ["-12.50", "+44", "0", "7", "a=b", "", " =1", "'a"]) {
    assertEquals(withoutFormula(cell), cell);
  }
});

Deno.test("parts of a field are columns, lists are JSON, what is empty has no cell", () => {
  const fields: Fields = {
    name: { firstName: "Ana", lastName: "" },
    emails: { primaryEmail: "a@example.test", additionalEmails: ["b@example.test"] },
    phones: { additionalPhones: [] },
    amount: { amountMicros: -12_500_000, currencyCode: "GBP" },
    patientTags: ["VIP", "SPORTS"],
    active: false,
    visits: 0,
    dateOfBirth: null,
  };
  assertEquals(Object.fromEntries(cellsOf(target(fields))), {
    "id": "id-1",
    "name.firstName": "Ana",
    "emails.primaryEmail": "a@example.test",
    "emails.additionalEmails": '["b@example.test"]',
    "amount.amountMicros": "-12500000",
    "amount.currencyCode": "GBP",
    "patientTags": '["VIP","SPORTS"]',
    "active": "false",
    "visits": "0",
  });
});

Deno.test("every cell is read back as it was, but for the apostrophe and the kind of line end", () => {
  const cell = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', ",", ";", "7", "a") }),
  );
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 });
  fc.assert(fc.property(rows, (given) => {
    const text = csvLines([["id", "x"], ...given]);
    const read = parse(text).slice(1);
    assertEquals(read, given.map((row) => row.map((c) => ends(withoutFormula(c)))));
  }));
});

Deno.test("lines end with CR LF", () => {
  assertEquals(csvLines([["a", "b\nc"]]), 'a,"b\nc"\r\n');
});

const ends = (cell: string): string => cell.replaceAll("\r\n", "\n").replaceAll("\r", "\n");

const target = (fields: Fields): Target => ({
  object: "person",
  id: "id-1",
  sourceKey: "patients/1",
  fields,
  remarks: [],
  source: {},
});
