import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { LedgerError } from "../../db/errors.ts";
import { findEvents } from "../../db/events.ts";
import { MIGRATIONS } from "../../db/migrations/list.ts";
import { openLedger } from "../../db/open.ts";
import { column, event, rawClient, tamper, TempDir, TempLedger } from "./temp_ledger.ts";

Deno.test("what was committed is there when the ledger is opened again", async () => {
  await using temp = await TempLedger.open();
  await temp.ledger.commit({ events: [event("one")] });
  const again = await openLedger({ url: `file:${temp.path}` });
  assertEquals((await findEvents(again, { limit: 10 })).map((e) => e.message), ["one"]);
  await again.close();
});

Deno.test("a ledger is written durably: write-ahead log, and synced at every commit", async () => {
  await using temp = await TempLedger.open();
  const one = async (sql: string) => (await temp.ledger.client.execute(sql)).rows[0]?.[0];
  assertEquals(await one("pragma journal_mode"), "wal");
  assertEquals(await one("pragma synchronous"), 2);
});

Deno.test("a ledger with an older schema is brought up to date, with what it holds", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  const old = await openLedger({ url: path });
  await old.commit({ events: [event("before")] });
  await old.close();
  await withOneMoreMigration(async () => {
    await assertRejects(
      () => openLedger({ url: path, mode: "read" }),
      LedgerError,
      "start the console once to bring it up to date",
    );
    assertEquals(await column(path, "select count(*) from sqlite_master where name = 'later'"), [0]);
    const ledger = await openLedger({ url: path });
    assertEquals((await findEvents(ledger, { limit: 10 })).map((e) => e.message), ["before"]);
    await ledger.close();
    assertEquals(
      await column(path, "select version from schema_version order by 1"),
      versions(MIGRATIONS.length),
    );
    assertEquals(await column(path, "select note from later"), ["with; a semicolon"]);
  });
});

const versions = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

Deno.test("a migration that fails leaves the schema as it was", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  await (await openLedger({ url: path })).close();
  await withOneMoreMigration(async () => {
    await assertRejects(() => openLedger({ url: path }), LedgerError);
  }, "create table later (note text) strict;\ncreate table run (id integer) strict;");
  assertEquals(
    await column(path, "select version from schema_version order by 1"),
    versions(MIGRATIONS.length),
  );
  assertEquals(await column(path, "select count(*) from sqlite_master where name = 'later'"), [0]);
});

Deno.test("a ledger written by a newer program is left alone, and both versions are named", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  await (await openLedger({ url: path })).close();
  await tamper(path, "insert into schema_version (version) values (99)");
  const error = await assertRejects(() => openLedger({ url: path }), LedgerError, "newer Handover");
  assertStringIncludes(error.message, "schema 99");
  assertStringIncludes(error.message, path);
});

Deno.test("another program's database is not taken for a ledger", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("theirs.db");
  await tamper(path, "create table accounts (id integer)");
  for (const mode of ["write", "read"] as const) {
    await assertRejects(() => openLedger({ url: path, mode }), LedgerError, "not a ledger of Handover");
  }
  assertEquals(await column(path, "select name from sqlite_master"), ["accounts"]);
});

Deno.test("a file that is no database gets a sentence", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("letter.db");
  await Deno.writeTextFile(path, "Dear practice, ".repeat(1_000));
  await assertRejects(() => openLedger({ url: path }), LedgerError, "is not a ledger");
});

Deno.test("a damaged ledger gets a sentence that says to keep it", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  const ledger = await openLedger({ url: path });
  await ledger.commit({ events: Array.from({ length: 500 }, (_, i) => event(`event ${i}`)) });
  await ledger.close();
  await tamper(path);
  const bytes = await Deno.readFile(path);
  bytes.fill(0xff, 4096);
  await Deno.writeFile(path, bytes);
  const error = await assertRejects(() => openLedger({ url: path }), LedgerError, "is damaged");
  assertStringIncludes(error.message, "keep the file");
});

Deno.test("a folder that does not exist gets a sentence", async () => {
  await using dir = await TempDir.make();
  await assertRejects(
    () => openLedger({ url: dir.file("nowhere/handover.db") }),
    LedgerError,
    "check that its folder exists",
  );
});

Deno.test("reading does not create a ledger that is not there", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  await assertRejects(() => openLedger({ url: path, mode: "read" }), LedgerError, "There is no ledger at");
  assertEquals(await dir.names(), []);
});

Deno.test("reading does not turn an empty file into a ledger", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  await Deno.writeFile(path, new Uint8Array());
  await assertRejects(() => openLedger({ url: path, mode: "read" }), LedgerError, "schema 0");
  assertEquals((await Deno.stat(path)).size, 0);
});

Deno.test("a ledger opened for reading refuses every write and its file keeps its bytes", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  const ledger = await openLedger({ url: path });
  await ledger.commit({ events: [event("one")] });
  await ledger.close();
  await tamper(path);
  const before = await Deno.readFile(path);
  const reader = await openLedger({ url: path, mode: "read" });
  assertEquals((await findEvents(reader, { limit: 10 })).length, 1);
  await assertRejects(() => reader.commit({ events: [event("two")] }), LedgerError);
  await reader.close();
  assertEquals(await Deno.readFile(path), before);
});

Deno.test("an encrypted ledger needs its own key, and says so", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  const ledger = await openLedger({ url: path, encryptionKey: "right" });
  await ledger.commit({ events: [event("canary-in-the-ledger")] });
  await ledger.close();
  for (const encryptionKey of ["wrong", undefined]) {
    const error = await assertRejects(() => openLedger({ url: path, encryptionKey }), LedgerError);
    assertStringIncludes(error.message, "check HANDOVER_LEDGER_KEY");
    assert(!error.message.includes("right") && !error.message.includes("wrong"));
  }
  const again = await openLedger({ url: path, encryptionKey: "right" });
  assertEquals((await findEvents(again, { limit: 10 })).length, 1);
  await again.close();
});

Deno.test("nothing readable stands in an encrypted ledger's files", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  const ledger = await openLedger({ url: path, encryptionKey: "right" });
  await ledger.commit({ events: [event("canary-in-the-ledger")] });
  for (const name of await dir.names()) {
    const text = new TextDecoder("latin1").decode(await Deno.readFile(dir.file(name)));
    assert(!text.includes("canary-in-the-ledger"), name);
  }
  await ledger.close();
});

Deno.test("a locked ledger gets a sentence, and works again once it is free", async () => {
  await using temp = await TempLedger.open();
  const other = rawClient(temp.path);
  const held = await other.transaction("write");
  await held.execute("insert into watermark values ('patients', '', 1)");
  const error = await assertRejects(() => temp.ledger.commit({ events: [event("one")] }), LedgerError);
  assertStringIncludes(error.message, "is locked by another program");
  await held.rollback();
  other.close();
  await temp.ledger.commit({ events: [event("two")] });
  assertEquals((await findEvents(temp.ledger, { limit: 10 })).map((e) => e.message), ["two"]);
});

async function withOneMoreMigration(
  work: () => Promise<void>,
  sql =
    "-- Later.\ncreate table later (note text) strict;\ninsert into later values ('with; a semicolon');\n",
): Promise<void> {
  const list = MIGRATIONS as string[];
  list.push(sql);
  try {
    await work();
  } finally {
    list.pop();
  }
}

/** The sample's diff as ledgers of version 7 have it. */
const DIFF_OF_BEFORE = [
  "alter table diff rename column sources to source_value",
  "alter table diff drop column fate",
  "alter table diff drop column reasons",
];

Deno.test("the diff of a sample of before still shows what each field came from", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  await (await openLedger({ url: path })).close();
  const row = (field: string, value: string | null) =>
    `insert into diff values (1, 'person', 't1', 'patients/1', '${field}', ${value}, '"B"', '"B"', 1)`;
  await tamper(
    path,
    "delete from schema_version where version >= 8",
    ...DIFF_OF_BEFORE,
    row("city", `'${JSON.stringify('a "quoted" one')}'`),
    row("name", "null"),
  );
  await (await openLedger({ url: path })).close();
  const rows = (await column(path, "select sources from diff order by field")).map((s) =>
    JSON.parse(String(s))
  );
  assertEquals(rows, [{ "": 'a "quoted" one' }, {}]);
  assertEquals(await column(path, "select distinct fate || reasons from diff"), ["carried[]"]);
});

Deno.test("a ledger of before has its optional objects ticked under their new name, and nothing stale by it", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  await (await openLedger({ url: path })).close();
  await tamper(
    path,
    "delete from schema_version where version >= 7",
    ...DIFF_OF_BEFORE,
    `insert into migration values ('m', 'https://a.test', 'https://b.test', '{"extraObjects":["invoices"]}', 'now')`,
    `insert into run (step, number, state, who, started_at, input, input_hash, inputs, progress)
     values ('audit', 1, 'green', 'x', 'now', '{}', 'h', '{"settings":"s","extra objects":"t"}', '[]')`,
  );
  await (await openLedger({ url: path })).close();
  assertEquals(await column(path, "select settings from migration"), ['{"optionalObjects":["invoices"]}']);
  assertEquals(await column(path, "select inputs from run"), ['{"settings":"s","optional objects":"t"}']);
});
