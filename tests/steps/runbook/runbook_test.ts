import { assertEquals } from "@std/assert";
import { z } from "zod";
import type { Run } from "../../../db/runs.ts";
import type { RunState } from "../../../db/tables.ts";
import { cellStatuses, chainTo } from "../../../steps/runbook/runbook.ts";
import type { Versions } from "../../../steps/runbook/versions.ts";
import type { InputName, Step, StepId } from "../../../steps/runbook/step.ts";
import { AT } from "../../db/temp_ledger.ts";

const VERSIONS: Versions = {
  settings: "s1",
  audit: "a1",
  "field map": "f1",
  "value map": "v1",
  schema: "c1",
  "member map": "m1",
  extract: "e1",
  "sign-off": "o1",
  rollback: "none",
  "CSV exports": "none",
  "optional objects": "none",
  companies: "none",
};

const step = (id: StepId, reads: InputName[], needs: StepId[] = []): Step => ({
  id,
  title: id,
  purpose: "",
  reads,
  writes: [],
  needs,
  input: z.unknown(),
  predict: () => Promise.resolve({ sentence: "" }),
  run: () => Promise.resolve({ state: "green", verdict: "" }),
});

const STEPS = [
  step("audit", ["settings"]),
  step("schema", ["settings", "field map", "value map"], ["audit"]),
  step("extract", [], ["audit"]),
  step("sample", ["field map", "extract"], ["schema", "extract"]),
];

function runOf(id: StepId, state: RunState, inputs: Partial<Versions>): [StepId, Run] {
  return [id, {
    id: 1,
    step: id,
    number: 1,
    state,
    who: "ana",
    started_at: AT,
    ended_at: AT,
    input: "{}",
    input_hash: "",
    inputs: JSON.stringify(inputs),
    progress: "[]",
    outcome: null,
  }];
}

const states = (runs: [StepId, Run][], versions: Versions = VERSIONS) =>
  Object.fromEntries(cellStatuses(STEPS, new Map(runs), versions).map((c) => [c.step, c]));

const READ = { settings: "s1", "field map": "f1", "value map": "v1" };

Deno.test("a cell that has never run is never, and says which cells have to be green first", () => {
  const cells = states([]);
  assertEquals(cells["audit"]?.state, "never");
  assertEquals(cells["audit"]?.missing, []);
  assertEquals(cells["sample"]?.missing, ["schema", "extract"]);
});

Deno.test("a green cell is green while everything it read is as it was", () => {
  assertEquals(states([runOf("schema", "green", READ)])["schema"]?.state, "green");
});

Deno.test("a stale cell names exactly the inputs that changed", () => {
  const now = { ...VERSIONS, "value map": "v2", settings: "s2", "member map": "m2" };
  const cell = states([runOf("schema", "green", READ)], now)["schema"];
  assertEquals([cell?.state, cell?.changed], ["stale", ["settings", "value map"]]);
});

Deno.test("an input that the cell does not read makes nothing stale", () => {
  const now = { ...VERSIONS, audit: "a2", schema: "c2", "member map": "m2", "sign-off": "o2" };
  assertEquals(states([runOf("schema", "green", READ)], now)["schema"]?.state, "green");
});

Deno.test("a cell that waits for a person becomes stale too", () => {
  const now = { ...VERSIONS, settings: "s2" };
  assertEquals(states([runOf("schema", "waiting", READ)], now)["schema"]?.state, "stale");
});

Deno.test("a cell that did not end well shows that, whatever changed since", () => {
  for (const state of ["red", "cancelled", "crashed", "running", "paused"] as const) {
    assertEquals(states([runOf("schema", state, {})])["schema"]?.state, state);
  }
});

Deno.test("a cell does not become stale because an ancestor ran again to the same result", () => {
  const read = { "field map": "f1", extract: "e1" };
  assertEquals(
    states([runOf("sample", "green", read), runOf("extract", "green", {})])["sample"]?.state,
    "green",
  );
  const cell = states([runOf("sample", "green", read)], { ...VERSIONS, extract: "e2" })["sample"];
  assertEquals([cell?.state, cell?.changed], ["stale", ["extract"]]);
});

Deno.test("an ancestor that is red, crashed or running is missing; a stale or waiting one is not", () => {
  for (
    const [state, missing] of [["red", 1], ["crashed", 1], ["running", 1], ["green", 0], [
      "waiting",
      0,
    ]] as const
  ) {
    const cells = states([runOf("audit", state, { settings: "s1" })]);
    assertEquals(cells["schema"]?.missing.length, missing, state);
  }
  assertEquals(states([runOf("audit", "green", { settings: "old" })])["schema"]?.missing, []);
});

Deno.test("a chain holds what is not green under a cell, and green cells that an earlier one may make stale", () => {
  const steps = [
    step("audit", ["settings"]),
    step("schema", ["audit"], ["audit"]),
    step("extract", ["settings"], ["audit"]),
    step("sample", ["extract"], ["schema", "extract"]),
  ];
  const { audit, extract } = VERSIONS;
  const at = (settings: string) =>
    cellStatuses(
      steps,
      new Map([
        runOf("audit", "green", { settings }),
        runOf("schema", "green", { audit }),
        runOf("extract", "green", { settings: "s1" }),
        runOf("sample", "green", { extract }),
      ]),
      VERSIONS,
    );
  assertEquals(chainTo(steps, at("s1"), "sample"), [{ step: "sample", maybe: false }]);
  assertEquals(chainTo(steps, at("old"), "sample"), [
    { step: "audit", maybe: false },
    { step: "schema", maybe: true },
    { step: "sample", maybe: false },
  ]);
  assertEquals(chainTo(steps, at("old"), "extract").map((c) => c.step), ["audit", "extract"]);
});
