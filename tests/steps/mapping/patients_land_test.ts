import { assertEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { startTwenty } from "../../../fixtures/twenty/server.ts";
import { markGone, type RawRow, type SourceRecord, upsertRecords } from "../../../db/source_records.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { Control } from "../../../steps/base/control.ts";
import { migrationId } from "../../../steps/base/identity.ts";
import { Bucket } from "../../../steps/base/pace.ts";
import { systemWorld } from "../../../steps/base/world.ts";
import { assemble } from "../../../steps/mapping/assemble.ts";
import { mapKey, type Mapping } from "../../../steps/mapping/mapping.ts";
import { mappingOf } from "./made_up_context.ts";
import { optionsOf, proposeOptions } from "../../../steps/mapping/options_of.ts";
import { PROPOSALS } from "../../../steps/mapping/proposals.ts";
import { Twenty } from "../../../steps/twenty/client.ts";
import { differences } from "../../../steps/twenty/compare.ts";
import { createBatch, destroyByIds, readByIds, readMembers } from "../../../steps/twenty/records.ts";
import { createField, objectNamed, readObjects } from "../../../steps/twenty/metadata.ts";
import { AT, TempLedger } from "../../db/temp_ledger.ts";
import { FakeWorld } from "../support/fake_world.ts";

const ROWS = PROPOSALS.filter((row) => row.object === "person" && row.resource === "patients");
const CHOICES: Record<string, string[]> = {
  practiceRole: ["patient", "practitioner"],
  sex: ["F", "M", "O"],
  referralSource: ["Google", "Friend, family", "1st visit", "日本語"],
  patientTags: ["VIP", "Sports injury", "sports-injury", "Ñandú"],
};
const VALUES = Object.entries(CHOICES).flatMap(([field, sources]) =>
  proposeOptions("person", field, sources.map((source) => ({ source, label: source, count: 1 })))
);

/** What people type, what imports leave behind, and what nobody expects. */
const text = fc.oneof(
  fc.constantFrom(
    null,
    "",
    " ",
    "Ann",
    "O'Neil",
    "Zoë",
    "李",
    '"x"',
    "a,b)c[d]",
    "\u0000",
    "\ud800",
    "<b>x</b>",
    "NULL",
  ),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 10 }),
);
const email = fc.oneof(
  fc.emailAddress(),
  fc.constantFrom(
    "f@x.test",
    "F@X.test ",
    "o'neil@x.test",
    "a+b@x.test",
    "ä@ö.test",
    "a@b",
    "a b@x.test",
    "x",
    "a@b@c",
  ),
  text,
);
const phone = fc.record({
  country_code: fc.oneof(fc.constantFrom("44", "34", "1", "39", "+44", "0044", "", "999", null, 44), text),
  number: fc.oneof(
    fc.constantFrom(
      "7400 123456",
      "07400-123456",
      "+34 600 000 000",
      "7797 712345",
      "01632 960001",
      "n/a",
      "999",
    ),
    fc.stringMatching(/^[0-9 ()+-]{0,18}$/),
    text,
  ),
});
const local = fc.oneof(
  fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 19).replace("T", " ")),
  fc.constantFrom("0000-00-00 00:00:00", "2024-03-31 01:30:00", "2024-02-30 10:00:00", "1984-03-09"),
  text,
);
const patient = fc.record({
  first_name: text,
  last_name: text,
  email,
  numbers: fc.oneof(fc.array(phone, { maxLength: 4 }), fc.constant(null)),
  dob: local.map((t) => (typeof t === "string" ? t.slice(0, 10) : t)),
  sex: fc.constantFrom("F", "M", "O", "X", "", null),
  locale: text,
  patient_number: fc.oneof(text, fc.nat()),
  custom_reference: text,
  address: text,
  city: text,
  postcode: text,
  medical_insurance: text,
  referral_source: fc.constantFrom("Google", "Friend, family", "1st visit", "日本語", "other", null),
  tags: fc.constantFrom("VIP", "VIP, Sports injury,sports-injury", "Ñandú;VIP", "other", ["VIP"], null),
  total_balance: fc.oneof(
    fc.constantFrom("0.00", "-12.30", "40", 19.99, "x", null),
    fc.integer().map((n) => n / 100),
  ),
  created: local,
});

Deno.test("whatever patients there are, Twenty takes what becomes of them and reads back the same", async () => {
  await using temp = await TempLedger.open();
  const server = await startTwenty({ requestsPerMinute: 0 });
  try {
    const world = systemWorld();
    const pace = new Bucket(new FakeWorld());
    const twenty = new Twenty({ url: server.url, key: server.key, world, pace, control: new Control() });
    const mapping = await prepare(temp.ledger, twenty, server.url);
    let next = 1;
    await fc.assert(
      fc.asyncProperty(fc.array(patient, { minLength: 1, maxLength: 20 }), async (patients) => {
        const rows = patients.map((p): RawRow => ({ ...p, id: next++ }));
        await landAndCompare(temp.ledger, twenty, mapping, rows);
      }),
      { numRuns: 100 },
    );
  } finally {
    await server.close();
  }
});

/** One batch in, one read, nothing different, and out again. */
async function landAndCompare(
  ledger: Ledger,
  twenty: Twenty,
  mapping: Mapping,
  rows: RawRow[],
): Promise<void> {
  await ledger.commit({ writes: upsertRecords(ledger, "patients", rows, 1, AT) });
  const records = rows.map((row): SourceRecord => ({ resource: "patients", id: row.id, row, gone: false }));
  const targets = await assemble(ledger, mapping, "person", records, "planned");
  const ids = targets.map((t) => t.id);
  try {
    await createBatch(twenty, "people", targets.map((t) => ({ id: t.id, ...t.fields })));
    const found = await readByIds(twenty, "people", ids);
    for (const target of targets) {
      const there = found.get(target.id);
      if (!there) throw new Error("not there");
      assertEquals(differences(target.fields, there), []);
    }
  } finally {
    await destroyByIds(twenty, "people", ids);
    await ledger.commit({ writes: [markGone(ledger, "patients", rows.map((r) => r.id), AT)] });
  }
}

/** Makes the fields that the proposals need, and gives the mapping that they are. */
async function prepare(ledger: Ledger, twenty: Twenty, url: string): Promise<Mapping> {
  const objects = await readObjects(twenty);
  const person = objectNamed(objects, "person");
  const made = new Set<string>();
  for (const { creates, target } of ROWS) {
    if (!creates || made.has(creates.name)) continue;
    made.add(creates.name);
    const options = creates.options ? optionsOf(VALUES.filter((v) => v.field === target)) : undefined;
    if (options?.length === 0) continue;
    const to = objectNamed(objects, creates.relation?.to ?? "")?.id;
    await createField(twenty, person?.id ?? "", { ...creates, ...(options ? { options } : {}) }, to);
  }
  await ledger.commit({ writes: upsertRecords(ledger, "account", [{ id: 1, name: "Riverside" }], 1, AT) });
  const migration = await migrationId("https://source.test", url);
  const account: SourceRecord = { resource: "account", id: 1, row: { id: 1 }, gone: false };
  const mapping = mappingOf({
    migration,
    rows: new Map([[mapKey("person", "patients"), ROWS]]),
    options: new Map(VALUES.map((v) => [mapKey(v.object, v.field, v.source_value), v.target_value])),
    fallbackOwner: (await readMembers(twenty))[0]?.id,
  });
  const companies = await assemble(ledger, mapping, "company", [account], "planned");
  await createBatch(twenty, "companies", companies.map((c) => ({ id: c.id, name: "Riverside" })));
  return mapping;
}
