import { assertEquals } from "@std/assert";
import { countEffects, insertEffects, landedKeys, latestEffects, nextEffectId } from "../../db/effects.ts";
import { effect, TempLedger } from "./temp_ledger.ts";

Deno.test("the newest effect speaks for a record", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await ledger.commit({
    writes: insertEffects(ledger, [
      effect(1),
      effect(2, { state: "failed" }),
      effect(3, { target_id: "t1", source_key: "patients/1", kind: "remove" }),
      effect(4, { target_id: "t2", source_key: "patients/2", kind: "update" }),
    ]),
  });
  const latest = await latestEffects(ledger, ["t1", "t2", "t9"]);
  assertEquals([...latest].map(([id, e]) => [id, e.id, e.kind]).sort(), [["t1", 3, "remove"], [
    "t2",
    4,
    "update",
  ]]);
  assertEquals(
    await landedKeys(ledger, "person", ["patients/1", "patients/2", "patients/9"]),
    new Set(["patients/2"]),
  );
  assertEquals((await countEffects(ledger, ["person"])).reduce((n, c) => n + c.n, 0), 2);
  assertEquals(await nextEffectId(ledger), 5);
});

Deno.test("an effect that is written again is carried on by the new run, with its intent unchanged", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await ledger.commit({ writes: insertEffects(ledger, [effect(1, { state: "sent", written: '{"a":1}' })]) });
  await ledger.commit({
    writes: insertEffects(ledger, [
      effect(1, { run_id: 2, state: "confirmed", read_hash: "s", written: '{"a":2}' }),
    ]),
  });
  const [row] = (await latestEffects(ledger, ["t1"])).values();
  assertEquals([row?.run_id, row?.state, row?.read_hash, row?.written], [2, "confirmed", "s", '{"a":1}']);
});

Deno.test("a record that was changed and then taken back is linked to no more", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await ledger.commit({
    writes: insertEffects(ledger, [
      effect(1, { state: "reverted" }),
      effect(2, { target_id: "t1", source_key: "patients/1", kind: "update", state: "reverted" }),
      effect(3, { kind: "update", state: "skipped" }),
    ]),
  });
  assertEquals(await landedKeys(ledger, "person", ["patients/1", "patients/3"]), new Set());
});
