import { assertEquals } from "@std/assert";
import { FALLBACK_ID, proposeFields, proposeValues, saveMember } from "../../../db/maps.ts";
import { upsertRecords } from "../../../db/source_records.ts";
import type { FieldMapTable, MapState, MemberMapTable, ValueMapTable } from "../../../db/tables.ts";
import type { Settings } from "../../../steps/base/settings.ts";
import { loadMapping, mapKey } from "../../../steps/mapping/mapping.ts";
import type { Commit } from "../../../db/ledger.ts";
import { AT, TempLedger } from "../../db/temp_ledger.ts";
import { SETTINGS } from "../support/make_kit.ts";

const row = (object: string, resource: string, source: string, state: MapState): FieldMapTable => ({
  object,
  resource,
  source,
  target: "name",
  transform: "text",
  state,
  reason: "",
  creates: null,
  position: 0,
  confidence: 100,
  note: "",
});
const value = (source_value: string, state: MapState): ValueMapTable => ({
  object: "person",
  field: "sex",
  source_value,
  target_value: `OPTION_${source_value}`,
  label: source_value,
  count: 1,
  state,
  position: 0,
});
const member = (practitioner_id: number, name: string, member_id: string | null): MemberMapTable => ({
  practitioner_id,
  name,
  member_id,
  how: "hand",
  state: "matched",
  email: null,
});

async function loaded(
  writes: (temp: TempLedger) => Commit["writes"],
  change: Partial<Settings> = {},
) {
  await using temp = await TempLedger.open();
  await temp.ledger.commit({ writes: writes(temp) });
  return await loadMapping(temp.ledger, { ...SETTINGS, ...change }, "migration", "fallback");
}

Deno.test("only confirmed rows count, and of optional objects only what is ticked", async () => {
  const rows = [
    row("person", "patients", "a", "confirmed"),
    row("person", "patients", "b", "proposed"),
    row("person", "patients", "c", "ignored"),
    row("invoice", "invoices", "id", "confirmed"),
  ];
  const of = (optionalObjects: Settings["optionalObjects"]) =>
    loaded(({ ledger }) => proposeFields(ledger, rows), { optionalObjects });
  const without = await of([]);
  assertEquals(without.rows.get(mapKey("person", "patients"))?.map((r) => r.source), ["a"]);
  assertEquals(without.objects, ["person", "noteTarget", "attachment"]);
  assertEquals((await of(["invoices"])).objects, ["person", "invoice", "noteTarget", "attachment"]);
});

Deno.test("an object is in use only if a row names it, in the order they are written", async () => {
  const { objects } = await loaded(({ ledger }) =>
    proposeFields(ledger, [
      row("packagePatient", "patient_packages", "id", "confirmed"),
      row("company", "account", "name", "confirmed"),
      row("note", "clinical_notes", "data", "proposed"),
    ])
  );
  assertEquals(objects, ["company", "packagePatient", "noteTarget", "attachment"]);
});

Deno.test("an export is read only where one of its columns is confirmed", async () => {
  const of = async (state: MapState) =>
    (await loaded(({ ledger }) => proposeFields(ledger, [row("person", "patients", "csv:Tags", state)])))
      .exports;
  assertEquals([...await of("confirmed"), ...await of("ignored"), ...await of("proposed")], ["patients"]);
});

Deno.test("a confirmed value has its option, an ignored one none, a proposed one is not known yet", async () => {
  const values = [
    value("F", "confirmed"),
    value("?", "ignored"),
    value("X", "proposed"),
    value("", "confirmed"),
  ];
  const { options } = await loaded(({ ledger }) => proposeValues(ledger, values));
  assertEquals(["F", "?", "X", ""].map((v) => options.get(mapKey("person", "sex", v))), [
    "OPTION_F",
    null,
    undefined,
    "OPTION_",
  ]);
});

Deno.test("a member is found by the practitioner's name however it is written, unless two bear it or nobody does", async () => {
  const { membersByName, members } = await loaded(({ ledger }) => [
    saveMember(ledger, member(1, "Dr. Ann  Lée", "m1")),
    saveMember(ledger, member(2, "Bob", "m2")),
    saveMember(ledger, member(3, "bob", "m3")),
    saveMember(ledger, member(4, "Cy", null)),
    saveMember(ledger, member(5, "", "m5")),
    saveMember(ledger, member(FALLBACK_ID, "Fallback", "m0")),
  ]);
  assertEquals([...membersByName], [["dr ann lee", "m1"]]);
  assertEquals([members.get(1), members.get(4)], ["m1", undefined]);
});

Deno.test("how many locations there are, who works there no longer, and what types are called come from the rows", async () => {
  const { locations, inactive, typeNames } = await loaded(({ ledger }) => [
    ...upsertRecords(ledger, "locations", [{ id: 1 }, { id: 2 }], 1, AT),
    ...upsertRecords(
      ledger,
      "practitioners",
      [{ id: 1, active: 0 }, { id: 2, active: "1" }, { id: 3 }],
      1,
      AT,
    ),
    ...upsertRecords(ledger, "appointment_types", [{ id: 2, name: " Initial " }], 1, AT),
  ]);
  assertEquals([locations, [...inactive], [...typeNames]], [2, [1], [[2, "Initial"]]]);
});
