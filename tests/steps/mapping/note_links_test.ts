import { assertEquals } from "@std/assert";
import { type RawRow, type SourceRecord, upsertRecords } from "../../../db/source_records.ts";
import { targetId } from "../../../steps/base/identity.ts";
import { mappingOf } from "./made_up_context.ts";
import { assemble } from "../../../steps/mapping/assemble.ts";
import { AT, TempLedger } from "../../db/temp_ledger.ts";

const MIGRATION = "8c1f1f0e-5d0b-4d3c-9f0a-2b6f5b9a7c41";
const MAPPING = mappingOf({ migration: MIGRATION });

const visit = (id: number, change: Partial<RawRow> = {}): RawRow => ({
  id,
  patient_id: 9,
  start: "2024-05-01 10:00:00",
  status: "processed",
  cancelDate: null,
  ...change,
});

/** What a note made on the first of May is linked to. */
async function linksWith(...visits: RawRow[]): Promise<unknown[]> {
  await using temp = await TempLedger.open();
  const note: RawRow = { id: 1, patient_id: "9", created: "2024-05-01 10:12:00" };
  await temp.ledger.commit({
    writes: [
      ...upsertRecords(temp.ledger, "patients", [{ id: 9 }], 1, AT),
      ...upsertRecords(temp.ledger, "appointments", visits, 1, AT),
    ],
  });
  const record: SourceRecord = { resource: "clinical_notes", id: 1, row: note, gone: false };
  const targets = await assemble(temp.ledger, MAPPING, "noteTarget", [record], "planned");
  return targets.map((t) => t.skip ?? t.fields["targetPersonId"] ?? t.fields["targetAppointmentId"]);
}

const person = await targetId(MIGRATION, "person", "patients", 9);
const appointment = (id: number) => targetId(MIGRATION, "appointment", "appointments", id);

Deno.test("a note is linked to its patient, and to the only visit of that day", async () => {
  assertEquals(await linksWith(visit(5)), [person, await appointment(5)]);
  assertEquals(await linksWith(visit(5, { patient_id: "9" })), [person, await appointment(5)]);
});

Deno.test("where several visits may be meant, none is guessed", async () => {
  assertEquals(await linksWith(visit(5), visit(6)), [person]);
});

Deno.test("visits that were cancelled, of another day or of another patient are not meant", async () => {
  const others = [
    visit(6, { status: "cancelled" }),
    visit(7, { cancelDate: "2024-04-30 09:00:00" }),
    visit(8, { start: "2024-05-02 10:00:00" }),
    visit(10, { patient_id: 90 }),
  ];
  assertEquals(await linksWith(visit(5), ...others), [person, await appointment(5)]);
  assertEquals(await linksWith(...others), [person]);
});

Deno.test("a visit that was missed is not meant, whether or not there is another", async () => {
  assertEquals(await linksWith(visit(6, { status: "missed" })), [person]);
  assertEquals(await linksWith(visit(5), visit(6, { status: "missed" })), [person, await appointment(5)]);
});

Deno.test("a visit that is still booked may be meant, if it is the only one", async () => {
  const booked = visit(6, { status: "pending" });
  assertEquals(await linksWith(booked), [person, await appointment(6)]);
  assertEquals(await linksWith(visit(5), booked), [person]);
});

Deno.test("a visit without a status is a visit: beside another it leaves a doubt", async () => {
  for (const status of [null, undefined, ""]) {
    assertEquals(await linksWith(visit(5), visit(6, { status })), [person]);
    assertEquals(await linksWith(visit(6, { status })), [person, await appointment(6)]);
  }
});

Deno.test("a note of a patient who is not there is left behind with that reason", async () => {
  await using temp = await TempLedger.open();
  const record: SourceRecord = {
    resource: "clinical_notes",
    id: 1,
    row: { id: 1, patient_id: 9 },
    gone: false,
  };
  const [target] = await assemble(temp.ledger, MAPPING, "noteTarget", [record], "planned");
  assertEquals(target?.skip, "patient-missing");
});

Deno.test("only patients with a sticky note get a note", async () => {
  await using temp = await TempLedger.open();
  const rows: RawRow[] = [{ id: 1, note: "<p>x</p>" }, { id: 2, note: "" }, { id: 3, note: null }];
  const records = rows.map((row): SourceRecord => ({ resource: "patients", id: row.id, row, gone: false }));
  const targets = await assemble(temp.ledger, MAPPING, "note", records, "planned");
  assertEquals(targets.map((t) => t.sourceKey), ["patients/1"]);
});
