import { assertEquals } from "@std/assert";
import { findRecords } from "../../../db/source_records.ts";
import { readChanges } from "../../../steps/staging/watermarks.ts";
import type { Resource } from "../../../steps/practicehub/resources.ts";
import { TempLedger } from "../../db/temp_ledger.ts";
import { FakeWorld, json } from "../support/fake_world.ts";
import { makeKit } from "../support/make_kit.ts";

const PATIENTS: Resource = { name: "patients", label: "Patients", whole: true, updated: true };
/** In summer the clinic's clock is an hour ahead of this. */
const SINCE = "2026-07-01T09:00:00.000Z";

const row = (id: number, updated: string) => ({ id, updated });
const BEFORE = row(1, "2026-07-01 09:44:59");
const JUST_BEFORE = row(2, "2026-07-01 09:45:00");
const AFTER = row(3, "2026-07-01 11:00:00");

/** What a delta keeps of an answer, whether the filter was obeyed, and what was asked for. */
async function read(...rows: { id: number; updated: string }[]) {
  await using temp = await TempLedger.open();
  const world = new FakeWorld(() => json({ data: rows, total_entries: rows.length, links: { next: null } }));
  const { obeyed } = await readChanges(await makeKit(temp.ledger, world), PATIENTS, SINCE);
  const kept = await findRecords(temp.ledger, { resource: "patients", after: -1, limit: 10 });
  return {
    obeyed,
    kept: kept.map(({ id }) => id),
    asked: world.requests.map(({ url }) => url.searchParams.get("updated")),
  };
}

Deno.test("changes are asked for from a quarter of an hour before the watermark, by the clinic's clock", async () => {
  const { asked, kept, obeyed } = await read(JUST_BEFORE, AFTER);
  assertEquals(asked, ["gte:2026-07-01 09:45:00"]);
  assertEquals([kept, obeyed], [[2, 3], true]);
});

Deno.test("where the filter is ignored, a row that did not change is told by its own time and left alone", async () => {
  assertEquals(await read(BEFORE, JUST_BEFORE, AFTER), {
    kept: [2, 3],
    obeyed: false,
    asked: ["gte:2026-07-01 09:45:00"],
  });
});
