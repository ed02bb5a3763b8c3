import { assert, assertEquals } from "@std/assert";
import {
  ATTRIBUTES_OF,
  customObject,
  isIdentified,
  isTicked,
  leftBehind,
  MADE_HERE,
  OBJECTS,
  OPTIONAL,
  originsOf,
  resourcesFor,
  SAMPLES,
  TARGET_OBJECTS,
} from "../../../steps/mapping/objects.ts";
import { PROPOSALS } from "../../../steps/mapping/proposals.ts";
import { CSV_KINDS } from "../../../steps/practicehub/csv/header.ts";
import { RESOURCES } from "../../../steps/practicehub/resources.ts";

const OPTIONAL_RESOURCES = ["patient_logs", "invoices", "payment_methods", "payments"];
const names = (resources: { name: string }[]) => resources.map((r) => r.name);
const ALWAYS = names([...RESOURCES]).filter((name) =>
  name !== "payment_allocations" && !OPTIONAL_RESOURCES.includes(name)
);
import { productSources, tablesIn } from "./tables.ts";

Deno.test("nothing ticked: what is not optional is moved, the rest is counted", () => {
  assertEquals(names(resourcesFor([])), ALWAYS);
  assertEquals(names(leftBehind([])), [...OPTIONAL_RESOURCES, "payment_allocations"]);
});

Deno.test("a tick moves its resource, and payments the methods that name them, before them", () => {
  const moved = (...ticked: string[]) => names(resourcesFor(ticked)).slice(ALWAYS.length);
  assertEquals(moved("payments"), ["payment_methods", "payments"]);
  assertEquals(moved("invoices", "patient_logs"), ["patient_logs", "invoices"]);
  assertEquals(moved("payment_methods"), []);
});

Deno.test("whatever is ticked, each resource is either moved or left behind, and allocations always are", () => {
  for (
    const ticked of [[], ["invoices"], ["payments", "patient_logs"], ["patient_logs", "invoices", "payments"]]
  ) {
    const both = [...names(resourcesFor(ticked)), ...names(leftBehind(ticked))];
    assertEquals(both.toSorted(), names([...RESOURCES]).toSorted());
    assertEquals(names(leftBehind(ticked)).at(-1), "payment_allocations");
  }
});

Deno.test("every object of the catalogue is whole", () => {
  const known = new Set([...RESOURCES.map((r) => r.name), ...MADE_HERE]);
  for (const object of TARGET_OBJECTS) {
    const { plural, label, labelPlural, csv, from, lookups = {}, partOf, custom } = OBJECTS[object];
    for (const text of [plural, label, labelPlural, csv]) assert(text !== "", object);
    assert(from.length > 0, object);
    for (const resource of [...originsOf(object), ...Object.keys(lookups)]) {
      assert(known.has(resource), resource);
    }
    assertEquals(customObject(object)?.nameSingular, custom && object);
    if (partOf) assert(TARGET_OBJECTS.some((other) => other === partOf));
    const mapped = PROPOSALS.some((row) => row.object === object);
    assertEquals(mapped, isIdentified(object), `${object}: only a record is made by rows of the field map`);
  }
  for (const  of of["plural", "label", "labelPlural", "csv"] as const) {
    assertEquals(new Set(TARGET_OBJECTS.map((object) => OBJECTS[object][of])).size, TARGET_OBJECTS.length);
  }
  assertEquals(MADE_HERE, ["account", "locations"]);
});

Deno.test("every resource that gives records has one sample, and one object for its attributes at most", () => {
  const origins = new Set(TARGET_OBJECTS.flatMap(originsOf));
  assertEquals(SAMPLES.map((s) => s.resource).toSorted(), [...origins].toSorted());
  const attributes = TARGET_OBJECTS.flatMap((object) => OBJECTS[object].from.filter((o) => o.attributes));
  assertEquals(attributes.length, ATTRIBUTES_OF.size);
  const few = SAMPLES.filter((s) => s.by !== "all").reduce((sum, s) => sum + s.most, 0);
  assert(few >= 200 && few <= 500, `${few} rows`);
});

Deno.test("an optional object is ticked by the name of its resource, the others need none", () => {
  assertEquals(OPTIONAL, [
    { tick: "patient_logs", label: "Activity log" },
    { tick: "invoices", label: "Invoices" },
    { tick: "payments", label: "Payments" },
  ]);
  assertEquals(
    ["patients", "invoices", "payments", "patient_logs"].map((r) => isTicked(r, ["payments"])),
    [true, false, true, false],
  );
});

/** Where several of them stand for what is no property of an object. */
const ELSEWHERE: Record<string, string> = {
  "steps/mapping/objects.ts": "the catalogue",
  "steps/mapping/load_context.ts": "which rows a chunk's keys name",
  "steps/mapping/proposals/": "the fields of each object",
  "steps/practicehub/": "what the source has",
  "steps/workflows/field_names.ts": "what people call the source of a field",
};

Deno.test("no second table names objects or resources: three in one literal stand in the catalogue only", async () => {
  // Three resources have an export; code is checked against its kinds by type.
  const resources = RESOURCES.map((r) => r.name).filter((name) => !CSV_KINDS.some((kind) => kind === name));
  const found: string[] = [];
  for await (const { path, source } of productSources()) {
    if (Object.keys(ELSEWHERE).some((start) => path.startsWith(start))) continue;
    if (tablesIn(source, TARGET_OBJECTS).length + tablesIn(source, resources).length > 0) found.push(path);
  }
  assertEquals(found, []);
});

Deno.test("a planted table is found, whether list or record", () => {
  assertEquals(tablesIn(`const X = ["note", "person", "company"];`, TARGET_OBJECTS).length, 1);
  assertEquals(tablesIn(`const X = {\n note: 1,\n person: [2],\n company: 3 };`, TARGET_OBJECTS).length, 1);
  assertEquals(
    tablesIn(`const X = [[/a/, "note"], [/b/, "person"], ["company", 3]];`, TARGET_OBJECTS).length,
    1,
  );
  assertEquals(tablesIn(`const X = ["note", "person"]; const Y = ["company"];`, TARGET_OBJECTS), []);
});
