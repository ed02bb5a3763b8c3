import { assertEquals } from "@std/assert";
import { decideConflicts } from "../../../steps/engine/conflicts.ts";
import { editedSince } from "../../../steps/engine/edited.ts";
import { land } from "../../../steps/engine/land.ts";
import type { Fields } from "../../../steps/twenty/json.ts";
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

Deno.test("who writes between our write and our reading back has edited the record", async () => {
  await using stage = await Stage.make();
  stage.twenty.mishap = (method) => {
    const there = stage.twenty.table("people").get("a");
    if (method === "GET" && there) edit(stage, { linkedinLink: "theirs", updatedBy: { source: "MANUAL" } });
    return undefined;
  };
  assertEquals((await land(stage.kit, [wanted("a")])).map((l) => l.verdict), ["created"]);
  assertEquals(await isEdited(stage), true);
});
