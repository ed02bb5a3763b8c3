import { assertEquals } from "@std/assert";
import { DateColumn, isoDate } from "../../../../steps/practicehub/csv/dates.ts";

const orderOf = (...cells: string[]) => {
  const column = new DateColumn();
  for (const cell of cells) column.see(cell);
  return column.order;
};

Deno.test("only a number above twelve proves which is the day", () => {
  assertEquals(orderOf("01/02/2024", "13/02/2024"), "day first");
  assertEquals(orderOf("01/02/2024", "02/13/2024"), "month first");
  assertEquals(orderOf("01/02/2024", "12/12/2024"), undefined);
  assertEquals(orderOf("13/02/2024", "02/13/2024"), undefined);
  assertEquals(orderOf("2024-02-13", "14/03/1975"), undefined);
  assertEquals(orderOf("2024-02-13", "", "2024/02/13"), undefined);
});

Deno.test("dates and times take the API's form, or stay", () => {
  const cases: [string, string][] = [
    ["1/2/2024", "2024-02-01"],
    ["31.12.1999", "1999-12-31"],
    ["01-02-2024 09:30", "2024-02-01 09:30:00"],
    ["01/02/2024, 12:00 am", "2024-02-01 00:00:00"],
    ["01/02/2024 12:15 PM", "2024-02-01 12:15:00"],
    ["01/02/2024 13:15 PM", "01/02/2024 13:15 PM"],
    ["2024/2/1", "2024-02-01"],
    ["2024-02-01 09:30:00", "2024-02-01 09:30:00"],
    ["1/2/24", "1/2/24"],
    ["soon", "soon"],
    ["", ""],
  ];
  for (const [given, iso] of cases) assertEquals(isoDate(given, "day first"), iso);
  assertEquals(isoDate("1/2/2024", "month first"), "2024-01-02");
  assertEquals(isoDate("1/2/2024", undefined), "1/2/2024");
});

Deno.test("cells in a form that is not known are counted", () => {
  const column = new DateColumn();
  for (const cell of ["1/2/24", "soon", "", "0000-00-00", "01/02/2024"]) column.see(cell);
  assertEquals([column.unknown, column.yearLast], [2, 1]);
});
