import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { UsageError } from "../../../steps/base/errors.ts";
import { readFile, writeFile } from "../../../steps/workflows/file.ts";
import { anyWorkflow } from "./made_up.ts";

const file = (workflows: unknown[], change = {}) =>
  JSON.stringify({ handover: "workflows", version: 1, workflows, ...change });
const MANUAL = { type: "manual" };

const refusal = (text: string): string => assertThrows(() => readFile(text), UsageError).message;

Deno.test("what is written is read again as it was", () => {
  fc.assert(fc.property(anyWorkflow, (workflow) => {
    assertEquals(readFile(writeFile([workflow])), [workflow]);
  }));
});

Deno.test("what a file does not say has a default", () => {
  assertEquals(readFile(file([{ name: "A", trigger: MANUAL }])), [{
    name: "A",
    purpose: "",
    active: true,
    trigger: { type: "manual", detail: "", delay: null },
    match: "all",
    conditions: [],
    actions: [],
    notes: "",
  }]);
});

Deno.test("the example in the docs is a file that is read", async () => {
  const docs = await Deno.readTextFile(new URL("../../../docs/workflows.md", import.meta.url));
  const [, example = ""] = /```json\n([\s\S]*?)\n```/.exec(docs) ?? [];
  assertEquals(JSON.parse(writeFile(readFile(example))), JSON.parse(example));
});

Deno.test("a key that is not known is refused with its path, wherever it stands", () => {
  const planted: [unknown, string][] = [
    [{ name: "A", trigger: MANUAL, colour: 1 }, "workflows[0].colour"],
    [{ name: "A", trigger: { ...MANUAL, at: 1 } }, "workflows[0].trigger.at"],
    [
      { name: "A", trigger: { ...MANUAL, delay: { amount: 1, unit: "days", from: "x" } } },
      "workflows[0].trigger.delay.from",
    ],
    [
      { name: "A", trigger: MANUAL, conditions: [{ field: "a", not: true }] },
      "workflows[0].conditions[0].not",
    ],
    [{ name: "A", trigger: MANUAL, actions: [{ type: "wait", to: "x" }] }, "workflows[0].actions[0].to"],
  ];
  for (const [workflow, path] of planted) {
    assertStringIncludes(refusal(file([workflow])), `${path} is not a part of version 1`);
  }
  assertStringIncludes(refusal(file([], { by: "x" })), "by is not a part of version 1");
});

Deno.test("what is wrong is named by its path and never quoted", () => {
  const planted: [unknown, string][] = [
    [{ name: "", trigger: MANUAL }, "workflows[0].name is empty"],
    [{ trigger: MANUAL }, "workflows[0].name is missing"],
    [{ name: "A" }, "workflows[0].trigger is missing"],
    [
      { name: "A", trigger: { type: "Mrs Secret" } },
      "workflows[0].trigger.type must be one of: record created",
    ],
    [{ name: "A", trigger: MANUAL, notes: 7 }, "workflows[0].notes must be a string"],
    [{ name: "A", trigger: MANUAL, actions: "Mrs Secret" }, "workflows[0].actions must be an array"],
    [
      { name: "A", trigger: { ...MANUAL, delay: { amount: -1, unit: "days" } } },
      "workflows[0].trigger.delay.amount must be at least 0",
    ],
    [{ name: "x".repeat(201), trigger: MANUAL }, "workflows[0].name is longer than 200 characters"],
  ];
  for (const [workflow, said] of planted) {
    const message = refusal(file([workflow]));
    assertStringIncludes(message, said);
    assertStringIncludes(message, "Nothing was read.");
    assert(!message.includes("Secret"));
  }
});

Deno.test("another kind of file, another version and no JSON are refused", () => {
  assertStringIncludes(refusal(file([], { handover: "map" })), 'handover must be "workflows"');
  assertStringIncludes(refusal(file([], { version: 2 })), "version must be 1");
  const message = refusal('{"name": Mrs Secret');
  assertStringIncludes(message, "This is no JSON");
  assert(!message.includes("Secret"));
});

Deno.test("two workflows of one name in a file are refused, whatever their spelling", () => {
  const message = refusal(
    file([{ name: "No  show", trigger: MANUAL }, { name: " no SHOW", trigger: MANUAL }]),
  );
  assertStringIncludes(message, "workflows[1].name is the same as workflows[0].name");
});

Deno.test("of many problems the first are told, and how many more there are", () => {
  const message = refusal(file(Array.from({ length: 12 }, (_, i) => ({ name: `A${i}` }))));
  assertStringIncludes(message, "workflows[7].trigger is missing; and 4 more.");
});
