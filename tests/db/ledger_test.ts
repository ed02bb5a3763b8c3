import { assertEquals, assertRejects } from "@std/assert";
import { brokenLink, CHAINS } from "../../db/evidence.ts";
import { LedgerError } from "../../db/errors.ts";
import { findEvents, lastSeq } from "../../db/events.ts";
import { openLedger } from "../../db/open.ts";
import { setWatermark } from "../../db/checkpoints.ts";
import { AT, changing, event, moved, TempDir, TempLedger } from "./temp_ledger.ts";

Deno.test("a column named length is read as the column, not as the number of columns", async () => {
  await using temp = await TempLedger.open();
  await temp.ledger.commit({ events: Array.from({ length: 7 }, (_, i) => event(`event ${i}`)) });
  const heads = await temp.ledger.db.selectFrom("chain_head").selectAll().where("name", "=", "event")
    .execute();
  assertEquals(heads.map((h) => h.length), [7]);
  assertEquals(await lastSeq(temp.ledger), 7);
});

Deno.test("a commit is all or nothing", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await ledger.commit({ events: [event("before")] });
  const twice = ledger.db.insertInto("watermark").values({ resource: "patients", at: AT, run_id: 1 });
  await assertRejects(
    () =>
      ledger.commit({
        writes: [setWatermark(ledger, "files", AT, 1), twice, twice],
        events: [event("lost")],
        transitions: [moved(1)],
      }),
    LedgerError,
  );
  assertEquals(await ledger.db.selectFrom("watermark").selectAll().execute(), []);
  assertEquals(await ledger.db.selectFrom("effect_transition").selectAll().execute(), []);
  assertEquals((await findEvents(ledger, { limit: 10 })).map((e) => e.message), ["before"]);
  await ledger.commit({ events: [event("after")], ...changing(ledger, moved(1)) });
  for (const chain of CHAINS) assertEquals(await brokenLink(ledger.db, chain), undefined);
});

Deno.test("two consoles that write to one ledger in turn keep one unbroken chain", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  const ana = await openLedger({ url: path });
  const ben = await openLedger({ url: path });
  for (let i = 0; i < 5; i++) {
    await ana.commit({ events: [event(`ana ${i}`)], ...changing(ana, moved(i)) });
    await ben.commit({ events: [event(`ben ${i}`), event(`ben again ${i}`)] });
    await ben.commit({ ...changing(ben, moved(i, "confirmed")) });
  }
  for (const chain of CHAINS) assertEquals(await brokenLink(ana.db, chain), undefined);
  const messages = (await findEvents(ana, { limit: 100 })).map((e) => e.message);
  assertEquals(messages.slice(0, 4), ["ana 0", "ben 0", "ben again 0", "ana 1"]);
  assertEquals(messages.length, 15);
  await ana.close();
  await ben.close();
  await (await openLedger({ url: path })).close();
});

Deno.test("commits made at once by two consoles keep one unbroken chain and lose nothing", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  const both = [await openLedger({ url: path }), await openLedger({ url: path })];
  await Promise.all(both.flatMap((ledger, who) =>
    Array.from(
      { length: 10 },
      (_, i) => ledger.commit({ events: [event(`${who}/${i}`)], ...changing(ledger, moved(i)) }),
    )
  ));
  const [ledger] = both;
  if (!ledger) throw new Error("no ledger");
  for (const chain of CHAINS) assertEquals(await brokenLink(ledger.db, chain), undefined);
  const messages = (await findEvents(ledger, { limit: 100 })).map((e) => e.message);
  assertEquals(new Set(messages).size, 20);
  for (const l of both) await l.close();
});

Deno.test("commits that one console makes at once wait for each other", async () => {
  let commits = 0;
  await using temp = await TempLedger.open({ hook: (write) => (commits++, write()) });
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => temp.ledger.commit({ events: [event(`event ${i}`)] })),
  );
  assertEquals(
    (await findEvents(temp.ledger, { limit: 30 })).map((e) => e.message),
    Array.from({ length: 20 }, (_, i) => `event ${i}`),
  );
  assertEquals(commits, 20);
});

Deno.test("listeners hear of events in order, and only after they are on disk", async () => {
  await using temp = await TempLedger.open();
  const heard: [seq: number, message: string][] = [];
  const stop = temp.ledger.onEvents((events) =>
    heard.push(...events.map((e) => [e.seq, e.message] as [number, string]))
  );
  await Promise.all([1, 2, 3].map((n) => temp.ledger.commit({ events: [event(`event ${n}`)] })));
  assertEquals(heard, [[1, "event 1"], [2, "event 2"], [3, "event 3"]]);
  stop();
  await temp.ledger.commit({ events: [event("event 4")] });
  assertEquals(heard.length, 3);
});

Deno.test("listeners hear nothing of a commit that failed", async () => {
  let broken = true;
  await using temp = await TempLedger.open({
    hook: (write) => (broken ? Promise.reject(new Error("SQLITE_FULL: disk is full")) : write()),
  });
  const heard: string[] = [];
  temp.ledger.onEvents((events) => heard.push(...events.map((e) => e.message)));
  await assertRejects(() => temp.ledger.commit({ events: [event("one")] }), LedgerError, "No room left");
  broken = false;
  await temp.ledger.commit({ events: [event("two")] });
  assertEquals(heard, ["two"]);
  assertEquals(await lastSeq(temp.ledger), 1);
});

Deno.test("an empty commit does not reach the disk", async () => {
  let commits = 0;
  await using temp = await TempLedger.open({ hook: (write) => (commits++, write()) });
  await temp.ledger.commit({});
  await temp.ledger.commit({ writes: [], events: [] });
  assertEquals(commits, 0);
});

Deno.test("more evidence than one statement can bind is written in one commit", async () => {
  let commits = 0;
  await using temp = await TempLedger.open({ hook: (write) => (commits++, write()) });
  await temp.ledger.commit({ events: Array.from({ length: 4_000 }, (_, i) => event(`event ${i}`)) });
  assertEquals([commits, await lastSeq(temp.ledger)], [1, 4_000]);
  assertEquals(await brokenLink(temp.ledger.db, "event"), undefined);
});
