import { assertEquals } from "@std/assert";
import type { Run } from "../../../db/runs.ts";
import type { Outcome } from "../../../steps/runbook/step.ts";
import { type About, shownBlocks } from "../../../routes/cell/blocks.tsx";

const table = (id: string) => ({ id, title: id, columns: [], rows: [] });

const PLANNED: Outcome = {
  state: "waiting",
  verdict: "3 rows would be taken back.",
  detail: { plan: { hash: "h", count: 3, objects: [], kept: [] } },
  tables: [table("plan"), table("would-be-kept"), table("objects")],
};

/** The plan is read from the outcome alone, so that no ledger is needed. */
const about = (outcome: Outcome): About => ({
  deps: {} as About["deps"],
  cell: "rollback",
  run: { state: "waiting" } as Run,
  outcome,
  mayPress: true,
});

Deno.test("a block takes the place of the tables that it shows in its own way, and of no others", async () => {
  const { blocks, rest } = await shownBlocks(about(PLANNED), false);
  assertEquals(blocks.map(({ hasNotices }) => hasNotices), [true]);
  assertEquals(rest?.tables?.map(({ id }) => id), ["objects"]);
});

Deno.test("a block that has nothing to show leaves every table where it is", async () => {
  const { blocks, rest } = await shownBlocks(about({ ...PLANNED, detail: undefined }), false);
  assertEquals(blocks, []);
  assertEquals(rest?.tables?.length, 3);
});

Deno.test("while a cell runs, what its last run found is not shown", async () => {
  assertEquals((await shownBlocks(about(PLANNED), true)).blocks, []);
});
