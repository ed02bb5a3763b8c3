import { assert, assertEquals, assertRejects } from "@std/assert";
import { UsageError } from "../../../../steps/base/errors.ts";
import {
  csvFindings,
  csvStates,
  differingCells,
  unmatchedRows,
} from "../../../../steps/staging/csv/report.ts";
import { dropCsv } from "../../../../steps/staging/csv/take.ts";
import { csvProfile, csvValues } from "../../../../steps/staging/csv/profile.ts";
import { TempLedger } from "../../../db/temp_ledger.ts";
import { FakeWorld } from "../../support/fake_world.ts";
import { extracted, given } from "./csv_ledger.ts";

const CANARY = "Zz-canary-patient";
const HEADER = "Patient Number,First Name,Email Address,Tags";

async function filled(temp: TempLedger) {
  const { ledger } = temp;
  await extracted(
    ledger,
    "patients",
    { id: 1, patient_number: "100", first_name: CANARY, email: "a@example.test" },
    { id: 2, patient_number: "200", first_name: "Ben", email: "b@example.test" },
  );
  await given(
    ledger,
    HEADER,
    `100,${CANARY}-else,other@example.test,VIP`,
    "200,Ben,b@example.test,vip",
    `${CANARY},Cy,,VIP`,
  );
  return ledger;
}

Deno.test("what matched, what did not and what differs is told in numbers and columns, never in values", async () => {
  await using temp = await TempLedger.open();
  const ledger = await filled(temp);
  const [state] = await csvStates(ledger);
  assertEquals(
    [state?.matched, state?.unmatched, state?.differing, state?.differences],
    [2, 1, 1, [["Email Address", 1], ["First Name", 1]]],
  );
  const findings = await csvFindings(ledger);
  assert(findings.some((f) => f.id === "csv-patients-differs" && f.detail.includes("Email Address 1")));
  const events = await ledger.db.selectFrom("event").selectAll().execute();
  for (const told of [JSON.stringify(findings), JSON.stringify(events), JSON.stringify(state?.problems)]) {
    assert(!told.includes(CANARY), "a value was told");
  }
});

Deno.test("differences name both values and the record, unmatched rows their key", async () => {
  await using temp = await TempLedger.open();
  const ledger = await filled(temp);
  assertEquals(await differingCells(ledger, "patients", 0, 10), [
    { n: 1, record: 1, column: "First Name", csv: `${CANARY}-else`, api: CANARY },
    { n: 1, record: 1, column: "Email Address", csv: "other@example.test", api: "a@example.test" },
  ]);
  assertEquals((await unmatchedRows(ledger, "patients", 0, 10)).map((r) => [r.n, r.key]), [[3, CANARY]]);
  assertEquals(await unmatchedRows(ledger, "patients", 3, 10), []);
});

Deno.test("columns are profiled as attributes are, and their values counted", async () => {
  await using temp = await TempLedger.open();
  const ledger = await filled(temp);
  const profiles = await csvProfile(ledger, "patients");
  assertEquals(profiles.map((p) => [p.name, p.rows, p.filled]), [
    ["Patient Number", 3, 3],
    ["First Name", 3, 3],
    ["Email Address", 3, 2],
    ["Tags", 3, 3],
  ]);
  assertEquals(await csvValues(ledger, "patients", "Tags"), [["VIP", 2], ["vip", 1]]);
  assertEquals(await csvProfile(ledger, "files"), []);
});

Deno.test("a file that cannot be read leaves the one before as it was", async () => {
  await using temp = await TempLedger.open();
  const ledger = await filled(temp);
  const before = await csvStates(ledger);
  await assertRejects(() => given(ledger, HEADER, "1,a,b,c", '2,"x'), UsageError);
  assertEquals(await csvStates(ledger), before);
});

Deno.test("an export is removed once, and it is told who did it", async () => {
  await using temp = await TempLedger.open();
  const ledger = await filled(temp);
  const place = { ledger, world: new FakeWorld() };
  await dropCsv(place, "patients", "ben");
  assertEquals(await csvStates(ledger), []);
  const last = await ledger.db.selectFrom("event").select("message").orderBy("seq", "desc")
    .executeTakeFirst();
  assertEquals(last?.message, "the CSV export of patients was removed by ben");
  await assertRejects(() => dropCsv(place, "patients", "ben"), UsageError);
});
