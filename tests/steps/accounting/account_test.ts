import { assertEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { accountFor, type Claims, type Entry, type Made } from "../../../steps/accounting/account.ts";
import { Accounts } from "../../../steps/accounting/accounts.ts";
import type { Ask } from "../../../steps/accounting/evidence.ts";
import { leavesOf } from "../../../steps/accounting/leaves.ts";

const ASK: Ask = {
  timeZone: "UTC",
  option: () => undefined,
  sourceOf: () => undefined,
  memberOf: () => undefined,
};

/** `attribute` goes to the field of its name on a person; the names in `left` are left behind. */
const claims = (mapped: readonly string[], left: readonly string[] = []): Claims => ({
  claimsOn: ([attribute = ""]) =>
    mapped.includes(attribute) ? [{ attribute, object: "person", field: attribute }] : [],
  leftOut: ([attribute = ""]) => left.includes(attribute) ? "left-on-purpose" : undefined,
});
const person = (fields: Made["fields"], remarks: Made["remarks"] = []): Made => ({
  object: "person",
  fields,
  remarks,
});
const fates = (entries: readonly Entry[]) =>
  Object.fromEntries(entries.map(({ path, fate, why }) => [path.join("."), why ? `${fate}: ${why}` : fate]));

Deno.test("each value has one fate, and what nothing explains is named", () => {
  const row = {
    name: "Ann",
    dob: "1980-13-01",
    colour: "red",
    extra: "x",
    empty: "",
    nothing: null,
    none: [],
  };
  const made = [person({ name: "Ann" }, [{ field: "dob", remark: "date-impossible" }])];
  assertEquals(fates(accountFor(row, claims(["name", "dob"], ["colour"]), made, ASK)), {
    name: "carried",
    dob: "left: date-impossible",
    colour: "left: left-on-purpose",
    extra: "unexplained",
  });
});

Deno.test("a field that holds something else is changed where a remark says so, and unexplained where none does", () => {
  const row = { name: "Ann" };
  const remark = { field: "name", remark: "text-cut" };
  assertEquals(fates(accountFor(row, claims(["name"]), [person({ name: "A" }, [remark])], ASK)), {
    name: "changed: text-cut",
  });
  assertEquals(fates(accountFor(row, claims(["name"]), [person({ name: "A" })], ASK)), {
    name: "unexplained",
  });
});

Deno.test("a remark on one field explains nothing about another", () => {
  const made = [person({}, [{ field: "other", remark: "text-cut" }])];
  assertEquals(fates(accountFor({ name: "Ann" }, claims(["name"]), made, ASK)), { name: "unexplained" });
});

Deno.test("a record that was not made leaves its values with the reason; none at all explains nothing", () => {
  const skipped = { ...person({}), skip: "patient-missing" };
  assertEquals(fates(accountFor({ name: "Ann" }, claims(["name"]), [skipped], ASK)), {
    name: "left: patient-missing",
  });
  assertEquals(fates(accountFor({ name: "Ann" }, claims(["name"]), [], ASK)), { name: "unexplained" });
});

Deno.test("a value of another shape than expected is not empty", () => {
  const row = {
    tags: { "0": { id: 1, name: "VIP" } },
    numbers: "",
    links: [],
    insurance: [{ company: "AXA" }],
  };
  assertEquals(fates(accountFor(row, claims(["tags", "numbers", "insurance"]), [person({})], ASK)), {
    "tags.0.id": "unexplained",
    "tags.0.name": "unexplained",
    "insurance.0.company": "unexplained",
  });
});

Deno.test("a zero date and the heading of an empty part are left, and said to be", () => {
  const row = {
    cancelled: "0000-00-00 00:00:00",
    data: [{ label: "Plan", value: "" }, { label: "Aim", value: "run" }],
  };
  assertEquals(fates(accountFor(row, claims(["cancelled", "data"]), [person({ data: "run" })], ASK)), {
    cancelled: "left: date-zero",
    "data.0.label": "left: names-nothing",
    "data.1.label": "unexplained",
    "data.1.value": "carried",
  });
});

const shape = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    tie("list"),
    tie("map"),
  ),
  list: fc.array(tie("any"), { maxLength: 4 }),
  map: fc.dictionary(fc.string(), tie("any"), { maxKeys: 4 }),
})).any;
const rows = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), shape);

Deno.test("law: whatever a row's shape, every value has exactly one fate, and an emptied record explains none", () => {
  fc.assert(fc.property(rows, (row) => {
    const leaves = Object.entries(row).flatMap(([name, value]) => [...leavesOf(name, value)]);
    const entries = accountFor(row, claims(["a", "b"], ["c"]), [person({})], ASK);
    assertEquals(entries.length, leaves.length);
    const accounts = new Accounts();
    accounts.add("patients/1", entries);
    const { values, carried, changed, left, unexplained } = accounts.totals;
    assertEquals(values, leaves.length);
    assertEquals(carried + changed + left + unexplained, values);
    assertEquals(carried + changed, 0);
    const isZero = (value: unknown) => /^0000-00-00/.test(String(value));
    const names = new Set(["label", "key", "name", "title", "help_text"]);
    const due = leaves.filter(({ path, value }) =>
      path[0] !== "c" && !isZero(value) && !names.has(path.at(-1) ?? "")
    );
    assertEquals(entries.filter((entry) => entry.fate === "unexplained").length >= due.length, true);
  }));
});

Deno.test("law: what stands in the record as it is in the row is carried, whatever its shape", () => {
  const texts = fc.dictionary(fc.constantFrom("a", "b"), fc.string({ minLength: 1 }));
  fc.assert(fc.property(texts, (row) => {
    for (const entry of accountFor(row, claims(["a", "b"]), [person(row)], ASK)) {
      assertEquals(entry.fate, "carried");
    }
  }));
});

Deno.test("a value nested deeper than calls can be is met", () => {
  let deep: unknown = "end";
  for (let i = 0; i < 50_000; i++) deep = [deep];
  assertEquals([...leavesOf("a", deep)].length, 1);
});

Deno.test("accounts name a few rows, and grow with the reasons and not with the rows", () => {
  const accounts = new Accounts();
  for (let id = 1; id <= 1_000; id++) {
    accounts.add(`patients/${id}`, [{ path: ["dob"], fate: "left", why: "date-zero" }]);
  }
  assertEquals(accounts.lines, [{
    resource: "patients",
    attribute: "dob",
    fate: "left",
    why: "date-zero",
    count: 1_000,
    rows: [1, 2, 3, 4, 5].map((id) => `patients/${id}`),
  }]);
});
