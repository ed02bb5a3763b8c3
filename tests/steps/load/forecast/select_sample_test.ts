import { assert, assertEquals } from "@std/assert";
import { type RawRow, upsertRecords } from "../../../../db/source_records.ts";
import { selectSample } from "../../../../steps/load/forecast/select_sample.ts";
import { AT, TempLedger } from "../../../db/temp_ledger.ts";

async function sampleOf(resources: Record<string, RawRow[]>): Promise<Map<string, number[]>> {
  await using temp = await TempLedger.open();
  for (const [name, rows] of Object.entries(resources)) {
    await temp.ledger.commit({ writes: upsertRecords(temp.ledger, name, rows, 1, AT) });
  }
  return await selectSample(temp.ledger);
}

const many = (count: number, make: (id: number) => Partial<RawRow>): RawRow[] =>
  Array.from({ length: count }, (_, i) => ({ id: i + 1, ...make(i + 1) }));

Deno.test("payments and log lines are of the chosen patients; invoices of the chosen visits", async () => {
  const chosen = await sampleOf({
    patients: many(400, () => ({})),
    appointments: many(400, (id) => ({ patient_id: String(id) })),
    invoices: many(400, (id) => ({ patient_id: id, appointment_id: String(id) })),
    payments: many(400, (id) => ({ patient_id: id })),
    patient_logs: many(400, (id) => ({ patient_id: String(id) })),
  });
  const patients = new Set(chosen.get("patients"));
  const visits = new Set(chosen.get("appointments"));
  assertEquals(["invoices", "payments", "patient_logs"].map((r) => chosen.get(r)?.length), [30, 20, 20]);
  for (const resource of ["payments", "patient_logs"]) {
    assert(chosen.get(resource)?.every((id) => patients.has(id)), resource);
  }
  assert(chosen.get("invoices")?.every((id) => visits.has(id)));
});

Deno.test("everybody who shares a chosen package is in the sample", async () => {
  const chosen = await sampleOf({
    patients: many(400, () => ({})),
    patient_packages: [{
      id: 7,
      subscribed_patients: [{ patient_id: 1 }, { patient_id: "399" }, { patient_id: 999 }],
    }],
  });
  assertEquals(chosen.get("patient_packages"), [7]);
  const patients = chosen.get("patients") ?? [];
  assertEquals([patients.includes(1), patients.includes(399), patients.includes(999)], [true, true, false]);
});

Deno.test("without patients or visits nothing of theirs is chosen", async () => {
  const chosen = await sampleOf({
    invoices: [{ id: 1, appointment_id: 1 }],
    payments: [{ id: 1, patient_id: 1 }],
  });
  assertEquals([chosen.get("invoices"), chosen.get("payments")], [[], []]);
});
