import { assertEquals } from "@std/assert";
import { insertEffects } from "../../../db/effects.ts";
import { markGone, type RawRow, type SourceRecord, upsertRecords } from "../../../db/source_records.ts";
import { targetId } from "../../../steps/base/identity.ts";
import type { MapContext } from "../../../steps/mapping/context.ts";
import type { Linkable } from "../../../steps/mapping/links.ts";
import { loadContext } from "../../../steps/mapping/load_context.ts";
import { mappingOf } from "./made_up_context.ts";
import { AT, TempLedger } from "../../db/temp_ledger.ts";
import { effectOn } from "../support/stage.ts";

const MAPPING = mappingOf({
  options: new Map([["person\u001fsex\u001fF", "FEMALE"]]),
  members: new Map([[1, "member-1"]]),
  fallbackOwner: "fallback",
  typeNames: new Map([[2, "Initial"]]),
});

const PATIENTS: RawRow[] = [
  { id: 3, email: " F@x.test", first_name: "Ann", last_name: "Smith" },
  { id: 4, email: "f@x.test" },
  { id: 5, email: "alone@x.test" },
];

async function patients(): Promise<TempLedger> {
  const temp = await TempLedger.open();
  await temp.ledger.commit({ writes: upsertRecords(temp.ledger, "patients", PATIENTS, 1, AT) });
  return temp;
}

const recordOf = (resource: string, row: RawRow): SourceRecord => ({
  resource,
  id: row.id,
  row,
  gone: false,
});
const contextFor = (
  temp: TempLedger,
  rows: RawRow[],
  resource = "patients",
  linkable: Linkable = "planned",
): Promise<MapContext> =>
  loadContext(temp.ledger, MAPPING, rows.map((row) => recordOf(resource, row)), linkable);

Deno.test("a shared address is held by the oldest patient, however it is written", async () => {
  await using temp = await patients();
  const context = await contextFor(temp, PATIENTS);
  assertEquals([context.holderOf("f@x.test"), context.holderOf("alone@x.test")], [3, 5]);
});

Deno.test("a patient who is gone gives up the address to the next", async () => {
  await using temp = await patients();
  await temp.ledger.commit({ writes: [markGone(temp.ledger, "patients", [3], AT)] });
  assertEquals((await contextFor(temp, PATIENTS.slice(1))).holderOf("f@x.test"), 4);
});

Deno.test("for predicting, a record is there to be linked to when its row is; for writing, when it has landed", async () => {
  await using temp = await patients();
  const visit: RawRow = { id: 1, patient_id: "3", practitioner_id: 1, location_id: 1 };
  const person = await targetId(MAPPING.migration, "person", "patients", 3);
  const target = async (linkable: Linkable) =>
    (await contextFor(temp, [visit], "appointments", linkable)).targetOf("person", "patients", 3);
  assertEquals([await target("planned"), await target("landed")], [person, undefined]);
  await temp.ledger.commit({
    writes: insertEffects(temp.ledger, [effectOn(person, {}, { source_key: "patients/3" })]),
  });
  assertEquals(await target("landed"), person);
});

Deno.test("a package's patients are known by their list", async () => {
  await using temp = await patients();
  const given: RawRow = {
    id: 1,
    patient_id: null,
    subscribed_patients: [null, { patient_id: "4" }, { patient_id: 99 }],
  };
  const context = await contextFor(temp, [given], "patient_packages");
  assertEquals(
    context.targetOf("person", "patients", 4),
    await targetId(MAPPING.migration, "person", "patients", 4),
  );
  assertEquals(context.targetOf("person", "patients", 99), undefined);
});

Deno.test("an address that had to be given up before is not asked for again, by its own patient only", async () => {
  await using temp = await patients();
  const written = { emails: { primaryEmail: "", additionalEmails: ["alone@x.test"] } };
  const remarks = JSON.stringify([{ field: "emails", remark: "email-taken" }]);
  const given = effectOn("t5", written, { source_key: "patients/5", remarks });
  await temp.ledger.commit({ writes: insertEffects(temp.ledger, [given]) });
  assertEquals((await contextFor(temp, PATIENTS.slice(2))).takenInTarget("alone@x.test", 5), true);
  // Another patient of the same chunk has given nothing up.
  assertEquals((await contextFor(temp, PATIENTS)).takenInTarget("alone@x.test", 4), false);
  assertEquals((await contextFor(temp, PATIENTS.slice(0, 2))).takenInTarget("alone@x.test", 5), false);
  await temp.ledger.commit({ writes: insertEffects(temp.ledger, [{ ...given, state: "reverted" }]) });
  assertEquals((await contextFor(temp, PATIENTS.slice(2))).takenInTarget("alone@x.test", 5), false);
});

Deno.test("options, members, types and names come from the maps and the rows", async () => {
  await using temp = await patients();
  const context = await contextFor(temp, [{ id: 1, patient_id: 3 }], "appointments");
  assertEquals(context.option("person", "sex", "F"), "FEMALE");
  assertEquals([context.memberOf(1), context.memberOf(2), context.memberOf(undefined)], [
    "member-1",
    undefined,
    "fallback",
  ]);
  assertEquals([context.typeName(2), context.patientName(3)], ["Initial", "Ann Smith"]);
});

async function homes(...visits: RawRow[]): Promise<MapContext> {
  await using temp = await patients();
  await temp.ledger.commit({ writes: upsertRecords(temp.ledger, "appointments", visits, 1, AT) });
  const records = PATIENTS.map((row) => recordOf("patients", row));
  return await loadContext(temp.ledger, { ...MAPPING, locations: 2 }, records, "planned");
}

const visit = (
  id: number,
  patient_id: unknown,
  location_id: unknown,
  change: Partial<RawRow> = {},
): RawRow => ({
  id,
  patient_id,
  location_id,
  status: "processed",
  cancelDate: null,
  ...change,
});

Deno.test("a patient's home is the one location of all visits, however the ids are written", async () => {
  const context = await homes(visit(1, "3", 2), visit(2, 3, "2"), visit(3, 4, 1), visit(4, "4", 2));
  assertEquals([3, 4, 5].map(context.homeOf), [2, "several", "none"]);
});

Deno.test("visits that were cancelled, or that say no place, are no sign of where somebody belongs", async () => {
  const context = await homes(
    visit(1, 3, 2),
    visit(2, 3, 1, { status: "cancelled" }),
    visit(3, 3, 1, { cancelDate: "2024-01-01 10:00:00" }),
    visit(4, 3, null),
  );
  assertEquals(context.homeOf(3), 2);
});

Deno.test("of visits at the same time the oldest is the visit, the others are told twice; cancelled ones do not count", async () => {
  await using temp = await patients();
  const start = "2024-05-01 10:00:00";
  const rows = [
    visit(1, 3, 1, { start }),
    visit(2, "3", 1, { start }),
    visit(3, 3, 1, { start, status: "cancelled" }),
    visit(4, 4, 1, { start }),
    visit(5, 3, 1, { start: "" }),
    visit(6, 3, 1, { start: "" }),
  ];
  await temp.ledger.commit({ writes: upsertRecords(temp.ledger, "appointments", rows, 1, AT) });
  const context = await contextFor(temp, rows, "appointments");
  assertEquals([1, 2, 3, 4, 5, 6].filter((id) => context.isDuplicate(id)), [2]);
});

Deno.test("a package that stands twice is its unused one, next to the other, the same but for its use", async () => {
  await using temp = await TempLedger.open();
  const pack = (id: number, change: Partial<RawRow> = {}): RawRow => ({
    id,
    name: "Six",
    price: 240,
    created: "2024-05-01 10:00:00",
    subscribed_patients: [{ patient_id: 1 }],
    visits: 6,
    visits_left: 6,
    ...change,
  });
  const rows = [
    ...[pack(10, { visits_left: 2 }), pack(11)],
    ...[pack(20), pack(21, { visits_left: 1 })],
    ...[pack(30, { visits_left: 2 }), pack(31, { visits_left: 2 })],
    ...[pack(40), pack(41, { name: "Twelve" })],
    ...[pack(50), pack(52)],
    ...[pack(60), pack(61, { subscribed_patients: [{ patient_id: 2 }] })],
  ];
  await temp.ledger.commit({ writes: upsertRecords(temp.ledger, "patient_packages", rows, 1, AT) });
  const context = await contextFor(temp, rows, "patient_packages");
  assertEquals(rows.map((r) => r.id).filter((id) => context.isDuplicate(id)), [11, 20]);
  // The other one may stand in another chunk.
  assertEquals((await contextFor(temp, rows.slice(1, 2), "patient_packages")).isDuplicate(11), true);
});
