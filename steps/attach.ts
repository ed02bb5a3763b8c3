import pLimit from "p-limit";
import { findBlobs } from "../db/blobs.ts";
import { latestEffects } from "../db/effects.ts";
import { AT_ONCE, fileIdOf, uploadIdOf } from "./attach/names.ts";
import { upload, type Uploaded } from "./attach/upload.ts";
import type { Kit } from "./engine/kit.ts";
import type { Target } from "./mapping/target.ts";

export { verifyBytes } from "./attach/verify.ts";

/** Gives attachments their bytes: uploads what the ledger holds and puts the file's id into the record. */
export async function attachBytes(kit: Kit, targets: readonly Target[], field: string): Promise<void> {
  const blobs = await findBlobs(kit.ledger, targets.map(fileIdOf));
  const ids = new Map(
    await Promise.all(targets.map(async (t): Promise<[string, string]> => [t.id, await uploadIdOf(kit, t)])),
  );
  const uploads = await latestEffects(kit.ledger, [...ids.values()]);
  const limit = pLimit(AT_ONCE);
  await Promise.all(
    targets.filter((t) => !t.skip).map((target) =>
      limit(async () => {
        const blob = blobs.get(fileIdOf(target));
        if (blob?.state !== "stored") {
          return void target.remarks.push({ field: "file", remark: "file-absent" });
        }
        const id = ids.get(target.id) ?? "";
        const name = String(target.fields["name"]);
        const before = uploads.get(id);
        const { fileId, remark } = before?.state === "confirmed"
          ? JSON.parse(before.written) as Uploaded
          : await upload(kit, { id, sourceKey: target.sourceKey, name, field }, blob, before);
        if (remark) target.remarks.push({ field: "file", remark });
        if (fileId) target.fields["file"] = [{ fileId, label: name }];
      })
    ),
  );
}
