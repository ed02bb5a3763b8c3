import { assertEquals } from "@std/assert";
import {
  confirmAll,
  countProposed,
  fieldMap,
  proposeFields,
  proposeValues,
  valueMap,
} from "../../db/maps.ts";
import { decideField, decideValue } from "../support/decided_maps.ts";
import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import { TempLedger } from "./temp_ledger.ts";

const field = (source: string, change: Partial<FieldMapTable> = {}): FieldMapTable => ({
  object: "person",
  resource: "patients",
  source,
  target: "jobTitle",
  transform: "text",
  state: "proposed",
  creates: null,
  reason: "",
  confidence: 100,
  note: "",
  position: 0,
  ...change,
});

const value = (source_value: string, change: Partial<ValueMapTable> = {}): ValueMapTable => ({
  object: "person",
  field: "sex",
  source_value,
  target_value: source_value,
  label: source_value,
  count: 1,
  state: "proposed",
  position: 0,
  ...change,
});

Deno.test("a field row that a person decided survives new proposals; an open one is brought up to date", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await ledger.commit({ writes: proposeFields(ledger, [field("a"), field("b"), field("c")]) });
  await ledger.commit({
    writes: [decideField(ledger, field("a"), "confirmed"), decideField(ledger, field("b"), "ignored")],
  });
  const again = ["a", "b", "c"].map((source) => field(source, { transform: "date", reason: "seen again" }));
  await ledger.commit({ writes: proposeFields(ledger, again) });
  assertEquals((await fieldMap(ledger)).map((r) => [r.source, r.state, r.transform]).sort(), [
    ["a", "confirmed", "text"],
    ["b", "ignored", "text"],
    ["c", "proposed", "date"],
  ]);
});

Deno.test("a value that a person decided keeps option, label and state; its count follows the source", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await ledger.commit({ writes: proposeValues(ledger, [value("F")]) });
  await ledger.commit({
    writes: [
      decideValue(ledger, value("F"), { state: "confirmed", target_value: "FEMALE", label: "Female" }),
    ],
  });
  await ledger.commit({ writes: proposeValues(ledger, [value("F", { count: 9 }), value("M")]) });
  assertEquals(
    (await valueMap(ledger)).map((v) => [v.source_value, v.target_value, v.label, v.state, v.count]).sort(),
    [["F", "FEMALE", "Female", "confirmed", 9], ["M", "M", "M", "proposed", 1]],
  );
});

Deno.test("confirming all confirms what is proposed and leaves what is ignored", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await ledger.commit({
    writes: [...proposeFields(ledger, [field("a"), field("b")]), ...proposeValues(ledger, [value("F")])],
  });
  await ledger.commit({ writes: [decideField(ledger, field("b"), "ignored")] });
  assertEquals(await countProposed(ledger), 2);
  await ledger.commit({ writes: confirmAll(ledger) });
  assertEquals(await countProposed(ledger), 0);
  assertEquals((await fieldMap(ledger)).map((r) => r.state).sort(), ["confirmed", "ignored"]);
});

Deno.test("the values of a field whose every row is ignored wait for nobody; those of no row do", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  const sex = field("sex", { target: "sex", state: "ignored" });
  await ledger.commit({
    writes: [
      ...proposeFields(ledger, [sex]),
      ...proposeValues(ledger, [value("F"), value("x", { field: "stage" })]),
    ],
  });
  assertEquals(await countProposed(ledger), 1);
  await ledger.commit({ writes: confirmAll(ledger) });
  assertEquals((await valueMap(ledger)).map((v) => [v.field, v.state]), [["sex", "proposed"], [
    "stage",
    "confirmed",
  ]]);
  await ledger.commit({ writes: proposeFields(ledger, [field("gender", { target: "sex" })]) });
  assertEquals(await countProposed(ledger), 2);
});

Deno.test("the maps are read in the same order whatever order they were written in", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await ledger.commit({
    writes: [
      ...proposeFields(ledger, [field("b"), field("a")]),
      ...proposeValues(ledger, [value("b"), value("a")]),
    ],
  });
  assertEquals((await fieldMap(ledger)).map((f) => f.source), ["a", "b"]);
  assertEquals((await valueMap(ledger)).map((v) => v.source_value), ["a", "b"]);
});
