import { assert, assertEquals } from "@std/assert";
import { sql } from "kysely";
import fc from "../support/fast_check.ts";
import { goneEffects } from "../../db/effect_rows.ts";
import type { Ledger } from "../../db/ledger.ts";
import {
  formResponsesOf,
  homesOf,
  visitLocations,
  visitsAtOneTime,
  visitsOn,
  visitStatuses,
} from "../../db/patients.ts";
import { patientsByEmail } from "../../db/record_search.ts";
import { idsNaming, oddPatients, packagesOf, subscribersOf } from "../../db/sample_rows.ts";
import { attributeValues, countSourceRows, type RawRow, upsertRecords } from "../../db/source_records.ts";
import { hasStickyNote } from "../../steps/mapping/link_records.ts";
import { isCancelled } from "../../steps/practicehub/resources.ts";
import { TempLedger } from "./temp_ledger.ts";

const AT = "2026-03-01T09:00:00.000Z";

async function keep(ledger: Ledger, resource: string, ...rows: RawRow[]): Promise<void> {
  await ledger.commit({ writes: upsertRecords(ledger, resource, rows, 1, AT) });
}

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    "",
    "{",
    '{"id":1}',
    "1,2",
    ["Pat Ient"],
    { 'a"b': { patient_id: 1 } },
    { "0": { patient_id: "1" } },
    { id: 1, name: "x" },
    { date: "2024-03-01 10:00:00", timezone_type: 3, timezone: "UTC" },
    "a\u0000b",
    false,
    0,
  ),
);
const KEYS = [
  "patient_id",
  "location_id",
  "appointment_id",
  "start",
  "cancelDate",
  "status",
  "email",
  "numbers",
];
const row = fc.dictionary(
  fc.constantFrom(...KEYS, "note", "subscribed_patients", "form_name", "form_id", "created", "first_name"),
  odd,
);

Deno.test("whatever a row holds, no question to the ledger fails", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (given) => {
      await using temp = await TempLedger.open();
      const { ledger } = temp;
      const rows = given.map((one, i) => ({ ...one, id: i + 1 }));
      for (const resource of ["patients", "appointments", "patient_packages", "custom_form_responses"]) {
        await keep(ledger, resource, ...rows);
      }
      await oddPatients(ledger);
      await subscribersOf(ledger, await packagesOf(ledger, [1, 2], 9));
      await idsNaming(ledger, "appointments", "patient_id", [1], 9);
      await formResponsesOf(ledger, [1]);
      await visitsAtOneTime(ledger, [1]);
      await visitsOn(ledger, 1, "2024-03-01");
      await homesOf(ledger, [1]);
      await visitLocations(ledger);
      await visitStatuses(ledger, 300);
      await patientsByEmail(ledger, "a@b.test", 5);
      await goneEffects(ledger, "note", 0, 9, 9);
      for (const key of KEYS) await attributeValues(ledger, "patients", key);
      const notes = await countSourceRows(ledger, ["patients"], { forms: [], stickyOnly: true });
      assertEquals(notes, rows.filter((one) => hasStickyNote({ row: one })).length);
    }),
    { numRuns: 40 },
  );
});

Deno.test("a key is found as a number, as text and in an object", async () => {
  await using temp = await TempLedger.open();
  const keys = [5, "5", { id: 5, name: "Ann" }, { id: "5" }, 6, "x", { name: "5" }, [5]];
  await keep(temp.ledger, "appointments", ...keys.map((patient_id, i) => ({ id: i + 1, patient_id })));
  assertEquals(await idsNaming(temp.ledger, "appointments", "patient_id", [5], 9), [1, 2, 3, 4]);
});

Deno.test("a visit is cancelled to the ledger where it is to the mapping", async () => {
  const dates = [
    "0000-00-00 00:00:00",
    "0",
    0,
    false,
    true,
    "",
    null,
    "null",
    "2024-01-01",
    "2024-01-01 10:00:00",
    [],
    {},
    {
      date: "2024-01-01 00:00:00.000000",
      timezone_type: 3,
      timezone: "UTC",
    },
    { date: "-0001-11-30 00:00:00.000000", timezone_type: 3, timezone: "UTC" },
  ];
  for (const cancelDate of dates) {
    await using temp = await TempLedger.open();
    const visit = { id: 1, status: "processed", cancelDate };
    await keep(temp.ledger, "appointments", visit);
    assertEquals(
      (await visitStatuses(temp.ledger, 9))[0]?.[0],
      isCancelled(visit) ? "cancelled" : "processed",
      JSON.stringify(cancelDate),
    );
  }
});

Deno.test("rows of a patient are found by the index", async () => {
  await using temp = await TempLedger.open();
  const { rows } = await sql<{ detail: string }>`explain query plan
    select id from source_record where resource = 'appointments' and gone_at is null
      and (json_extract(raw, '$.patient_id') in (5, '5') or (json_extract(raw, '$.patient_id') >= '{'
        and json_extract(raw, '$.patient_id') < '|' and json_extract(raw, '$.patient_id.id') in (5, '5')))`
    .execute(temp.ledger.db);
  assert(rows.every(({ detail }) => !detail.includes("SCAN")), JSON.stringify(rows));
  assert(rows.some(({ detail }) => detail.includes("source_by_patient")), JSON.stringify(rows));
});
