import { assert, assertEquals } from "@std/assert";
import type { Row } from "../../../../steps/practicehub/envelope.ts";
import type { FieldKind } from "../../../../steps/mapping/transform.ts";
import { PROPOSALS } from "../../../../steps/mapping/proposals.ts";
import { NEW_TYPES, typeFor } from "../../../../steps/mapping/fields.ts";
import {
  fitting,
  transformFor,
  transformNamed,
  TRANSFORMS,
} from "../../../../steps/mapping/transforms/catalogue.ts";
import { contextOf, MAP } from "../made_up_context.ts";
import { productSources, tablesIn } from "../tables.ts";

Deno.test("every transform says what it takes, what it fills and how it is said", () => {
  for (const [name, { takes = ["attribute"], type, words }] of Object.entries(TRANSFORMS)) {
    assert(takes.length > 0 && /^[A-Z_]+$/.test(type) && words !== "", name);
  }
  assertEquals(transformNamed("toString"), undefined);
});

Deno.test("a transform of a whole row says which attributes it reads, and one with options where they come from", () => {
  for (const [name, { takes = [], reads, type, options }] of Object.entries(TRANSFORMS)) {
    if (takes.includes("row")) assert((reads ?? []).length > 0, name);
    assertEquals(options !== undefined, type === "SELECT" || type === "MULTI_SELECT", name);
  }
});

/** Names of what was asked of `given`. */
function watched<T extends object>(given: T): { proxy: T; asked: Set<string> } {
  const asked = new Set<string>();
  const proxy = new Proxy(given, {
    get(target, name) {
      asked.add(String(name));
      return Reflect.get(target, name);
    },
  });
  return { proxy, asked };
}

const VALUES: readonly unknown[] = [
  "",
  "1",
  "0",
  "-3",
  "a@b.test",
  "2024-05-01 10:00:00",
  "account/1",
  "07700 900123",
];

Deno.test("a transform looks at nothing of the row and of the context but what it says", () => {
  for (const [name, { run, reads = [], needs = [] }] of Object.entries(TRANSFORMS)) {
    const found = { row: new Set<string>(), context: new Set<string>() };
    for (const value of VALUES) {
      const attributes = Object.fromEntries(reads.map((attribute) => [attribute, value]));
      const row = watched<Row>({ id: 7, ...attributes });
      for (const there of [undefined, "id"]) {
        const context = watched(contextOf({
          targetOf: () => there,
          memberOf: (id) => id === undefined ? there : undefined,
          locations: 2,
        }));
        run({ value, row: row.proxy, map: MAP, context: context.proxy });
        for (const one of context.asked) found.context.add(one);
      }
      for (const one of row.asked) found.row.add(one);
    }
    found.row.delete("id");
    assertEquals([...found.row].sort(), [...reads].sort(), `${name} reads`);
    assertEquals([...found.context].sort(), [...needs].sort(), `${name} needs`);
  }
});

Deno.test("every proposal names a transform that takes its source", () => {
  for (const { source, transform } of PROPOSALS) {
    const takes = transformNamed(transform)?.takes ?? [];
    assert(
      takes.includes("own") || fitting(source, transformNamed(transform)?.type ?? "").includes(transform),
      transform,
    );
  }
});

Deno.test("every type of a new field can be filled from an attribute", () => {
  for (const type of Object.keys(NEW_TYPES)) assert(fitting("dob", type).length > 0, type);
});

Deno.test("what makes one type is not offered for another", () => {
  assertEquals(fitting("dob", "DATE"), ["date"]);
  assertEquals(fitting("dob", "NUMBER"), ["number"]);
  assertEquals(fitting("=patient", "TEXT"), ["text"]);
  assertEquals(fitting("dob", "RELATION"), []);
  assertEquals(fitting("dob", "UUID"), []);
});

Deno.test("what was found in a field says which type and transform it is offered first", () => {
  const kinds = ["choice", "list", "date", "flag", "number", "html", "objects", undefined] as const;
  assertEquals(kinds.map(typeFor), ["SELECT", "ARRAY", "DATE", "BOOLEAN", "NUMBER", "TEXT", "TEXT", "TEXT"]);
  assertEquals((["html", "list", "text"] as const).map((kind) => transformFor("x", "TEXT", kind)), [
    "markdown",
    "json",
    "text",
  ]);
});

/** What values may be, and what a context is asked, is named like some transforms. */
const OTHER_WORDS: ReadonlySet<string> = new Set([
  ...["text", "number", "date", "instant"] satisfies FieldKind[],
  ...Object.keys(contextOf()),
]);
const HOMES = /^steps\/mapping\/(transforms|proposals)\//;

Deno.test("no other file of the program lists transforms or decides by their names", async () => {
  const compared = /transform\)?\s*[!=]==\s*"/;
  const names = Object.keys(TRANSFORMS).filter((name) => !OTHER_WORDS.has(name));
  for await (const { path, source } of productSources()) {
    if (HOMES.test(path)) continue;
    assert(!compared.test(source), `${path} compares a transform with a name`);
    assertEquals(tablesIn(source, names), [], path);
  }
});
