import { assertEquals } from "@std/assert";
import { clearStaged, keepMatches, publishStaged, stageRows } from "../../../db/csv.ts";
import { type RawRow, type SourceRecord, upsertRecords } from "../../../db/source_records.ts";
import { assemble } from "../../../steps/mapping/assemble.ts";
import { mapKey, type Mapping } from "../../../steps/mapping/mapping.ts";
import { PROPOSALS } from "../../../steps/mapping/proposals.ts";
import type { FieldRow } from "../../../steps/mapping/vocabulary.ts";
import { withExports } from "../../../steps/mapping/with_exports.ts";
import { AT, TempLedger } from "../../db/temp_ledger.ts";
import { mappingOf, record } from "./made_up_context.ts";

const row = (source: string, target: string, transform: string): FieldRow => ({
  object: "person",
  resource: "patients",
  source,
  target,
  transform,
  reason: "",
});
const rowsOf = (...rows: FieldRow[]): Partial<Mapping> => ({
  rows: new Map([[mapKey("person", "patients"), rows]]),
  exports: new Set(["patients"]),
});

/** A ledger with a patients export of one line, which stands for patient 7. */
async function withExport(cells: Record<string, string>): Promise<TempLedger> {
  const temp = await TempLedger.open();
  const { ledger } = temp;
  const about = {
    name: "patients.csv",
    sha256: "0",
    rows: 1,
    columns: "[]",
    read_at: AT,
    who: "a test",
    notes: "[]",
  };
  await ledger.commit({
    writes: [
      clearStaged(ledger, "patients"),
      ...stageRows(ledger, "patients", 2, [cells]),
      ...publishStaged(ledger, { kind: "patients", ...about }),
      ...keepMatches(ledger, "patients", [{ n: 2, record_id: 7, problem: null, differs: null }]),
    ],
  });
  return temp;
}

async function person(temp: TempLedger, given: SourceRecord, change: Partial<Mapping>) {
  const [target] = await assemble(temp.ledger, mappingOf(change), "person", [given], "planned");
  return target;
}

const BIRTH = rowsOf(row("dob", "dateOfBirth", "date"), row("csv:Date of Birth", "dateOfBirth", "date"));

Deno.test("of several rows for one field the first that yields a value counts: the export only fills in", async () => {
  await using temp = await withExport({ "Date of Birth": "1980-02-01" });
  const birth = async (dob: unknown) =>
    (await person(temp, record("patients", { dob }), BIRTH))?.fields["dateOfBirth"];
  assertEquals(await birth("1975-01-01"), "1975-01-01");
  assertEquals(await birth(""), "1980-02-01");
  assertEquals(await birth("0000-00-00"), "1980-02-01");
});

Deno.test("telephone numbers of several rows go side by side, each once; the first stays the primary one", async () => {
  await using temp = await withExport({ Mobile: "07400 123456", Home: "01534 700222" });
  const rows = rowsOf(
    ...["numbers", "csv:Mobile", "csv:Home"].map((source) => row(source, "phones", "phones")),
  );
  const phonesOf = async (numbers: unknown) =>
    (await person(temp, record("patients", { numbers }), rows))?.fields["phones"];
  const mobile = { number: "7400123456", countryCode: "GB", callingCode: "+44" };
  const home = { number: "1534700222", countryCode: "JE", callingCode: "+44" };
  assertEquals(await phonesOf([{ country_code: "44", number: "7400 123456" }]), {
    primaryPhoneNumber: "7400123456",
    primaryPhoneCountryCode: "GB",
    primaryPhoneCallingCode: "+44",
    additionalPhones: [home],
  });
  assertEquals(await phonesOf([{ country_code: "34", number: "600 417 564" }]), {
    primaryPhoneNumber: "600417564",
    primaryPhoneCountryCode: "ES",
    primaryPhoneCallingCode: "+34",
    additionalPhones: [mobile, home],
  });
});

Deno.test("columns of an export are laid beside the row they stand for, and beside no other", async () => {
  await using temp = await withExport({ Tags: "VIP" });
  const records = [record("patients", {}), { ...record("patients", {}), id: 8 }];
  const exports = (resources: string[]) => withExports(temp.ledger, { exports: new Set(resources) }, records);
  assertEquals((await exports(["patients"])).map((r) => r.row["csv:Tags"]), ["VIP", undefined]);
  assertEquals((await exports([])).map((r) => r.row["csv:Tags"]), [undefined, undefined]);
  assertEquals(records[0]?.row["csv:Tags"], undefined);
});

Deno.test("an export that is not mapped, or of a resource that has none, is not asked for", async () => {
  await using temp = await withExport({ Tags: "VIP" });
  const note = record("clinical_notes", {});
  assertEquals(await withExports(temp.ledger, { exports: new Set(["clinical_notes"]) }, [note]), [note]);
  assertEquals(await withExports(temp.ledger, { exports: new Set(["patients"]) }, []), []);
});

const CHOICE = {
  ...rowsOf(row("sex", "sex", "option"), row("tags", "tags", "options")),
  options: new Map<string, string | null>([
    [mapKey("person", "sex", "F"), "FEMALE"],
    [mapKey("person", "sex", "?"), null],
    [mapKey("person", "sex", ""), "UNKNOWN"],
    [mapKey("person", "tags", "VIP"), "VIP"],
    [mapKey("person", "tags", "spam"), null],
  ]),
};

for (
  const [fact, given, value, remark] of [
    ["a value that is listed takes its option", "F", "FEMALE", undefined],
    ["a value that is not listed takes the default, and it is said", "Z", "UNKNOWN", "option-default"],
    ["a value that a person left out stays empty, default or not", "?", undefined, "option-ignored"],
    ["no value takes no default", "", undefined, undefined],
  ] as const
) {
  Deno.test(fact, async () => {
    await using temp = await TempLedger.open();
    const target = await person(temp, record("patients", { sex: given }), CHOICE);
    assertEquals([target?.fields["sex"], target?.remarks.find((r) => r.field === "sex")?.remark], [
      value,
      remark,
    ]);
  });
}

Deno.test("of a list each tag goes its own way: known, left out, or not listed", async () => {
  await using temp = await TempLedger.open();
  const tags = async (given: string) => {
    const target = await person(temp, record("patients", { tags: given }), CHOICE);
    return [target?.fields["tags"], target?.remarks.map((r) => r.remark)];
  };
  assertEquals(await tags("VIP, spam"), [["VIP"], ["option-ignored"]]);
  assertEquals(await tags("VIP, other"), [["VIP"], ["option-unmapped"]]);
  assertEquals(await tags("spam"), [undefined, ["option-ignored"]]);
});

Deno.test("the proposals put the API before the export for every field that both fill", () => {
  const groups = Map.groupBy(PROPOSALS, (r) => `${r.object} ${r.resource} ${r.target}`);
  for (const [field, rows] of groups) {
    // A fixed value stands for what neither says.
    const columns = rows.filter((r) => !r.source.startsWith("=")).map((r) => r.source.startsWith("csv:"));
    assertEquals(columns, columns.toSorted((a, b) => Number(a) - Number(b)), field);
  }
});

Deno.test("of patients who share an address that only the export has, the oldest keeps it", async () => {
  await using temp = await withExport({ "Email Address": "Both@x.test" });
  const rows = rowsOf(row("email", "emails", "emails"), row("csv:Email Address", "emails", "emails"));
  const { ledger } = temp;
  const younger: RawRow = { id: 9, email: "both@x.test" };
  await ledger.commit({ writes: upsertRecords(ledger, "patients", [{ id: 7, email: "" }, younger], 1, AT) });
  const emailsOf = async (raw: RawRow) =>
    (await person(temp, { resource: "patients", id: raw.id, row: raw, gone: false }, rows))?.fields["emails"];
  assertEquals(await emailsOf({ id: 7, email: "" }), { primaryEmail: "both@x.test", additionalEmails: [] });
  assertEquals(await emailsOf(younger), { primaryEmail: "", additionalEmails: ["both@x.test"] });
  // With an address of the API the export's is not sent, and nobody has to give way to it.
  await ledger.commit({ writes: upsertRecords(ledger, "patients", [{ id: 7, email: "own@x.test" }], 1, AT) });
  assertEquals(await emailsOf(younger), { primaryEmail: "both@x.test", additionalEmails: [] });
});

Deno.test("a remark gives way where the next source gave the value, and is made once", async () => {
  await using temp = await withExport({ "Date of Birth": "1980-02-30" });
  const remarks = async (dob: string) => (await person(temp, record("patients", { dob }), BIRTH))?.remarks;
  assertEquals(await remarks("1975-02-30"), [{ field: "dateOfBirth", remark: "date-impossible" }]);
  await using good = await withExport({ "Date of Birth": "1980-02-01" });
  const differ = [{ field: "dateOfBirth", remark: "sources-differ" }];
  assertEquals((await person(good, record("patients", { dob: "1975-02-30" }), BIRTH))?.remarks, differ);
  assertEquals((await person(good, record("patients", { dob: "0000-00-00" }), BIRTH))?.remarks, []);
  // A constant that stands in says nothing of the row: what was wrong stays said.
  const owner = rowsOf(
    row("csv:Date of Birth", "recordOwnerId", "memberNamed"),
    row("=", "recordOwnerId", "fallbackOwner"),
  );
  const target = await person(good, record("patients", {}), { ...owner, fallbackOwner: "m" });
  assertEquals([target?.fields["recordOwnerId"], target?.remarks], ["m", [{
    field: "recordOwnerId",
    remark: "owner-fallback",
  }]]);
});

Deno.test("a record keeps of every mapped field each attribute that fed it or was tried, by name", async () => {
  const rows = rowsOf(
    row("dob", "dateOfBirth", "date"),
    row("csv:Date of Birth", "dateOfBirth", "date"),
    row("=Leeds", "city", "text"),
    row("occupation", "occupation", "text"),
  );
  for (const [dob, cell] of [["", "1980-02-01"], ["1975-01-01", ""], ["?", "1980-02-01"], ["", ""]]) {
    await using temp = await withExport({ "Date of Birth": cell ?? "" });
    const target = await person(temp, record("patients", { dob, occupation: null }), rows);
    assertEquals(target?.source, {
      dateOfBirth: { dob, "csv:Date of Birth": cell },
      city: { always: "Leeds" },
      occupation: { occupation: null },
    });
  }
});
