import { assertEquals, assertNotEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { conflictsShown, countConflicts, openConflicts } from "../../../db/conflicts.ts";
import type { Take } from "../../../db/tables.ts";
import { decideConflicts, TAKEABLE } from "../../../steps/load/conflicts.ts";
import { NeedsPersonError, UsageError } from "../../../steps/base/errors.ts";
import { land } from "../../../steps/load/land.ts";
import { removeRecords } from "../../../steps/load/remove.ts";
import type { Landed } from "../../../steps/load/effect.ts";
import { Stage, wanted } from "../support/stage.ts";

const NEW = { jobTitle: "new" };
const IDS = ["a", "b", "c"];

/** Three records of which people edited `ids`, met by a run that wants something else. */
async function inConflict(ids: readonly string[] = ["a", "b"]): Promise<Stage> {
  const stage = await Stage.make();
  await land(stage.kit, IDS.map((id) => wanted(id)));
  for (const id of ids) stage.twenty.put("people", id, { jobTitle: "theirs" });
  await meet(stage);
  return stage;
}

const meet = (stage: Stage): Promise<Landed[]> => land(stage.kit, IDS.map((id) => wanted(id, NEW)));

const verdicts = (landed: readonly Landed[]) =>
  Object.fromEntries(landed.map((l) => [l.wanted.id, l.decided ? `${l.verdict}, decided` : l.verdict]));

const held = ({ twenty }: Stage, id: string) => twenty.table("people").get(id)?.["jobTitle"];
const open = ({ ledger }: Stage) => openConflicts(ledger, { offset: 0, limit: 10 });

Deno.test("a conflict keeps both sides of each field that differs, once", async () => {
  await using stage = await inConflict();
  await meet(stage);
  assertEquals((await open(stage)).map((c) => [c.source_key, JSON.parse(c.fields), c.take]), [
    ["patients/a", { jobTitle: ["new", "theirs"] }, null],
    ["patients/b", { jobTitle: ["new", "theirs"] }, null],
  ]);
  assertEquals(held(stage, "a"), "theirs");
  assertEquals((await stage.transitions()).filter((t) => t.endsWith("conflict")).length, 2);
});

Deno.test("PracticeHub's values are written where somebody chose them, and only there", async () => {
  await using stage = await inConflict();
  await decideConflicts(stage.kit, { id: "a" }, "practicehub");
  assertEquals(verdicts(await meet(stage)), { a: "updated", b: "conflict", c: "unchanged" });
  assertEquals([held(stage, "a"), held(stage, "b")], ["new", "theirs"]);
  assertEquals((await open(stage)).map((c) => c.target_id), ["b"]);
});

Deno.test("a choice is about the values that were shown: another edit is another conflict", async () => {
  await using stage = await inConflict();
  await decideConflicts(stage.kit, { id: "a" }, "practicehub");
  stage.twenty.put("people", "a", { jobTitle: "edited again" });
  assertEquals(verdicts(await meet(stage))["a"], "conflict");
  const [a] = await open(stage);
  assertEquals([a?.take, JSON.parse(a?.fields ?? "")], [null, { jobTitle: ["new", "edited again"] }]);
  assertEquals(held(stage, "a"), "edited again");
});

Deno.test("where Twenty's values were chosen they stay, through other edits, until PracticeHub's change", async () => {
  await using stage = await inConflict();
  await decideConflicts(stage.kit, { id: "a" }, "twenty");
  stage.twenty.put("people", "a", { jobTitle: "edited again" });
  assertEquals(verdicts(await meet(stage))["a"], "conflict, decided");
  assertEquals((await open(stage)).find((c) => c.target_id === "a")?.take, "twenty");
  const changed = await land(stage.kit, [wanted("a", { jobTitle: "newer" })]);
  assertEquals(verdicts(changed), { a: "conflict" });
  assertEquals((await open(stage)).find((c) => c.target_id === "a")?.take, null);
});

Deno.test("a choice that was carried out says nothing of the next edit, though it be the same one", async () => {
  await using stage = await inConflict(["a"]);
  await decideConflicts(stage.kit, { id: "a" }, "practicehub");
  assertEquals(verdicts(await meet(stage))["a"], "updated");
  stage.twenty.put("people", "a", { jobTitle: "theirs" });
  for (let i = 0; i < 2; i++) assertEquals(verdicts(await meet(stage))["a"], "conflict");
  assertEquals([held(stage, "a"), (await open(stage))[0]?.take], ["theirs", null]);
});

Deno.test("all are decided at once, in the number that was shown or not at all", async () => {
  await using stage = await inConflict();
  const { takeable: hash } = await conflictsShown(stage.ledger, TAKEABLE);
  await assertRejects(
    () => decideConflicts(stage.kit, "undecided", "practicehub", { count: 3, hash }),
    UsageError,
    "2 conflicts",
  );
  assertEquals((await countConflicts(stage.ledger, TAKEABLE)).undecided, 2);
  await decideConflicts(stage.kit, "undecided", "practicehub", { count: 2, hash });
  assertEquals(await countConflicts(stage.ledger, TAKEABLE), {
    open: 2,
    undecided: 0,
    takeable: 0,
    twenty: 0,
    practicehub: 2,
  });
  await decideConflicts(stage.kit, { id: "b" }, null);
  assertEquals(verdicts(await meet(stage)), { a: "updated", b: "conflict", c: "unchanged" });
});

Deno.test("all are decided as they were shown: another edit, another record, a decision voids it", async () => {
  await using stage = await inConflict();
  const all = async (take: Take, changed: () => Promise<unknown>) => {
    const { undecided, takeable, count } = await conflictsShown(stage.ledger, TAKEABLE);
    await changed();
    const hash = take === "twenty" ? undecided : takeable;
    const deciding = decideConflicts(stage.kit, "undecided", take, { count: count.takeable, hash });
    await assertRejects(() => deciding, NeedsPersonError, "look at them again");
  };
  for (const take of ["practicehub", "twenty"] as const) {
    await all(take, () => {
      stage.twenty.put("people", "a", { jobTitle: `edited again before ${take}` });
      return meet(stage);
    });
    await all(take, () => land(stage.kit, [wanted("a", { jobTitle: `newer before ${take}` })]));
    await all(take, () => decideConflicts(stage.kit, { id: "b" }, "twenty"));
    await all(take, () => decideConflicts(stage.kit, { id: "b" }, null));
  }
  assertEquals((await countConflicts(stage.ledger, TAKEABLE)).undecided, 2);
});

Deno.test("a decision that was taken back leaves what is shown as it was", async () => {
  await using stage = await inConflict();
  const before = await conflictsShown(stage.ledger, TAKEABLE);
  await decideConflicts(stage.kit, { id: "b" }, "twenty");
  const between = await conflictsShown(stage.ledger, TAKEABLE);
  await decideConflicts(stage.kit, { id: "b" }, null);
  assertEquals(await conflictsShown(stage.ledger, TAKEABLE), before);
  assertNotEquals(between.all, before.all);
  assertNotEquals(between.undecided, before.undecided);
});

Deno.test("what was deleted in Twenty stays deleted: no choice brings it back", async () => {
  await using stage = await inConflict(["a"]);
  stage.twenty.table("people").delete("b");
  await meet(stage);
  const error = await assertRejects(
    () => decideConflicts(stage.kit, { id: "b" }, "practicehub"),
    UsageError,
  );
  assertStringIncludes(error.message, "patients/b was destroyed in Twenty");
  const { takeable: hash } = await conflictsShown(stage.ledger, TAKEABLE);
  await decideConflicts(stage.kit, "undecided", "practicehub", { count: 1, hash });
  assertEquals(verdicts(await meet(stage)), { a: "updated", b: "conflict", c: "unchanged" });
  assertEquals(held(stage, "b"), undefined);
  await decideConflicts(stage.kit, { id: "b" }, "twenty");
  assertEquals(verdicts(await meet(stage))["b"], "conflict, decided");
});

Deno.test("a record that is gone in PracticeHub and edited in Twenty goes only where somebody says so", async () => {
  await using stage = await inConflict([]);
  for (const id of ["a", "b"]) stage.twenty.put("people", id, { jobTitle: "new", linkedinLink: "theirs" });
  const remove = () => removeRecords(stage.kit, ["a", "b"].map((id) => wanted(id, {})));
  for (let i = 0; i < 2; i++) assertEquals(verdicts(await remove()), { a: "conflict", b: "conflict" });
  await decideConflicts(stage.kit, { id: "a" }, "practicehub");
  await decideConflicts(stage.kit, { id: "b" }, "twenty");
  assertEquals(verdicts(await remove()), { a: "updated", b: "conflict, decided" });
  const trash = ["a", "b"].map((id) => stage.twenty.table("people").get(id)?.deletedAt !== null);
  assertEquals(trash, [true, false]);
  assertEquals((await stage.transitions()).filter((t) => t.endsWith("conflict")).length, 2);
});

Deno.test("a choice to remove a record is about the record as it was shown", async () => {
  await using stage = await inConflict([]);
  stage.twenty.put("people", "a", { jobTitle: "new", linkedinLink: "theirs" });
  const remove = () => removeRecords(stage.kit, [wanted("a", {})]);
  await remove();
  await decideConflicts(stage.kit, { id: "a" }, "practicehub");
  stage.twenty.put("people", "a", { jobTitle: "new", linkedinLink: "again" });
  for (let i = 0; i < 2; i++) assertEquals(verdicts(await remove()), { a: "conflict" });
  assertEquals(stage.twenty.table("people").get("a")?.deletedAt, null);
});

Deno.test("who decided what is in the log, without a value", async () => {
  await using stage = await inConflict();
  await decideConflicts(stage.kit, { id: "a" }, "practicehub");
  const events = await stage.ledger.db.selectFrom("event").selectAll().where("kind", "=", "decided")
    .execute();
  assertEquals(events.map((e) => e.message), ["patients/a: PracticeHub's values are to be written, by ana"]);
});
