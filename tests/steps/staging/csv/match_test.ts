import { assertEquals } from "@std/assert";
import { markGone } from "../../../../db/source_records.ts";
import { csvRowsOf } from "../../../../db/csv.ts";
import { CSV_PROBLEMS, matchCsv } from "../../../../steps/staging/csv/match.ts";
import { AT, TempLedger } from "../../../db/temp_ledger.ts";
import { extracted, given, matchesIn } from "./csv_ledger.ts";

const PATIENTS = "Patient Number,First Name,Last Name,Deleted";

Deno.test("a patient is found by number, or by the custom reference that stands in its place", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await extracted(
    ledger,
    "patients",
    { id: 5, patient_number: "2024001", custom_reference: null },
    { id: 6, patient_number: 2024002, custom_reference: "AB 12 C" },
  );
  await given(ledger, PATIENTS, " 2024001 ,Ana,A,", "AB 12 C,Ben,B,", "2024003,Cy,C,");
  assertEquals((await matchesIn(ledger, "patients")).map((m) => m.record), [5, 6, null]);
});

Deno.test("a value that fits two patients matches nobody and says so", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await extracted(
    ledger,
    "patients",
    { id: 1, patient_number: "100", custom_reference: null },
    { id: 2, patient_number: "200", custom_reference: "100" },
    { id: 3, patient_number: "300", custom_reference: "X" },
    { id: 4, patient_number: "400", custom_reference: "X" },
    { id: 5, patient_number: "500", custom_reference: "500" },
  );
  await given(ledger, PATIENTS, "100,Ana,A,", "X,Ben,B,", "500,Cy,C,", "200,Di,D,");
  const matches = await matchesIn(ledger, "patients");
  assertEquals(matches.map((m) => m.record), [null, null, 5, 2]);
  assertEquals(matches.map((m) => m.problem), [CSV_PROBLEMS.several, CSV_PROBLEMS.several, null, null]);
});

Deno.test("each row that stands for no record says why", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await extracted(ledger, "patients", { id: 1, patient_number: "100" }, { id: 2, patient_number: "200" });
  await ledger.commit({ writes: [markGone(ledger, "patients", [2], AT)] });
  await given(
    ledger,
    PATIENTS,
    "100,Ana,A,TRUE",
    "100,Ana,Again,",
    "200,Ben,B,TRUE",
    "999,Cy,C,",
    ",Di,D,",
  );
  const matches = await matchesIn(ledger, "patients");
  assertEquals(matches.map((m) => m.record), [1, null, null, null, null]);
  assertEquals(matches.map((m) => m.problem), [
    null,
    CSV_PROBLEMS.again,
    CSV_PROBLEMS.deleted,
    CSV_PROBLEMS.nobody,
    CSV_PROBLEMS.noKey,
  ]);
  const first = (await csvRowsOf(ledger, "patients", [1])).get(1);
  assertEquals(first?.["Last Name"], "A");
});

Deno.test("appointments and files are found by id, and a file of another patient is not taken", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await extracted(ledger, "appointments", { id: 7 });
  await extracted(ledger, "files", { id: 8, patient_id: 1 }, { id: 9, patient_id: "1" });
  await given(ledger, "Internal Appt ID,Patient Number,Start", "7,1,", "70,1,");
  await given(ledger, "File ID,Filename,Patient Unique Identifier", "8,a.pdf,2", "9,b.pdf,1", "x,c.pdf,1");
  assertEquals((await matchesIn(ledger, "appointments")).map((m) => m.record), [7, null]);
  assertEquals((await matchesIn(ledger, "files")).map((m) => [m.record, m.problem]), [
    [null, CSV_PROBLEMS.otherPatient],
    [9, null],
    [null, CSV_PROBLEMS.nobody],
  ]);
});

Deno.test("rows wait for the extract, and are matched anew after each", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await given(ledger, PATIENTS, "100,Ana,A,", "200,Ben,B,");
  const waiting = { record: null, problem: null, differs: [] };
  assertEquals(await matchesIn(ledger, "patients"), [waiting, waiting]);

  await extracted(ledger, "patients", { id: 1, patient_number: "100", first_name: "Anna" });
  await matchCsv(ledger);
  const once = await matchesIn(ledger, "patients");
  assertEquals(once.map((m) => [m.record, m.differs]), [[1, ["First Name"]], [null, []]]);

  await extracted(ledger, "patients", { id: 1, patient_number: "100", first_name: "Ana" });
  await extracted(ledger, "patients", { id: 2, patient_number: "200" });
  await matchCsv(ledger);
  const again = await matchesIn(ledger, "patients");
  assertEquals(again.map((m) => [m.record, m.problem, m.differs]), [[1, null, []], [2, null, []]]);
  await matchCsv(ledger);
  assertEquals(await matchesIn(ledger, "patients"), again);
});

Deno.test("more rows than one look takes are matched to the last", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  const ids = Array.from({ length: 2_501 }, (_, i) => i + 1);
  await extracted(ledger, "patients", ...ids.map((id) => ({ id, patient_number: `n${id}` })));
  await given(ledger, PATIENTS, ...ids.map((id) => `n${id},A,B,`), "n1,A,B,");
  const { rows } = await ledger.client.execute(
    "select count(*), sum(record_id = n), max(problem) from csv_row",
  );
  assertEquals([rows[0]?.[0], rows[0]?.[1], rows[0]?.[2]], [2_502, 2_501, CSV_PROBLEMS.again]);
});
