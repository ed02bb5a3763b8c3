import { assertEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { startTwenty } from "../../../fixtures/twenty/server.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { markGone, type RawRow, type SourceRecord, upsertRecords } from "../../../db/source_records.ts";
import { Control } from "../../../steps/base/control.ts";
import { Bucket } from "../../../steps/base/pace.ts";
import { systemWorld } from "../../../steps/base/world.ts";
import { assemble } from "../../../steps/mapping/assemble.ts";
import { formRow } from "../../../steps/mapping/form_notes.ts";
import { mapKey, type Mapping } from "../../../steps/mapping/mapping.ts";
import { optionsOf, proposeOptions } from "../../../steps/mapping/options_of.ts";
import { PROPOSALS } from "../../../steps/mapping/proposals.ts";
import { PRACTICE_HUB_ID } from "../../../steps/mapping/vocabulary.ts";
import { Twenty } from "../../../steps/twenty/client.ts";
import { differences } from "../../../steps/twenty/compare.ts";
import { createBatch, destroyByIds, readByIds, readMembers } from "../../../steps/twenty/records.ts";
import { createField, createObject, objectNamed, readObjects } from "../../../steps/twenty/metadata.ts";
import { AT, TempLedger } from "../../db/temp_ledger.ts";
import { FakeWorld } from "../support/fake_world.ts";
import { ROWS_OF } from "./made_up_rows.ts";
import { mappingOf } from "./made_up_context.ts";
import {
  customObject,
  isIdentified,
  pluralOf,
  TARGET_OBJECTS,
  type TargetObject,
} from "../../../steps/mapping/objects.ts";

/** What every select knows; anything else is left empty and remarked. */
const WORDS = [
  "soap",
  "draft",
  "week",
  "visits",
  "note",
  "sms",
  "5",
  "2",
  "practitioner",
  "pending",
  "processed",
];
const STATES = ["missed", "arrived", "cancelled", "active", "inactive"];

/** Patients, a package and a visit that other rows may name. */
const THERE: [resource: string, object: TargetObject, ids: number[]][] = [
  ["account", "company", [1]],
  ["patients", "person", [1, 2]],
  ["patient_packages", "opportunity", [7]],
  ["appointments", "appointment", [3]],
];

Deno.test("whatever rows there are, of whatever resource: Twenty takes what becomes of them and reads back the same", async (t) => {
  await using temp = await TempLedger.open();
  const server = await startTwenty({ requestsPerMinute: 0 });
  try {
    const pace = new Bucket(new FakeWorld());
    const twenty = new Twenty({
      url: server.url,
      key: server.key,
      world: systemWorld(),
      pace,
      control: new Control(),
    });
    const mapping = await prepare(temp.ledger, twenty);
    for (const [object, resource, row] of ROWS_OF) {
      await t.step(`${resource} as ${pluralOf(object)}`, async () => {
        let next = 1_000;
        await fc.assert(
          fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 15 }), async (given) => {
            const rows = given.map((r): RawRow => ({ ...r, id: next++ }));
            await landAndCompare(temp.ledger, twenty, mapping, object, resource, rows);
          }),
          { numRuns: 50 },
        );
      });
    }
  } finally {
    await server.close();
  }
});

/** What links need on the side of their own row. */
const PARENT: Partial<Record<TargetObject, TargetObject>> = {
  packagePatient: "opportunity",
  noteTarget: "note",
};

/** One batch in, one read, nothing different, and out again. */
async function landAndCompare(
  ledger: Ledger,
  twenty: Twenty,
  mapping: Mapping,
  object: TargetObject,
  resource: string,
  rows: RawRow[],
): Promise<void> {
  await ledger.commit({ writes: upsertRecords(ledger, resource, rows, 1, AT) });
  const records = rows.map((row): SourceRecord => ({ resource, id: row.id, row, gone: false }));
  const targets = (await assemble(ledger, mapping, object, records, "planned")).filter((t) => !t.skip);
  const ids = targets.map((t) => t.id);
  const parent = PARENT[object];
  const parents = parent
    ? (await assemble(ledger, mapping, parent, records, "planned")).map((t) => t.id)
    : [];
  try {
    if (parent) await createBatch(twenty, pluralOf(parent), parents.map((id) => ({ id })));
    await createBatch(twenty, pluralOf(object), targets.map((t) => ({ id: t.id, ...t.fields })));
    const found = await readByIds(twenty, pluralOf(object), ids);
    for (const target of targets) {
      const there = found.get(target.id);
      if (!there) throw new Error("not there");
      assertEquals(differences(target.fields, there), []);
    }
  } finally {
    if (ids.length > 0) await destroyByIds(twenty, pluralOf(object), ids);
    if (parent) await destroyByIds(twenty, pluralOf(parent), parents);
    await ledger.commit({ writes: [markGone(ledger, resource, rows.map((r) => r.id), AT)] });
  }
}

/** Makes every object and field that the proposals name, and what rows may link to. */
async function prepare(ledger: Ledger, twenty: Twenty): Promise<Mapping> {
  for (const spec of TARGET_OBJECTS.flatMap((object) => customObject(object) ?? [])) {
    await createObject(twenty, spec);
  }
  const objects = await readObjects(twenty);
  const values = [
    ...new Set(PROPOSALS.filter((r) => r.creates?.options).map((r) => `${r.object} ${r.target}`)),
  ]
    .flatMap((key) => {
      const [object = "", field = ""] = key.split(" ");
      const words = [...WORDS, ...STATES].map((source) => ({ source, label: source, count: 1 }));
      return proposeOptions(object, field, words);
    });
  const idOf = (object: string) => objectNamed(objects, object)?.id ?? "";
  const identified = TARGET_OBJECTS.filter(isIdentified);
  for (const object of identified) await createField(twenty, idOf(object), PRACTICE_HUB_ID, undefined);
  const made = new Set(identified.map((object) => `${object} ${PRACTICE_HUB_ID.name}`));
  const plainFirst = PROPOSALS.toSorted((a, b) =>
    Number(!!a.creates?.relation) - Number(!!b.creates?.relation)
  );
  for (const { object, target, creates } of plainFirst) {
    if (!creates || made.has(`${object} ${creates.name}`)) continue;
    made.add(`${object} ${creates.name}`);
    const own = values.filter((v) => v.object === object && v.field === target);
    const to = objectNamed(objects, creates.relation?.to ?? "")?.id;
    const spec = creates.options ? { ...creates, options: optionsOf(own) } : creates;
    await createField(twenty, idOf(object), spec, to);
  }
  const stage: [string, string][] = [["active", "CUSTOMER"], ["inactive", "MEETING"]];
  const member = (await readMembers(twenty))[0]?.id;
  const mapping = mappingOf({
    rows: new Map([
      ...Map.groupBy(PROPOSALS, (r) => mapKey(r.object, r.resource)),
      [mapKey("note", "custom_form_responses"), [formRow("Intake")]],
    ]),
    options: new Map([
      ...values.map((v): [string, string] => [mapKey(v.object, v.field, v.source_value), v.target_value]),
      ...stage.map(([s, o]): [string, string] => [mapKey("opportunity", "stage", s), o]),
    ]),
    fallbackOwner: member,
    members: member ? new Map([[1, member]]) : new Map(),
    typeNames: new Map([[2, "Initial\u0000 visit"]]),
    inactive: new Set([11]),
  });
  for (const [resource, object, ids] of THERE) {
    const rows = ids.map((id): RawRow => ({ id, name: "There", first_name: "There" }));
    await ledger.commit({ writes: upsertRecords(ledger, resource, rows, 1, AT) });
    const records = rows.map((row): SourceRecord => ({ resource, id: row.id, row, gone: false }));
    const targets = await assemble(ledger, mapping, object, records, "planned");
    await createBatch(twenty, pluralOf(object), targets.map(({ id }) => ({ id })));
  }
  return mapping;
}
