import { assert, assertStringIncludes } from "@std/assert";
import type { Reconciliation } from "../../../steps/runbook/step.ts";
import { ReconciliationView } from "../../../views/reconciliation/table.tsx";

const ROW: Reconciliation = {
  object: "person",
  source: 10,
  created: 6,
  updated: 0,
  unchanged: 4,
  skipped: 0,
  failed: 0,
  conflict: 0,
};

const drawn = (rows: Reconciliation[]) => String(ReconciliationView({ rows, id: "x" }));

Deno.test("a reconciliation that adds up says that nothing is missing", () => {
  const html = drawn([ROW]);
  assertStringIncludes(html, `<span class="num">0</span> missing`);
  assertStringIncludes(html, `aria-label="adds up"`);
  assert(!html.includes(">conflict<"), "a column without a number takes room from the others");
});

Deno.test("a record that nobody accounts for is told in red, and its bar does not fill", () => {
  const html = drawn([ROW, { ...ROW, object: "note", unchanged: 1 }]);
  assertStringIncludes(html, `<span class="num">3</span> missing`);
  assertStringIncludes(html, `aria-label="3 unaccounted for"`);
  assertStringIncludes(html, `<td class="num is-red" data-label="missing">3</td>`);
});
