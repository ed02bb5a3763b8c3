import { assertEquals } from "@std/assert";
import {
  clearStaged,
  countCsv,
  csvColumnValues,
  csvDifferences,
  csvExports,
  csvProblems,
  csvRows,
  csvRowsOf,
  keepMatches,
  publishStaged,
  removeCsv,
  stageRows,
} from "../../db/csv.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { CsvExportTable } from "../../db/tables.ts";
import { AT, TempLedger } from "./temp_ledger.ts";

Deno.test("an export appears whole or not at all", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await put(ledger, [{ Tags: "one" }, { Tags: "two" }]);
  await ledger.commit({ writes: stageRows(ledger, "patients", 1, [{ Tags: "cut off" }]) });

  assertEquals(await tags(ledger), ["one", "two"]);
  assertEquals(await countCsv(ledger, "patients"), { matched: 0, unmatched: 2, differing: 0 });
  assertEquals(await csvColumnValues(ledger, "patients", "Tags", 9), [["one", 1], ["two", 1]]);

  await put(ledger, [{ Tags: "new" }]);
  assertEquals(await tags(ledger), ["new"]);
  assertEquals((await csvExports(ledger)).map((e) => e.rows), [1]);
});

Deno.test("what was found about rows is kept, counted and can be found by record", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await put(ledger, [{ Tags: "a" }, { Tags: "a" }, { Tags: " " }, { Tags: "c" }]);
  await ledger.commit({
    writes: keepMatches(ledger, "patients", [
      { n: 1, record_id: 11, problem: null, differs: null },
      { n: 2, record_id: 12, problem: null, differs: '["Tags","Name"]' },
      { n: 3, record_id: 13, problem: null, differs: '["Tags"]' },
      { n: 4, record_id: null, problem: "nobody", differs: null },
    ]),
  });

  assertEquals([...await csvRowsOf(ledger, "patients", [12, 13, 99])], [[12, { Tags: "a" }], [13, {
    Tags: " ",
  }]]);
  assertEquals(await countCsv(ledger, "patients"), { matched: 3, unmatched: 1, differing: 2 });
  assertEquals(await csvProblems(ledger, "patients"), [["nobody", 1]]);
  assertEquals(await csvDifferences(ledger, "patients"), [["Tags", 2], ["Name", 1]]);
  assertEquals(await csvColumnValues(ledger, "patients", "Tags", 9), [["a", 2], ["c", 1]]);
  const differing = await csvRows(ledger, { kind: "patients", after: 2, limit: 9, only: "differing" });
  assertEquals(differing.map((r) => r.n), [3]);
});

Deno.test("an export that is removed leaves nothing, and the other kinds as they were", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await put(ledger, [{ Tags: "a" }]);
  await put(ledger, [{ Filename: "b" }], "files");
  await ledger.commit({ writes: removeCsv(ledger, "patients") });
  assertEquals((await csvExports(ledger)).map((e) => e.kind), ["files"]);
  assertEquals(await csvRows(ledger, { kind: "patients", after: 0, limit: 9 }), []);
});

async function put(
  ledger: Ledger,
  rows: Record<string, string>[],
  kind: CsvExportTable["kind"] = "patients",
) {
  await ledger.commit({ writes: [clearStaged(ledger, kind)] });
  await ledger.commit({ writes: stageRows(ledger, kind, 1, rows) });
  await ledger.commit({
    writes: publishStaged(ledger, {
      kind,
      name: `${kind}.csv`,
      columns: JSON.stringify(Object.keys(rows[0] ?? {})),
      rows: rows.length,
      sha256: "0",
      read_at: AT,
      who: "ana",
      notes: "[]",
    }),
  });
}

const tags = async (ledger: Ledger) =>
  (await csvRows(ledger, { kind: "patients", after: 0, limit: 9 })).map((r) => JSON.parse(r.raw)["Tags"]);
