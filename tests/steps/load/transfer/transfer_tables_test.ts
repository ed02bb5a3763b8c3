import { assertEquals } from "@std/assert";
import { Tally } from "../../../../steps/load/tally.ts";
import type { Landed, Verdict } from "../../../../steps/load/effect.ts";
import { transferTables } from "../../../../steps/load/transfer/transfer_tables.ts";
import { wanted } from "../../support/stage.ts";

const landed = (id: number, verdict: Verdict, reason?: string, remarks: string[] = []): Landed => ({
  wanted: { ...wanted(`${id}`), remarks: remarks.map((field) => ({ field, remark: "email-shared" })) },
  verdict,
  ...(reason ? { reason } : {}),
  differing: [],
});

const tableOf = (rows: Landed[], id: string) => {
  const tally = new Tally();
  tally.add(rows);
  return transferTables(tally).find((table) => table.id === id);
};

Deno.test("beside its title the table of rows that were not created counts those rows, and its reasons", () => {
  const table = tableOf([
    ...[1, 2, 3, 4].map((id) => landed(id, "skipped", "patient-missing")),
    landed(5, "failed", "Invalid"),
    landed(6, "failed", "patient-missing"),
    landed(7, "conflict", "edited since"),
    landed(8, "unchanged", "nothing to do"),
    landed(9, "created"),
  ], "not-created");
  assertEquals(table?.figure, "7 rows for 3 reasons");
  assertEquals(table?.rows.length, 4);
});

Deno.test("beside its title the table of remarks counts the values that have one, and their fields", () => {
  const table = tableOf([
    landed(1, "created", undefined, ["emails", "phones"]),
    landed(2, "created", undefined, ["emails"]),
  ], "fields-with-less");
  assertEquals(table?.figure, "3 values in 2 fields");
});
