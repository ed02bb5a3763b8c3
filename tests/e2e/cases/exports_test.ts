import { assertEquals } from "@std/assert";
import { inLedger } from "../review/ground.ts";
import { WholePractice } from "./whole_practice.ts";

const patient = (index: number): string => `patients/${1_400_000 + index * 3}`;

/** By the row of patients.csv, counted from 1: the record it stands for, and the columns that differ. */
const ROWS: readonly [name: string, row: number, record: number | null, differs: string[]][] = [
  ["a row under the custom reference stands for its patient", 1, 1_400_000, []],
  ["a number that fits two patients stands for neither", 2, null, []],
  ["a reference that fits two patients stands for neither", 37, null, []],
  ["a reference that is another's number stands for neither", 50, null, []],
  ["another address is a difference", 20, 1_400_057, ["Email Address"]],
  ["another birthday is a difference", 21, 1_400_060, ["Date of Birth"]],
  ["another balance is a difference", 23, 1_400_066, ["Account Balance"]],
  ["a row of a deleted patient whom the API hides stands for nobody", 61, null, []],
  ["a row of nobody stands for nobody", 63, null, []],
  ["a row without a number stands for nobody", 64, null, []],
];

Deno.test("each row of the patients' export stands for the patient it can be proved to be of", async (t) => {
  await using moved = await WholePractice.move({ patients: 60 });
  const rows = await inLedger(
    moved.stage,
    "select n, record_id, problem, differs from csv_row where kind = 'patients'",
  );
  const byNumber = new Map(rows.map((row) => [Number(row["n"]), row]));
  for (const [name, n, record, differs] of ROWS) {
    await t.step(name, () => {
      const row = byNumber.get(n);
      assertEquals(row?.["record_id"], record);
      assertEquals(JSON.parse(String(row?.["differs"] ?? "[]") || "[]"), differs);
      assertEquals(row?.["problem"] !== null, record === null, "a row that stands for nobody says why");
    });
  }
  await t.step("what differs is said, and the API's value stays", async () => {
    assertEquals(await moved.read(), []);
    const [person] = await inLedger(
      moved.stage,
      `select written from effect where object = 'person' and source_key = '${
        patient(19)
      }' order by id desc limit 1`,
    );
    assertEquals(String(person?.["written"]).includes("another.address"), false);
  });
});
