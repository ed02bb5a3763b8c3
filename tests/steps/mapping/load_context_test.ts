import { assertEquals } from "@std/assert";
import { insertEffects } from "../../../db/effects.ts";
import { markGone, type RawRow, type SourceRecord, upsertRecords } from "../../../db/source_records.ts";
import { targetId } from "../../../steps/engine/identity.ts";
import type { MapContext } from "../../../steps/mapping/context.ts";
import { type Linkable, loadContext } from "../../../steps/mapping/load_context.ts";
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
  assertEquals((await contextFor(temp, PATIENTS.slice(2))).takenInTarget("alone@x.test"), true);
  assertEquals((await contextFor(temp, PATIENTS.slice(0, 2))).takenInTarget("alone@x.test"), false);
  await temp.ledger.commit({ writes: insertEffects(temp.ledger, [{ ...given, state: "reverted" }]) });
  assertEquals((await contextFor(temp, PATIENTS.slice(2))).takenInTarget("alone@x.test"), false);
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
