import { assertEquals } from "@std/assert";
import { openConflicts } from "../../../db/conflicts.ts";
import { confirmedEffects } from "../../../db/effects.ts";
import { decideConflicts } from "../../../steps/load/conflicts.ts";
import { land } from "../../../steps/load/land.ts";
import { removeRecords } from "../../../steps/load/remove.ts";
import type { Landed } from "../../../steps/load/effect.ts";
import { refusal } from "../support/fake_twenty.ts";
import { Stage, wanted } from "../support/stage.ts";

const TRASHED = "2026-03-02T00:00:00.000Z";

const lands = async (stage: Stage, jobTitle = "new"): Promise<Landed | undefined> =>
  (await land(stage.kit, [wanted("a", { jobTitle })]))[0];

const row = ({ twenty }: Stage) => twenty.table("people").get("a");
const edit = ({ twenty }: Stage, deletedAt: string | null = null) =>
  twenty.put("people", "a", { jobTitle: "theirs" }, deletedAt);
const remove = async (stage: Stage) => (await removeRecords(stage.kit, [wanted("a", {})]))[0];
const decided = (stage: Stage) => decideConflicts(stage.kit, { id: "a" }, "practicehub");

const over = async ({ ledger }: Stage) =>
  (await confirmedEffects(ledger, ["a"])).get("a")?.findLast(({ over_edit }) => over_edit === 1);

/** A record whose edit somebody chose to write over. */
async function ruled(): Promise<Stage> {
  const stage = await Stage.make();
  await lands(stage, "old");
  edit(stage);
  await lands(stage);
  await decided(stage);
  return stage;
}

for (const mishap of ["lost before", "lost after"] as const) {
  Deno.test(`what was written over an edit is known to rollback when the console died with it: ${mishap}`, async () => {
    await using stage = await ruled();
    await stage.cutOff(() => lands(stage), mishap);
    assertEquals((await lands(stage))?.verdict, "updated");
    const effect = await over(stage);
    assertEquals([row(stage)?.["jobTitle"], effect?.prior], ["new", '{"jobTitle":"theirs"}']);
  });
}

Deno.test("what was written over an edit is known when the source has changed before its answer was settled", async () => {
  await using stage = await ruled();
  await stage.cutOff(() => lands(stage), "lost after");
  assertEquals((await lands(stage, "newer"))?.verdict, "updated");
  const effect = await over(stage);
  assertEquals([row(stage)?.["jobTitle"], effect?.prior], ["newer", '{"jobTitle":"theirs"}']);
});

Deno.test("a decision is about its value: where that never arrived, the next is asked about again", async () => {
  await using stage = await ruled();
  await stage.cutOff(() => lands(stage), "lost before");
  assertEquals((await lands(stage, "newer"))?.reason, "edited in Twenty");
  assertEquals(row(stage)?.["jobTitle"], "theirs");
});

Deno.test("a decided value that Twenty refuses is sent again, and another one is asked about first", async () => {
  await using stage = await ruled();
  stage.twenty.mishap = (method) => method === "PATCH" ? refusal(400, "not to our liking") : undefined;
  for (let i = 0; i < 2; i++) assertEquals((await lands(stage))?.reason, "not to our liking");
  assertEquals((await stage.effects()).at(-1)?.reason, "not to our liking; over an edit, as decided");
  stage.twenty.mishap = () => undefined;
  assertEquals((await lands(stage, "newer"))?.reason, "edited in Twenty");
  assertEquals(row(stage)?.["jobTitle"], "theirs");
  assertEquals((await lands(stage))?.verdict, "conflict");
  await decided(stage);
  assertEquals([(await lands(stage))?.verdict, row(stage)?.["jobTitle"]], ["updated", "new"]);
});

/** We put it into the trash, its row is back, Twenty refuses to restore it, and somebody edits it there. */
async function editedInTrash(): Promise<Stage> {
  const stage = await Stage.make();
  await lands(stage, "old");
  await remove(stage);
  stage.twenty.mishap = (method) => method === "PATCH" ? refusal(400, "not now") : undefined;
  await lands(stage);
  stage.twenty.mishap = () => undefined;
  edit(stage, TRASHED);
  return stage;
}

Deno.test("an edit in the trash out of which we were about to take a record is decided, and that is done", async () => {
  await using stage = await editedInTrash();
  for (let i = 0; i < 2; i++) assertEquals((await lands(stage))?.reason, "edited in Twenty");
  await decided(stage);
  assertEquals((await lands(stage))?.verdict, "updated");
  assertEquals([row(stage)?.["jobTitle"], row(stage)?.deletedAt], ["new", null]);
});

Deno.test("an edit in the trash into which we put a record is no conflict where the row is gone again", async () => {
  await using stage = await editedInTrash();
  await lands(stage);
  assertEquals((await remove(stage))?.reason, "not in Twenty any more");
  assertEquals((await lands(stage))?.reason, "edited in Twenty");
});

Deno.test("what people put into the trash stays there, though the record was in conflict when its row was gone", async () => {
  await using stage = await Stage.make();
  await lands(stage, "old");
  stage.twenty.put("people", "a", { jobTitle: "old", linkedinLink: "theirs" });
  assertEquals((await remove(stage))?.verdict, "conflict");
  stage.twenty.put("people", "a", { jobTitle: "old", linkedinLink: "theirs" }, TRASHED);
  assertEquals((await remove(stage))?.reason, "not in Twenty any more");
  assertEquals(await openConflicts(stage.ledger, { offset: 0, limit: 10 }), []);
  assertEquals((await lands(stage))?.reason, "deleted in Twenty");
  assertEquals(row(stage)?.deletedAt, TRASHED);
});

Deno.test("what people took out of the trash, edited and put back there is deleted by them", async () => {
  await using stage = await Stage.make();
  await lands(stage, "old");
  await remove(stage);
  edit(stage);
  assertEquals((await lands(stage))?.reason, "edited in Twenty");
  edit(stage, TRASHED);
  assertEquals((await lands(stage))?.reason, "deleted in Twenty");
});

Deno.test("a record that people took out of the trash as it was, its row being back, counts as there", async () => {
  await using stage = await Stage.make();
  await lands(stage, "old");
  await remove(stage);
  stage.twenty.put("people", "a", { jobTitle: "old" });
  assertEquals((await lands(stage, "old"))?.verdict, "updated");
  assertEquals((await lands(stage, "old"))?.verdict, "unchanged");
  const newest = (await stage.effects()).at(-1);
  assertEquals([newest?.kind, newest?.state], ["update", "confirmed"]);
});

Deno.test("a write that a cut-off run left open is settled before its record is removed", async () => {
  await using stage = await Stage.make();
  await lands(stage, "old");
  await stage.cutOff(() => lands(stage), "lost after");
  await remove(stage);
  const states = (await stage.effects()).map((e) => [e.kind, e.state]);
  assertEquals(states.filter(([, state]) => state === "sent"), []);
});
