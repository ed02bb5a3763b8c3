import { assertEquals, assertNotEquals } from "@std/assert";
import {
  countRecords,
  countUnseen,
  findRecords,
  markGone,
  type RawRow,
  recordsFingerprint,
  unseenIds,
  upsertRecords,
} from "../../db/source_records.ts";
import type { Ledger } from "../../db/ledger.ts";
import { TempLedger } from "./temp_ledger.ts";

const day = (n: number): string => `2026-03-0${n}T09:00:00.000Z`;

async function keep(ledger: Ledger, run: number, ...rows: RawRow[]): Promise<void> {
  await ledger.commit({ writes: upsertRecords(ledger, "patients", rows, run, day(run)) });
}

async function stored(ledger: Ledger, id: number) {
  return await ledger.db.selectFrom("source_record").selectAll().where("id", "=", id)
    .executeTakeFirstOrThrow();
}

Deno.test("a row that came the same again keeps the day it changed and is marked as seen", async () => {
  await using temp = await TempLedger.open();
  await keep(temp.ledger, 1, { id: 7, name: "a", tags: { x: 1, y: 2 } });
  await keep(temp.ledger, 2, { tags: { y: 2, x: 1 }, name: "a", id: 7 });
  const row = await stored(temp.ledger, 7);
  assertEquals([row.first_seen_at, row.changed_at, row.read_run], [day(1), day(1), 2]);
});

Deno.test("a row that came changed has the new content, hash and day, and its first day", async () => {
  await using temp = await TempLedger.open();
  await keep(temp.ledger, 1, { id: 7, name: "a" });
  const before = await stored(temp.ledger, 7);
  await keep(temp.ledger, 2, { id: 7, name: "b" });
  const row = await stored(temp.ledger, 7);
  assertEquals([row.first_seen_at, row.changed_at, row.raw], [day(1), day(2), '{"id":7,"name":"b"}']);
  assertNotEquals(row.hash, before.hash);
});

Deno.test("a row that is gone is left out, counted apart, and changed on that day", async () => {
  await using temp = await TempLedger.open();
  await keep(temp.ledger, 1, { id: 7 }, { id: 8 });
  await temp.ledger.commit({ writes: [markGone(temp.ledger, "patients", [7], day(2))] });
  const query = { resource: "patients", after: -1, limit: 10 };
  assertEquals((await findRecords(temp.ledger, query)).map((r) => r.id), [8]);
  assertEquals((await findRecords(temp.ledger, { ...query, gone: true })).map((r) => r.id), [7]);
  assertEquals((await countRecords(temp.ledger)).get("patients"), {
    resource: "patients",
    present: 1,
    gone: 1,
  });
  assertEquals((await stored(temp.ledger, 7)).changed_at, day(2));
});

Deno.test("a row that comes back is there again, and counts as changed although it is the same", async () => {
  await using temp = await TempLedger.open();
  await keep(temp.ledger, 1, { id: 7 });
  await temp.ledger.commit({ writes: [markGone(temp.ledger, "patients", [7], day(2))] });
  await keep(temp.ledger, 3, { id: 7 });
  const row = await stored(temp.ledger, 7);
  assertEquals([row.gone_at, row.changed_at, row.first_seen_at], [null, day(3), day(1)]);
});

Deno.test("what a whole walk did not meet is unseen; what is gone already is not", async () => {
  await using temp = await TempLedger.open();
  await keep(temp.ledger, 1, { id: 1 }, { id: 2 }, { id: 3 });
  await keep(temp.ledger, 2, { id: 2 });
  await temp.ledger.commit({ writes: [markGone(temp.ledger, "patients", [3], day(2))] });
  assertEquals(await unseenIds(temp.ledger, "patients", 2, -1, 10), [1]);
});

Deno.test("what was not met is given a page at a time, and counted", async () => {
  await using temp = await TempLedger.open();
  await keep(temp.ledger, 1, ...Array.from({ length: 7 }, (_, i) => ({ id: i + 1 })));
  await keep(temp.ledger, 2, { id: 3 });
  assertEquals(await unseenIds(temp.ledger, "patients", 2, -1, 3), [1, 2, 4]);
  assertEquals(await unseenIds(temp.ledger, "patients", 2, 4, 9), [5, 6, 7]);
  assertEquals(await countUnseen(temp.ledger, "patients", 2, 4), 3);
});

Deno.test("rows are read by id in pages, also when there are more than one statement can bind", async () => {
  await using temp = await TempLedger.open();
  await keep(temp.ledger, 1, ...Array.from({ length: 5_000 }, (_, i) => ({ id: 5_000 - i })));
  const first = await findRecords(temp.ledger, { resource: "patients", after: -1, limit: 3 });
  const next = await findRecords(temp.ledger, { resource: "patients", after: 3, limit: 3 });
  assertEquals([...first, ...next].map((r) => r.id), [1, 2, 3, 4, 5, 6]);
  assertEquals((await countRecords(temp.ledger)).get("patients")?.present, 5_000);
});

Deno.test("the fingerprint follows what is there, not when or by which run it was read", async () => {
  await using temp = await TempLedger.open();
  await keep(temp.ledger, 1, { id: 1, name: "a" }, { id: 2 });
  const before = await recordsFingerprint(temp.ledger);
  await keep(temp.ledger, 2, { id: 2 }, { id: 1, name: "a" });
  assertEquals(await recordsFingerprint(temp.ledger), before);
  await keep(temp.ledger, 3, { id: 1, name: "b" });
  assertNotEquals(await recordsFingerprint(temp.ledger), before);
  await keep(temp.ledger, 4, { id: 1, name: "a" });
  await temp.ledger.commit({ writes: [markGone(temp.ledger, "patients", [2], day(4))] });
  assertNotEquals(await recordsFingerprint(temp.ledger), before);
});
