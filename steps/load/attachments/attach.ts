import pLimit from "p-limit";
import { findBlobs } from "../../../db/blobs.ts";
import { type Effect, latestEffects } from "../../../db/effects.ts";
import type { FileBlobTable } from "../../../db/tables.ts";
import { AT_ONCE, fileIdOf, upload, type Uploaded, uploadedBy, uploadIdOf } from "./upload.ts";
import type { Desk, Kit } from "../../runbook/kit.ts";
import type { Target } from "../../mapping/target.ts";

export { verifyBytes } from "./verify.ts";

/** Gives attachments their bytes: uploads what the ledger holds and puts the file's id into the record. */
export async function attachBytes(kit: Kit, targets: readonly Target[], field: string): Promise<void> {
  const limit = pLimit(AT_ONCE);
  await Promise.all(
    (await filesOf(kit, targets)).map((file) =>
      limit(async () => {
        const { target, id, blob, before } = file;
        if (!blob) return put(file);
        const name = String(target.fields["name"]);
        put(
          file,
          known(file) ?? await upload(kit, { id, sourceKey: target.sourceKey, name, field }, blob, before),
        );
      })
    ),
  );
}

/** Gives attachments the bytes that were uploaded already, and says which would be, without uploading any. */
export async function foreseeBytes(
  desk: Pick<Desk, "ledger" | "migration">,
  targets: readonly Target[],
): Promise<void> {
  for (const file of await filesOf(desk, targets)) put(file, known(file) ?? NOT_YET);
}

/** Equals no id of a file that is there. */
const NOT_YET: Uploaded = { fileId: "not uploaded yet" };

/** An attachment, the bytes that the ledger holds of it, and what became of them before. */
interface OfTarget {
  target: Target;
  /** Under which the upload stands in the effects. */
  id: string;
  blob: FileBlobTable | undefined;
  before: Effect | undefined;
}

async function filesOf(
  desk: Pick<Desk, "ledger" | "migration">,
  all: readonly Target[],
): Promise<OfTarget[]> {
  const targets = all.filter((t) => !t.skip);
  const blobs = await findBlobs(desk.ledger, targets.map(fileIdOf));
  const ids = await Promise.all(targets.map((t) => uploadIdOf(desk, t)));
  const uploads = await latestEffects(desk.ledger, ids);
  return targets.map((target, i): OfTarget => {
    const [id, blob] = [ids[i] ?? "", blobs.get(fileIdOf(target))];
    return { target, id, blob: blob?.state === "stored" ? blob : undefined, before: uploads.get(id) };
  });
}

const known = ({ before }: OfTarget): Uploaded | undefined =>
  before?.state === "confirmed" ? uploadedBy(before) : undefined;

function put({ target, blob }: OfTarget, uploaded?: Uploaded): void {
  const { fileId, remark } = blob && uploaded ? uploaded : { remark: "file-absent" } as const;
  if (remark) target.remarks.push({ field: "file", remark });
  if (fileId) target.fields["file"] = [{ fileId, label: String(target.fields["name"]) }];
}
