import { assertEquals } from "@std/assert";
import type { Forecast, Reconciliation } from "../../../../steps/runbook/step.ts";
import {
  forecastSummary,
  forecastTables,
  forecastWords,
  gistOf,
  isAnyThere,
  triedBefore,
} from "../../../../steps/load/forecast/words.ts";

const row = (
  object: string,
  counts: Partial<Omit<Reconciliation, "object" | "source">> = {},
): Reconciliation => {
  const all = { created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0, conflict: 0, ...counts };
  return { object, source: Object.values(all).reduce((n, m) => n + m, 0), ...all };
};

const told = (objects: Reconciliation[], change: Partial<Forecast> = {}): Forecast => ({
  objects,
  gone: [],
  reasons: [],
  refused: 0,
  unanswered: 0,
  ...change,
});

const MUCH = told([
  row("person", { created: 1_204, updated: 3, unchanged: 11_000 }),
  row("note", { skipped: 12, conflict: 1 }),
], { gone: [row("appointment", { updated: 2, conflict: 1 })] });

Deno.test("a forecast is told in one sentence, what is none left out", () => {
  assertEquals(
    forecastWords(MUCH, "soft-delete"),
    "create 1,204 records, update 3, put 2 in the trash, leave 11,000 as they are, skip 12 and leave 2 in conflict",
  );
  assertEquals(forecastWords(told([row("person", { created: 1 })]), "keep"), "create 1 record");
  assertEquals(
    forecastWords(told([row("person", { unchanged: 5, skipped: 1 })]), "keep"),
    "write nothing, leave 5 records as they are and skip 1",
  );
  assertEquals(
    forecastWords({ ...MUCH, objects: [] }, "flag"),
    "flag 2 records as gone and leave 1 in conflict",
  );
  assertEquals(forecastWords(told([]), "keep"), "write nothing");
});

Deno.test("in a few words it is how much is written", () => {
  assertEquals(gistOf(MUCH), "write 1,209 records");
  assertEquals(gistOf(told([row("person", { unchanged: 5 })])), "write nothing");
});

Deno.test("what only Twenty can tell is said where there is such", () => {
  assertEquals(triedBefore(MUCH), "");
  assertEquals(
    triedBefore({ ...MUCH, refused: 2, unanswered: 1_000 }),
    " Twenty refused 2 of these before. 1,000 were sent before and not answered: Twenty is asked about those first.",
  );
  assertEquals([isAnyThere(MUCH), isAnyThere(told([row("person", { created: 5, skipped: 1 })]))], [
    true,
    false,
  ]);
});

Deno.test("the fold says of how many it tells why", () => {
  assertEquals(forecastSummary(MUCH), "By object, and why 12 are skipped and 2 are in conflict");
  assertEquals(forecastSummary(told([row("note", { skipped: 1 })])), "By object, and why 1 is skipped");
  assertEquals(forecastSummary(told([row("note", { created: 1 })])), "By object");
});

Deno.test("the tables have the columns that are needed, and every row adds up", () => {
  const [objects, gone] = forecastTables(MUCH);
  assertEquals(objects?.columns.map((c) => c.label), [
    "Object",
    "Records",
    "Create",
    "Update",
    "Leave as is",
    "Skip",
    "In conflict",
  ]);
  assertEquals(objects?.rows, [["person", 12_207, 1_204, 3, 11_000, 0, 0], ["note", 13, 0, 0, 0, 12, 1]]);
  assertEquals(gone?.rows, [["appointment", 3, 0, 2, 0, 0, 1]]);
  assertEquals(forecastTables(told([])), []);
});
