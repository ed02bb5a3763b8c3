import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { readCommandLine } from "../../../../steps/console/command_line.ts";
import { UsageError } from "../../../../steps/base/errors.ts";
import { csvStates } from "../../../../steps/staging/csv/report.ts";
import { takeCsvFile } from "../../../../steps/staging/csv/take.ts";
import { TempLedger } from "../../../db/temp_ledger.ts";
import { FakeWorld } from "../../support/fake_world.ts";

const HEADER = "Patient Number,First Name,Last Name";
const read = (...args: string[]) => readCommandLine(args, () => undefined);

Deno.test("files are named on the command line, several times, and read under their own name", async () => {
  const line = read("run", "extract", "--csv", "a.csv", "--csv=b.csv", "--csv-dir", "out");
  assertEquals([line.csv, line.csvDir], [["a.csv", "b.csv"], "out"]);
  assertEquals([read("run", "extract").csv, read("run", "extract").csvDir], [[], undefined]);

  await using temp = await TempLedger.open();
  const path = temp.dir.file("patients of May.csv");
  await Deno.writeTextFile(path, `${HEADER}\n1,a,b\n`);
  await takeCsvFile({ ledger: temp.ledger, world: new FakeWorld() }, path, "ana");
  const [state] = await csvStates(temp.ledger);
  assertEquals([state?.file.name, state?.file.who, state?.file.rows], ["patients of May.csv", "ana", 1]);
});

Deno.test("flags that go with nothing are refused before anything is opened", () => {
  assertThrows(() => read("serve", "--csv", "a.csv"), UsageError, "--csv goes with run");
  assertThrows(() => read("run", "audit", "--csv-dir", "out"), UsageError, "run extract");
});

Deno.test("a file that cannot be read says which and why", async () => {
  await using temp = await TempLedger.open();
  const place = { ledger: temp.ledger, world: new FakeWorld() };
  const path = temp.dir.file("x.csv");
  await assertRejects(() => takeCsvFile(place, path, "ana"), UsageError, "x.csv cannot be read");
  await assertRejects(() => takeCsvFile(place, temp.dir.path, "ana"), UsageError, "is no file");
  await Deno.writeTextFile(path, "1,2,3");
  await assertRejects(() => takeCsvFile(place, path, "ana"), UsageError, "x.csv: The first line");
  assertEquals(await csvStates(temp.ledger), []);
});

Deno.test("two files at once do not mix their rows", async () => {
  await using temp = await TempLedger.open();
  const place = { ledger: temp.ledger, world: new FakeWorld() };
  const paths = await Promise.all([1, 2].map(async (n) => {
    const path = temp.dir.file(`${n}.csv`);
    const rows = Array.from({ length: 2_500 }, (_, i) => `${n}-${i},a,b`);
    await Deno.writeTextFile(path, [HEADER, ...rows].join("\n"));
    return path;
  }));
  await Promise.all(paths.map((path) => takeCsvFile(place, path, "ana")));
  const { rows } = await temp.ledger.client.execute(
    "select count(*), count(distinct substr(json_extract(raw, '$.\"Patient Number\"'), 1, 1)) from csv_row",
  );
  assertEquals([rows[0]?.[0], rows[0]?.[1]], [2_500, 1]);
});
