import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import fc from "../../../support/fast_check.ts";
import { stringify } from "@std/csv";
import { UsageError } from "../../../../steps/base/errors.ts";
import { readCsv } from "../../../../steps/practicehub/csv/read.ts";

const HEADER = "Patient Number,First Name,Last Name,Date of Birth,Tags";
const CANARY = "Zz-canary-patient";

Deno.test("quotes, line breaks in cells and a byte order mark are read as the format has them", async () => {
  const { kind, rows } = await read(`\ufeff${HEADER}\r\n7,"Ana ""Annie""",O'Neil,1984-03-09,"a, b\nc"\r\n`);
  assertEquals(kind, "patients");
  assertEquals(rows, [{
    "Patient Number": "7",
    "First Name": 'Ana "Annie"',
    "Last Name": "O'Neil",
    "Date of Birth": "1984-03-09",
    "Tags": "a, b\nc",
  }]);
});

Deno.test("what a library writes is read back equal, whatever stands in the cells", async () => {
  const cell = fc.string({ unit: "grapheme" }).map((s) => s.replaceAll("\r", ""));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 })), async (cells) => {
      const columns = ["Patient Number", "First Name", "Last Name"];
      const { rows } = await read(stringify([columns, ...cells], { headers: false }));
      const filled = cells.filter((row) => row.some((c) => c.trim() !== ""));
      assertEquals(rows.map((row) => columns.map((c) => row[c])), filled);
    }),
  );
});

for (const [name, separator] of [["semicolon", ";"], ["tab", "\t"], ["comma", ","]] as const) {
  Deno.test(`a ${name} separates where the header says so`, async () => {
    const text = [HEADER, "7,Ana,O,1984-03-09,x"].join("\n").replaceAll(",", separator);
    assertEquals((await read(text)).rows[0]?.["Last Name"], "O");
    const quoted = text.replaceAll(/[^\n\t,;]+/g, (cell) => `"${cell}"`);
    assertEquals((await read(quoted)).rows[0]?.["Last Name"], "O");
  });
}

Deno.test("line ends of every kind are line ends", async () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    assertEquals((await read([HEADER, "7,A", "8,B", ""].join(end))).rows.length, 2);
  }
});

Deno.test("bytes that are no UTF-8 are read as Windows-1252, and that is said", async () => {
  const bytes = new Uint8Array([...new TextEncoder().encode(`${HEADER}\n7,Zo`), 0xeb, 0x0a]);
  const file = await readCsv(bytes);
  assertEquals((await Array.fromAsync(file.rows()))[0]?.["First Name"], "Zoë");
  assert(file.notes.some((n) => n.severity === "warning" && n.text.includes("Windows-1252")));
});

Deno.test("UTF-16 as spreadsheets export it is read", async () => {
  const units = new Uint16Array([...`\ufeff${HEADER}\n7,Zoë`].map((c) => c.charCodeAt(0)));
  const file = await readCsv(new Uint8Array(units.buffer));
  assertEquals((await Array.fromAsync(file.rows()))[0]?.["First Name"], "Zoë");
});

Deno.test("which export a file is follows from its header, in any order, case and company", async () => {
  const kinds = [
    ["patients", " last name ,PATIENT NUMBER,Created,Shoe Size"],
    ["appointments", "Patient Number,Internal Appt ID,Start"],
    ["files", "Patient First Name,Patient Unique Identifier,File ID"],
  ];
  for (const [kind, header = ""] of kinds) assertEquals((await read(header)).kind, kind);
  const { columns } = await read(" last name ,PATIENT NUMBER,Created,Shoe Size,");
  assertEquals(columns, ["Last Name", "Patient Number", "Created", "Shoe Size", "Column 5"]);
});

Deno.test("columns that are missing are named and do not stop it", async () => {
  const { notes } = await read("Patient Number,First Name,Last Name");
  assert(notes.some((n) => n.text.includes("Email Address") && !n.text.includes("First Name")));
});

Deno.test("a header that fits none names the nearest kind and what it lacks, and quotes nothing", async () => {
  const nearest = await refusal(`First Name,Last Name,Tags,${CANARY}`);
  assertStringIncludes(nearest, "Nearest is that of patients");
  assertStringIncludes(nearest, "Patient Number");
  assertStringIncludes(await refusal(`1,${CANARY},3`), "must be the header");
  assertStringIncludes(await refusal(`Patient Number,${CANARY}`), "fits none");
  assertStringIncludes(await refusal("Patient Number,First Name,Last Name,first name"), "First Name twice");
});

Deno.test("damage is told by line and column and quotes nothing", async () => {
  const broken = `${HEADER}\n7,"two\nlines",x,,\n8,a"${CANARY},x,,`;
  const message = await refusal(broken);
  assertStringIncludes(message, "line 4, column 4");
  assertStringIncludes(await refusal(`${HEADER}\n7,"${CANARY}`), "line 2");
  assertStringIncludes(await refusal(`${HEADER}\n7,a,b,c,d,${CANARY}`), "Row 2 has 6 cells");
});

Deno.test("rows that end early are kept, counted and told; blank ones are no rows", async () => {
  const { rows, notes, rowCount } = await read(`${HEADER}\n7,Ana\n,,,,\n\n8,Ben,B,,x,,`);
  assertEquals(rows.map((r) => r["Tags"]), ["", "x"]);
  assertEquals(rowCount, 2);
  assert(notes.some((n) => n.severity === "warning" && n.text.startsWith("1 row ends")));
});

Deno.test("what is no CSV at all, or too large, is refused in a sentence", async () => {
  await assertRejects(() => readCsv(new Uint8Array()), UsageError, "empty");
  const workbook = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0]);
  await assertRejects(() => readCsv(workbook), UsageError, "workbook");
  const bytes = new TextEncoder().encode(`${HEADER}\n1,a\n2,b\n`);
  await assertRejects(() => readCsv(bytes, { bytes: 10, rows: 9 }), UsageError, "larger");
  await assertRejects(() => readCsv(bytes, { bytes: 1_000, rows: 1 }), UsageError, "more than 1 rows");
});

Deno.test("a column that proves its order becomes ISO; one that does not stays as it is, and that is said", async () => {
  const header = "Internal Appt ID,Start,End,Status";
  const { rows, notes } = await read(
    `${header}\n1,25/12/2024 14:05,01/02/2024 09:00,x\n2,01/02/2024 2:05 pm,03/04/2024 09:00,x`,
  );
  assertEquals(rows.map((r) => r["Start"]), ["2024-12-25 14:05:00", "2024-02-01 14:05:00"]);
  assertEquals(rows.map((r) => r["End"]), ["01/02/2024 09:00", "03/04/2024 09:00"]);
  assert(notes.some((n) => n.text.startsWith("Start: read with the day first")));
  assert(notes.some((n) => n.severity === "warning" && n.text.startsWith("End: nothing proves")));
});

interface Read {
  kind: string;
  columns: string[];
  rowCount: number;
  notes: { severity: string; text: string }[];
  rows: Record<string, string>[];
}

async function read(text: string): Promise<Read> {
  const file = await readCsv(new TextEncoder().encode(text));
  return { ...file, rows: await Array.fromAsync(file.rows()) };
}

async function refusal(text: string): Promise<string> {
  const error = await assertRejects(() => read(text), UsageError);
  assert(!error.message.includes(CANARY), "quotes a cell");
  return error.message;
}
