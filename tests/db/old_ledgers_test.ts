import { assertEquals } from "@std/assert";
import { openConflicts } from "../../db/conflicts.ts";
import type { Effect } from "../../db/effects.ts";
import { canonical, sha256 } from "../../db/hash.ts";
import { openLedger } from "../../db/open.ts";
import { must } from "../e2e/review/ground.ts";
import { ENDS, goOn, IMAGES, oldStage } from "./old_ledgers.ts";
import { rawClient } from "./temp_ledger.ts";

/** What became of each text, in the words of the version that wrote it. */
const TEXTS: Record<string, Partial<Effect>> = {
  "edited in Twenty": { code: "edited" },
  "deleted in Twenty": { code: "trashed" },
  "destroyed in Twenty": { code: "destroyed" },
  "reads back otherwise than written": { code: "normalised" },
  "gone in PracticeHub, edited in Twenty": { code: "source-gone-edited" },
  "gone in PracticeHub": { code: "source-gone" },
  "over an edit, as decided": { over_edit: 1 },
  "written over an edit, which was put back": { code: "restored" },
  "what was written over an edit is put back": { code: "restoring" },
  "being removed by rollback": { code: "reverting" },
  "removed by rollback": { code: "reverted" },
  "read back differently: name": { code: "mismatch", fields: '["name"]' },
  "Invalid string value": { code: "refused" },
};
const NOTHING = { code: null, over_edit: 0, fields: null, skip: null };

for (const name of Object.keys(IMAGES)) {
  Deno.test(`a ledger of version 5 opens with whole evidence, and every state of it has its code: ${name}`, async () => {
    await using stage = await oldStage(name);
    const client = rawClient(stage.ledgerPath);
    const { rows } = await client.execute("select id, reason, seen from effect order by id");
    const { rows: conflicts } = await client.execute("select target_id, reason, held_hash from conflict");
    client.close();
    const ledger = await openLedger({ url: stage.ledgerPath });
    const effects = await ledger.db.selectFrom("effect").selectAll().orderBy("id").execute();
    const met = await ledger.db.selectFrom("conflict").selectAll().execute();
    await ledger.close();
    const found = effects.map(({ id, reason, code, over_edit, fields, skip, worked_on, read_hash }) => {
      return { id, reason, code, over_edit, fields, skip, worked_on, read_hash };
    });
    assertEquals(
      found,
      rows.map(({ id, reason, seen }) => {
        const text = reason === null ? {} : must(TEXTS[String(reason)]);
        const worked = seen === "worked on in Twenty";
        const reading = { worked_on: worked ? 1 : 0, read_hash: worked ? null : seen };
        return { id, reason, ...NOTHING, ...text, ...reading };
      }) as unknown as typeof found,
    );
    assertEquals(
      met.map((c) => [c.target_id, c.code, c.found_hash]).sort(),
      conflicts.map((c) => [c["target_id"], TEXTS[String(c["reason"])]?.code, c["held_hash"]]).sort(),
    );
    await (await openLedger({ url: stage.ledgerPath, mode: "read" })).close();
  });
}

for (const [which, end] of Object.entries(ENDS)) {
  Deno.test(`going on from a ledger of version 5 ends where that version ended: ${which}`, async () => {
    const { stage, ran } = await goOn(which);
    await using _ = stage;
    const { state, verdict, reconciliation, detail } = ran.last;
    const ledger = await openLedger({ url: stage.ledgerPath, mode: "read" });
    const effects = await ledger.db.selectFrom("effect").selectAll().orderBy("id").execute();
    await ledger.close();
    const { plan: __, ...rest } = (detail ?? {}) as { plan?: unknown };
    assertEquals(
      JSON.parse(JSON.stringify({
        code: ran.code,
        state,
        // Version 5 did not account for values.
        verdict: verdict.replace(/ [\d,]+ values: .*$/, ""),
        reconciliation,
        detail: rest,
        effects: effects.map((e) => [e.id, e.kind, e.object, e.target_id, e.state, e.reason].join("|")),
        dump: sha256(canonical(JSON.parse(await stage.simulators.dump()))),
      })),
      end,
    );
  });
}

Deno.test("a decision in a ledger of version 5 is still about what it was about", async () => {
  await using stage = await oldStage("conflicts");
  const console = await stage.console();
  const open = await openConflicts(console.ledger, { offset: 0, limit: 100 });
  assertEquals(open.flatMap((c) => c.take ? [[c.source_key, c.take]] : []), [
    ["patients/17", "twenty"],
    ["patients/18", "practicehub"],
  ]);
  await console.ledger.close();
});
