import { assertEquals } from "@std/assert";
import { insertEffects } from "../../../db/effects.ts";
import { type RawRow, type SourceRecord, upsertRecords } from "../../../db/source_records.ts";
import { targetId } from "../../../steps/base/identity.ts";
import { assemble } from "../../../steps/mapping/assemble.ts";
import type { Linkable } from "../../../steps/mapping/links.ts";
import { AT, TempLedger } from "../../db/temp_ledger.ts";
import { effectOn } from "../support/stage.ts";
import { mappingOf } from "./made_up_context.ts";

const MAPPING = mappingOf();
const link = (patient: number) =>
  targetId(MAPPING.migration, "packagePatient", "patient_packages/7", patient);
const person = (id: number) => targetId(MAPPING.migration, "person", "patients", id);

async function patients(): Promise<TempLedger> {
  const temp = await TempLedger.open();
  const rows: RawRow[] = [{ id: 1, first_name: "Ann" }, { id: 2, first_name: "Bob" }, { id: 3 }];
  await temp.ledger.commit({ writes: upsertRecords(temp.ledger, "patients", rows, 1, AT) });
  return temp;
}

const shared = (...ids: unknown[]): SourceRecord => ({
  resource: "patient_packages",
  id: 7,
  row: { id: 7, name: "Family", subscribed_patients: ids.map((patient_id) => ({ patient_id })) },
  gone: false,
});

const of = (temp: TempLedger, record: SourceRecord, linkable: Linkable = "planned") =>
  assemble(temp.ledger, MAPPING, "packagePatient", [record], linkable);

Deno.test("a package of several patients gives one record each, which names both", async () => {
  await using temp = await patients();
  const targets = await of(temp, shared("1", 2));
  assertEquals(targets.map((t) => t.id), [await link(1), await link(2)]);
  assertEquals<unknown>(targets[0]?.fields, {
    name: "Family · Ann",
    practiceHubId: "patient_packages/7/1",
    opportunityId: await targetId(MAPPING.migration, "opportunity", "patient_packages", 7),
    patientId: await person(1),
  });
});

Deno.test("a package of one patient, of one who is listed twice, or of none gives no record", async () => {
  await using temp = await patients();
  for (const record of [shared(1), shared(1, "1"), shared(), shared(null)]) {
    assertEquals(await of(temp, record), []);
  }
});

Deno.test("a patient who is not there is left behind with that reason; the others are linked", async () => {
  await using temp = await patients();
  const targets = await of(temp, shared(1, 99));
  assertEquals(targets.map((t) => t.skip), [undefined, "patient-missing"]);
});

Deno.test("for writing, the package has to have landed first", async () => {
  await using temp = await patients();
  const skips = async () => (await of(temp, shared(1, 2), "landed")).map((t) => t.skip);
  assertEquals(await skips(), ["package-not-landed", "package-not-landed"]);
  const opportunity = await targetId(MAPPING.migration, "opportunity", "patient_packages", 7);
  const effects = [
    effectOn(opportunity, {}, { id: 1, object: "opportunity", source_key: "patient_packages/7" }),
    effectOn(await person(1), {}, { id: 2, source_key: "patients/1" }),
  ];
  await temp.ledger.commit({ writes: insertEffects(temp.ledger, effects) });
  assertEquals(await skips(), [undefined, "patient-missing"]);
});

Deno.test("a patient who has left the package is spoken of, once a link was made and until it is taken back", async () => {
  await using temp = await patients();
  const made = effectOn(await link(2), {}, { object: "packagePatient", source_key: "patient_packages/7" });
  await temp.ledger.commit({ writes: insertEffects(temp.ledger, [made]) });
  const told = async (record: SourceRecord) => (await of(temp, record)).map((t) => [t.id, t.skip]);
  assertEquals(await told(shared(1, 3)), [
    [await link(1), undefined],
    [await link(3), undefined],
    [await link(2), "not-subscribed"],
  ]);
  assertEquals(await told(shared(1)), [[await link(2), "not-subscribed"]]);
  assertEquals((await told(shared(1, 2))).map(([, skip]) => skip), [undefined, undefined]);
  await temp.ledger.commit({ writes: insertEffects(temp.ledger, [{ ...made, id: 2, state: "reverted" }]) });
  assertEquals(await told(shared(1)), []);
});
