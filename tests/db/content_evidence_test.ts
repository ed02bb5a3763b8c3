import { assertEquals, assertRejects } from "@std/assert";
import { putConflicts, setTake } from "../../db/conflicts.ts";
import { insertEffects, moveEffects, noteBytes, transition } from "../../db/effects.ts";
import { LedgerError } from "../../db/errors.ts";
import type { Ledger } from "../../db/ledger.ts";
import { openLedger } from "../../db/open.ts";
import { AT, column, effect, tamper, TempDir } from "./temp_ledger.ts";

/** Says who wrote last and when; the transition says it too, and nothing is decided by it. */
const UNCOVERED = ["run_id", "at"];

/** Something else for each column, as the checks of the table let it be. */
const OTHERS: Record<string, string> = {
  id: "99",
  kind: "'remove'",
  state: "'failed'",
  code: "'destroyed'",
  over_edit: "1 - over_edit",
  worked_on: "1, read_hash = null",
  read_hash: "case when read_hash is null then 'other' end",
  take: "'twenty'",
};
const other = (name: string): string => OTHERS[name] ?? "'other'";

async function writeAll(ledger: Ledger): Promise<void> {
  const intents = [
    effect(1, { state: "sent", kind: "update", prior: "{}", over_edit: 1 }),
    effect(2, { state: "conflict", code: "edited" }),
    effect(3, { state: "skipped", skip: "patient-missing" }),
    effect(4, { kind: "upload" }),
  ];
  await ledger.commit({
    writes: insertEffects(ledger, intents),
    transitions: intents.map((e) => transition(e, 1, AT)),
  });
  const move = { id: 1, state: "confirmed", change: { read_hash: "hash", worked_on: 0 } } as const;
  await ledger.commit(await moveEffects(ledger, [move], { run: 1, at: AT }));
  const conflict = {
    target_id: "t2",
    object: "person",
    source_key: "patients/2",
    code: "edited",
    fields: "{}",
    wanted_hash: "w",
    found_hash: "f",
    take: null,
    who: null,
    met_at: AT,
    decided_at: null,
  } as const;
  await ledger.commit(putConflicts(ledger, [conflict]));
  await ledger.commit(() => setTake(ledger, "undecided", { take: "practicehub", who: "ana", at: AT }));
  await ledger.commit({ writes: [noteBytes(ledger, 4, "of the bytes")] });
}

/** A ledger on disk that held when it was last opened. */
async function written(dir: TempDir): Promise<string> {
  const path = dir.file("handover.db");
  const ledger = await openLedger({ url: path });
  await writeAll(ledger);
  await ledger.close();
  await (await openLedger({ url: path })).close();
  return path;
}

const columnsOf = async (path: string, table: string): Promise<string[]> =>
  (await column(path, `select name from pragma_table_info('${table}')`)).map(String);

for (
  const [table, row, words] of [["effect", "id = 1", "effect 1"], ["conflict", "target_id = 't2'", "t2"]]
) {
  Deno.test(`whatever is changed of a row of ${table} by other programs is named when the ledger is opened`, async () => {
    await using first = await TempDir.make();
    const columns = await columnsOf(await written(first), `${table}`);
    const covered = columns.filter((name) => !UNCOVERED.includes(name));
    assertEquals(covered.length, table === "effect" ? 18 : 11);
    for (const name of covered) {
      await using dir = await TempDir.make();
      const path = await written(dir);
      await tamper(path, `update ${table} set ${name} = ${other(name)} where ${row}`);
      await assertRejects(() => openLedger({ url: path }), LedgerError, words, name);
    }
  });
}

const CASES: [fact: string, statements: string[], words: string][] = [
  ["a conflict that was taken away", ["delete from conflict"], "the conflict on t2 was added or removed"],
  [
    "a conflict without its evidence",
    ["delete from conflict_change", "delete from chain_head where name = 'conflict_change'"],
    "the conflict on t2 was added or removed",
  ],
  ["a decision in the evidence", ["update conflict_change set who = 'ben'"], "conflict_change 1 was edited"],
  [
    "a content hash that was taken away",
    ["update effect_transition set content_hash = null where effect_id = 1"],
    "effect_transition 1 was edited",
  ],
];

for (const [fact, statements, words] of CASES) {
  Deno.test(`${fact} is named when the ledger is opened`, async () => {
    await using dir = await TempDir.make();
    const path = await written(dir);
    await tamper(path, ...statements);
    await assertRejects(() => openLedger({ url: path }), LedgerError, words);
  });
}
