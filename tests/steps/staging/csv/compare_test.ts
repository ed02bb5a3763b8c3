import { assertEquals } from "@std/assert";
import { apiValue, differingColumns, type Names } from "../../../../steps/staging/csv/compare.ts";
import type { CsvKind } from "../../../../db/tables.ts";

const NAMES: Names = {
  practitioners: new Map([[3, "Sam Sample"]]),
  types: new Map([[2, "Initial Assessment"]]),
};

const differs = (kind: CsvKind, column: string, csv: string, attribute: string, api: unknown): boolean =>
  differingColumns(kind, { [column]: csv }, { id: 1, [attribute]: api }, NAMES).length > 0;

const SAME: [CsvKind, string, string, string, unknown][] = [
  ["patients", "First Name", " Ana  Maria ", "first_name", "Ana Maria"],
  ["patients", "Last Name", "Zoe\u0308", "last_name", "Zoë"],
  ["patients", "Email Address", "ANA@Example.test", "email", "ana@example.test "],
  ["patients", "Date of Birth", "09/03/1984", "dob", "1984-03-09"],
  ["patients", "Date of Birth", "03/09/1984", "dob", "1984-03-09"],
  ["patients", "Date of Birth", "1984-03-09", "date_of_birth", "1984-03-09"],
  ["patients", "Date of Birth", "9/3/84", "dob", "1984-03-09"],
  ["patients", "Date of Birth", "14/03/1975", "dob", "14/03/1975"],
  ["patients", "Account Balance", "£1,250.5", "total_balance", "1250.50"],
  ["patients", "Account Balance", "-12", "total_balance", -12],
  ["patients", "Preferred Language", "Spanish", "locale", "es"],
  ["patients", "Preferred Language", "español", "locale", "es"],
  ["patients", "Created", "2023-01-10", "created", "2023-01-10 09:00:00"],
  ["patients", "First Name", "", "first_name", "Ana"],
  ["patients", "First Name", "Ana", "first_name", null],
  ["appointments", "Start", "2024-05-01 10:00", "start", "2024-05-01 10:00:00"],
  ["appointments", "Status", "Cancelled", "cancelDate", "2024-05-01 10:00:00"],
  ["appointments", "Appointment Type", "Initial Assessment", "appointment_type_id", 2],
  ["appointments", "Practitioner", "Sample, Sam", "practitioner_id", "3"],
  ["files", "Size (bytes)", "1024", "size", 1024],
  ["files", "Mime Type", "image/JPEG", "mime_type", "image/jpeg"],
];

const OTHER: [CsvKind, string, string, string, unknown][] = [
  ["patients", "First Name", "Anna", "first_name", "Ana"],
  ["patients", "Email Address", "a@example.test", "email", "b@example.test"],
  ["patients", "Date of Birth", "1950-05-05", "dob", "1984-03-09"],
  ["patients", "Account Balance", "12.00", "total_balance", "-12.00"],
  ["patients", "Account Balance", "1250.00", "total_balance", "about a thousand"],
  ["patients", "Preferred Language", "xx", "locale", "en"],
  ["appointments", "Start", "2024-05-01 10:00", "start", "2024-05-01 10:15:00"],
  ["appointments", "Status", "processed", "status", "missed"],
  ["appointments", "Appointment Type", "Review", "appointment_type_id", 2],
  ["appointments", "Practitioner", "Sam Other", "practitioner_id", 3],
  ["files", "Filename", "a.pdf", "file_name", "b.pdf"],
];

for (const [i, [kind, column, csv, attribute, api]] of SAME.entries()) {
  Deno.test(`${column} says the same however it is written (${i + 1})`, () => {
    assertEquals(differs(kind, column, csv, attribute, api), false);
  });
}

for (const [i, [kind, column, csv, attribute, api]] of OTHER.entries()) {
  Deno.test(`${column} that says something else is a difference (${i + 1})`, () => {
    assertEquals(differs(kind, column, csv, attribute, api), true);
  });
}

Deno.test("the API's value is shown in words, not as an id", () => {
  const row = {
    id: 1,
    practitioner_id: 3,
    appointment_type_id: "2",
    status: "pending",
    cancelDate: "2024-05-01",
  };
  assertEquals(
    ["Practitioner", "Appointment Type", "Status", "Tags"].map((c) =>
      apiValue("appointments", c, row, NAMES)
    ),
    ["Sam Sample", "Initial Assessment", "cancelled", ""],
  );
});
