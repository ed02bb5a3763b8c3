import { assertEquals } from "@std/assert";
import { decideConflicts } from "../../../steps/load/conflicts.ts";
import { editedSince } from "../../../steps/load/decide.ts";
import { land } from "../../../steps/load/land.ts";
import { recordHash } from "../../../steps/twenty/compare.ts";
import type { Fields, Found } from "../../../steps/twenty/json.ts";
import { Stage, wanted } from "../support/stage.ts";

async function landed(): Promise<Stage> {
  const stage = await Stage.make();
  await land(stage.kit, [wanted("a")]);
  return stage;
}

const edit = ({ twenty }: Stage, fields: Fields) =>
  twenty.put("people", "a", { ...twenty.table("people").get("a"), ...fields });

async function isEdited(stage: Stage): Promise<boolean> {
  const effect = (await stage.effects()).at(-1);
  const found = stage.twenty.table("people").get("a");
  if (!effect || !found) throw new Error("nothing landed");
  return editedSince(effect, found);
}

Deno.test("a record is edited when any field of it was, also one that is not ours", async () => {
  await using stage = await landed();
  assertEquals(await isEdited(stage), false);
  edit(stage, { linkedinLink: "theirs" });
  assertEquals(await isEdited(stage), true);
});

Deno.test("an update of ours does not make people's edits of other fields ours", async () => {
  await using stage = await landed();
  edit(stage, { linkedinLink: "theirs" });
  const [result] = await land(stage.kit, [wanted("a", { jobTitle: "new" })]);
  assertEquals(result?.verdict, "updated");
  assertEquals(await isEdited(stage), true);
});

Deno.test("an update that a person wanted over somebody's edit leaves the record edited", async () => {
  await using stage = await landed();
  edit(stage, { jobTitle: "theirs" });
  const change = [wanted("a", { jobTitle: "new" })];
  await land(stage.kit, change);
  await decideConflicts(stage.kit, { id: "a" }, "practicehub");
  assertEquals((await land(stage.kit, change)).map((l) => l.verdict), ["updated"]);
  assertEquals(await isEdited(stage), true);
});

const found: Found = { id: "a", jobTitle: "x", deletedAt: null, updatedAt: "2026-03-01T00:00:00.000Z" };
const mine = { read_hash: recordHash(found), worked_on: 0 as const, written: '{"jobTitle":"x"}' };
const IN_TRASH = "2026-03-02T00:00:00.000Z";

Deno.test("any edit counts, ours or in a field of theirs; the bin and the server's own marks do not", () => {
  assertEquals(editedSince(mine, found), false);
  assertEquals(editedSince(mine, { ...found, jobTitle: "y" }), true);
  assertEquals(editedSince(mine, { ...found, theirs: "y" }), true);
  assertEquals(editedSince(mine, { ...found, deletedAt: IN_TRASH }), false);
  assertEquals(editedSince(mine, { ...found, deletedAt: IN_TRASH, theirs: "y" }), true);
  assertEquals(editedSince(mine, { ...found, updatedAt: "2030-01-01T00:00:00.000Z", position: 3 }), false);
});

Deno.test("a record that was never read back is judged by what we wrote", () => {
  const unread = { ...mine, read_hash: null };
  assertEquals(editedSince(unread, { ...found, theirs: "y" }), false);
  assertEquals(editedSince(unread, { ...found, jobTitle: "y" }), true);
});
