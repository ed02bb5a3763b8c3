import { assertEquals } from "@std/assert";
import type { Run } from "../../../db/runs.ts";
import type { RunState } from "../../../db/tables.ts";
import { combined } from "../../../steps/runbook/current.ts";

const run = (state: RunState, id = 1): Run => ({
  id,
  step: "full-run",
  number: id,
  state,
  who: "ana",
  started_at: "",
  ended_at: null,
  input: "{}",
  input_hash: "",
  inputs: `{"run":"${id}"}`,
  progress: "[]",
  outcome: null,
});

const after = (whole: RunState, ...parts: RunState[]): string =>
  combined(run(whole), parts.map((state, i) => run(state, i + 2))).state;

Deno.test("a run of single rows never makes the cell better than the run of everything left it", () => {
  assertEquals(after("red", "green"), "red");
  assertEquals(after("red", "waiting"), "red");
  assertEquals(after("waiting", "green"), "waiting");
  assertEquals(after("green", "red", "green"), "red");
});

Deno.test("what single rows met makes the cell worse until everything is run again", () => {
  assertEquals(after("green", "green"), "green");
  assertEquals(after("green", "waiting"), "waiting");
  assertEquals(after("green", "crashed"), "crashed");
  assertEquals(after("waiting", "red"), "red");
});

Deno.test("a run of single rows that goes on is what the cell does", () => {
  assertEquals(after("red", "running"), "running");
  assertEquals(after("crashed", "paused"), "paused");
});

Deno.test("what the cell read is what the run of everything read", () => {
  assertEquals(combined(run("green"), [run("red", 2)]).inputs, '{"run":"1"}');
});
