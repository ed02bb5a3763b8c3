import { assert, assertEquals, assertRejects } from "@std/assert";
import { UsageError } from "../../../steps/base/errors.ts";
import {
  deleteWorkflow,
  exportWorkflows,
  type Keeper,
  mergeWorkflows,
  readWorkflows,
  saveWorkflow,
} from "../../../steps/workflows/keep.ts";
import { TempLedger } from "../../db/temp_ledger.ts";
import { FakeWorld } from "../support/fake_world.ts";
import { SETTINGS } from "../support/make_kit.ts";
import { workflow } from "./made_up.ts";

async function keeping(): Promise<{ temp: TempLedger; world: FakeWorld; keeper: Keeper }> {
  const temp = await TempLedger.open();
  const world = new FakeWorld();
  return { temp, world, keeper: { ledger: temp.ledger, world, who: "ana" } };
}

const names = async ({ ledger }: Keeper) => (await readWorkflows(ledger)).map((w) => w.definition.name);

Deno.test("an import adds, changes and leaves as it is, by name; what it does not name stays", async () => {
  const { temp, keeper } = await keeping();
  await using _ = temp;
  assertEquals(
    await mergeWorkflows(keeper, [workflow({ name: "A" }), workflow({ name: "B" }), workflow({ name: "C" })]),
    { added: 3, changed: 0, same: 0 },
  );
  assertEquals(
    await mergeWorkflows(keeper, [
      workflow({ name: "A" }),
      workflow({ name: "b", notes: "new" }),
      workflow({ name: "D" }),
    ]),
    { added: 1, changed: 1, same: 1 },
  );
  assertEquals(await names(keeper), ["A", "b", "C", "D"]);
});

Deno.test("they are listed by name, and numbers in a name by their value", async () => {
  const { temp, keeper } = await keeping();
  await using _ = temp;
  await mergeWorkflows(keeper, ["R 10", "r 9", "A"].map((name) => workflow({ name })));
  assertEquals(await names(keeper), ["A", "r 9", "R 10"]);
});

Deno.test("one that somebody changed or deleted meanwhile is neither saved over nor deleted", async () => {
  const { temp, keeper } = await keeping();
  await using _ = temp;
  await saveWorkflow(keeper, workflow());
  const [opened] = await readWorkflows(temp.ledger);
  if (!opened) throw new Error("nothing was kept");
  const edited = { id: opened.id, opened: opened.hash };
  await saveWorkflow(keeper, workflow({ notes: "by Ben" }), edited);
  await assertRejects(
    () => saveWorkflow(keeper, workflow({ notes: "by Ana" }), edited),
    UsageError,
    "meanwhile",
  );
  await assertRejects(() => deleteWorkflow(keeper, edited), UsageError, "meanwhile");
  const [now] = await readWorkflows(temp.ledger);
  assertEquals(now?.definition.notes, "by Ben");
  await deleteWorkflow(keeper, { id: opened.id, opened: now?.hash ?? "" });
  await assertRejects(() => saveWorkflow(keeper, workflow(), edited), UsageError, "deleted");
  assertEquals(await names(keeper), []);
});

Deno.test("two cannot carry one name", async () => {
  const { temp, keeper } = await keeping();
  await using _ = temp;
  await saveWorkflow(keeper, workflow({ name: "No show" }));
  await assertRejects(
    () => saveWorkflow(keeper, workflow({ name: "no  show" })),
    UsageError,
    "this name already",
  );
  await saveWorkflow(keeper, workflow({ name: "Other" }));
  const other = (await readWorkflows(temp.ledger)).find((w) => w.definition.name === "Other");
  await assertRejects(
    () =>
      saveWorkflow(keeper, workflow({ name: "No show" }), { id: other?.id ?? 0, opened: other?.hash ?? "" }),
    UsageError,
    "this name already",
  );
});

Deno.test("the journal says who and how many, and nothing of what was typed", async () => {
  const { temp, keeper } = await keeping();
  await using _ = temp;
  const secret = workflow({ name: "Call Mrs Secret", notes: "Mrs Secret" });
  await mergeWorkflows(keeper, [secret]);
  const [kept] = await readWorkflows(temp.ledger);
  const edited = { id: kept?.id ?? 0, opened: kept?.hash ?? "" };
  await saveWorkflow(keeper, workflow({ name: "Mrs Secret 2" }));
  await deleteWorkflow(keeper, edited);
  const events = await temp.ledger.db.selectFrom("event").selectAll().orderBy("seq").execute();
  assertEquals(events.map((e) => e.message), [
    "workflows imported by ana: 1 new, 0 changed, 0 as before",
    "a workflow entered by ana",
    "workflow 1 deleted by ana",
  ]);
  assert(!JSON.stringify(events).includes("Secret"));
});

Deno.test("nothing of it asks or tells Twenty or PracticeHub anything", async () => {
  const { temp, world, keeper } = await keeping();
  await using _ = temp;
  await mergeWorkflows(keeper, [workflow({ name: "A" })]);
  const [kept] = await readWorkflows(temp.ledger);
  const edited = { id: kept?.id ?? 0, opened: kept?.hash ?? "" };
  await exportWorkflows(temp.ledger, SETTINGS, "md", { at: "2026-03-02T09:00:00Z", who: "ana" });
  await exportWorkflows(temp.ledger, SETTINGS, "json", { at: "2026-03-02T09:00:00Z", who: "ana" });
  await deleteWorkflow(keeper, edited);
  assertEquals(world.requests, []);
});
