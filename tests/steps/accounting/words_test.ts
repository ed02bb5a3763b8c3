import { assertEquals } from "@std/assert";
import { Accounts } from "../../../steps/accounting/accounts.ts";
import { valuesTables } from "../../../steps/accounting/words.ts";

Deno.test("values are summed by what they are of, and the sums add up to all of them", () => {
  const accounts = new Accounts();
  accounts.add("patients/1", [
    { path: ["city"], fate: "carried", object: "person", field: "city" },
    { path: ["dob"], fate: "left", object: "person", field: "dateOfBirth", why: "date-impossible" },
  ]);
  accounts.add("patients/2", [{
    path: ["city"],
    fate: "changed",
    object: "person",
    field: "city",
    why: "text-cleaned",
  }]);
  accounts.add("account/1", [{ path: ["name"], fate: "carried", object: "company", field: "name" }]);
  accounts.add("files/9", [{ path: ["odd"], fate: "unexplained" }]);
  const [sums, reasons] = valuesTables(accounts);
  assertEquals(sums?.rows, [
    ["Account", 1, 1, 0, 0, 0],
    ["Files", 1, 0, 0, 0, 1],
    ["Patients", 3, 1, 1, 1, 0],
    ["All", 5, 2, 1, 1, 1],
  ]);
  assertEquals(sums?.figure, "5 values: 2 carried, 1 changed, 1 left, 1 unexplained");
  assertEquals(reasons?.rows.map(([attribute, fate]) => [attribute, fate]), [
    ["files.odd", "unexplained"],
    ["patients.dob", "left"],
    ["patients.city", "changed"],
  ]);
});
