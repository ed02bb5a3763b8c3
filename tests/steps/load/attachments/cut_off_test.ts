import { assertEquals, assertRejects } from "@std/assert";
import type { FileBlobTable } from "../../../../db/tables.ts";
import { upload } from "../../../../steps/load/attachments/upload.ts";
import { LostAnswerError } from "../../../../steps/base/errors.ts";
import { AT } from "../../../db/temp_ledger.ts";
import { json } from "../../support/fake_world.ts";
import { Stage } from "../../support/stage.ts";

const OF = { id: "upload-1", sourceKey: "files/1", name: "letter.txt", field: "field-1" };
const EMPTY: FileBlobTable = {
  file_id: 1,
  state: "stored",
  reason: null,
  size: 0,
  sha256: "hash",
  fetched_at: AT,
};

/** An upload whose answers were all lost, and what then answers. */
async function cutOff(): Promise<Stage> {
  const stage = await Stage.make();
  stage.world.answer = () => Promise.reject(new TypeError("gone"));
  await assertRejects(() => upload(stage.kit, OF, EMPTY), LostAnswerError);
  stage.world.answer = () => Promise.resolve(json({ data: { uploadFilesFieldFile: { id: "file-1" } } }));
  return stage;
}

const states = async (stage: Stage) =>
  (await stage.effects()).map(({ id, state, reason }) => [id, state, reason]);

Deno.test("an upload that a cut-off run left open is carried on: it is one effect to the end", async () => {
  await using stage = await cutOff();
  assertEquals(await states(stage), [[1, "sent", null]]);
  await upload(stage.kit, OF, EMPTY, (await stage.effects())[0]);
  assertEquals(await states(stage), [[1, "confirmed", null]]);
});

Deno.test("an upload that was left open for a file that is another one now is closed, and the new one is its own", async () => {
  await using stage = await cutOff();
  await upload(stage.kit, { ...OF, name: "other.txt" }, EMPTY, (await stage.effects())[0]);
  assertEquals(await states(stage), [
    [1, "failed", "settled: the file is another one now"],
    [2, "confirmed", null],
  ]);
});
