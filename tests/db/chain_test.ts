import type { InStatement } from "@libsql/client";
import { assertRejects } from "@std/assert";
import type { ChainName } from "../../db/evidence.ts";
import { LedgerError } from "../../db/errors.ts";
import { openLedger } from "../../db/open.ts";
import { changing, event, moved, tamper, TempDir } from "./temp_ledger.ts";

const SWAP = (table: ChainName): InStatement[] => [
  `update ${table} set seq = 100 where seq = 2`,
  `update ${table} set seq = 2 where seq = 3`,
  `update ${table} set seq = 3 where seq = 100`,
];

const CASES: [fact: string, table: ChainName, statements: InStatement[], words: string][] = [
  ["an edited event", "event", ["update event set message = 'nicer' where seq = 2"], "event 2 was edited"],
  ["an event given another time", "event", ["update event set at = '' where seq = 4"], "event 4 was edited"],
  ["a removed event", "event", ["delete from event where seq = 2"], "event 2 was removed"],
  ["the first event removed", "event", ["delete from event where seq = 1"], "event 1 was removed"],
  ["a cut tail", "event", ["delete from event where seq = 4"], "event should end at 4 but ends at 3"],
  ["all events removed", "event", ["delete from event"], "event should end at 4 but ends at 0"],
  ["two events that changed places", "event", SWAP("event"), "event 2 does not follow event 1"],
  [
    "a tail cut together with its length",
    "event",
    ["delete from event where seq = 4", "update chain_head set length = 3 where name = 'event'"],
    "event 3 is not the row that was last written",
  ],
  [
    "an appended event",
    "event",
    [
      "insert into event select 5, run_id, at, level, kind, object, message, fields, hash, 'x' from event where seq = 4",
    ],
    "event 5 was edited",
  ],
  [
    "an edited effect transition",
    "effect_transition",
    ["update effect_transition set state = 'failed' where seq = 3"],
    "effect_transition 3 was edited",
  ],
  [
    "a removed effect transition",
    "effect_transition",
    ["delete from effect_transition where seq = 3"],
    "effect_transition 3 was removed",
  ],
  [
    "a cut tail of effect transitions",
    "effect_transition",
    ["delete from effect_transition where seq > 2"],
    "effect_transition should end at 4 but ends at 2",
  ],
  [
    "effect transitions that changed places",
    "effect_transition",
    SWAP("effect_transition"),
    "effect_transition 2 does not follow effect_transition 1",
  ],
  ["an effect given another state", "effect_transition", [
    "update effect set state = 'reverted' where id = 2",
  ], "effect 2 says reverted, but its last transition says failed"],
  ["an effect given another content", "effect_transition", [
    "update effect set payload_hash = 'other' where id = 1",
  ], "effect 1 was edited"],
  [
    "an effect of another record",
    "effect_transition",
    ["update effect set target_id = 'other' where id = 1"],
    "effect 1 was edited",
  ],
  ["a removed effect", "effect_transition", ["delete from effect where id = 1"], "effect 1 was removed"],
  ["all effects removed", "effect_transition", ["delete from effect"], "effect 1 was removed"],
  ["an added effect", "effect_transition", [
    "insert into effect (id, run_id, kind, object, target_id, source_key, payload_hash, written, state, remarks, at) select 3, run_id, kind, object, target_id, source_key, payload_hash, written, state, remarks, at from effect where id = 1",
  ], "effect 3 was added"],
];

for (const [fact, , statements, words] of CASES) {
  Deno.test(`${fact} is named when the ledger is opened`, async () => {
    await using dir = await TempDir.make();
    const path = dir.file("handover.db");
    await writeEvidence(path);
    await (await openLedger({ url: path })).close();
    await tamper(path, ...statements);
    const error = await assertRejects(() => openLedger({ url: path }), LedgerError, words);
    if (!error.message.includes("Open an untouched copy")) throw new Error("it does not say what to do");
    await assertRejects(() => openLedger({ url: path, mode: "read" }), LedgerError, words);
  });
}

Deno.test("a chain longer than one page of the check is checked to its end", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  const ledger = await openLedger({ url: path });
  await ledger.commit({ events: Array.from({ length: 5_001 }, (_, i) => event(`event ${i}`)) });
  await ledger.close();
  await (await openLedger({ url: path })).close();
  await tamper(path, "update event set message = 'nicer' where seq = 5001");
  await assertRejects(() => openLedger({ url: path }), LedgerError, "event 5001 was edited");
});

async function writeEvidence(path: string): Promise<void> {
  const ledger = await openLedger({ url: path });
  await ledger.commit({ events: [event("one"), event("two")], ...changing(ledger, moved(1), moved(2)) });
  await ledger.commit({ events: [event("three")], ...changing(ledger, moved(1, "confirmed")) });
  await ledger.commit({ events: [event("four", null)], ...changing(ledger, moved(2, "failed")) });
  await ledger.close();
}
