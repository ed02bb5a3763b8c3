import { z } from "zod";
import { readBlob } from "../../../db/blobs.ts";
import type { Effect } from "../../../db/effects.ts";
import { hashOf } from "../../../db/hash.ts";
import { storedJson } from "../../../db/stored.ts";
import type { FileBlobTable } from "../../../db/tables.ts";
import { RefusedError } from "../../base/errors.ts";
import { targetId } from "../../base/identity.ts";
import { closeEffect, openEffect } from "../effect.ts";
import { WORDS } from "../words.ts";
import type { Target } from "../../mapping/target.ts";
import type { Remark } from "../../mapping/transform.ts";
import type { Kit } from "../../runbook/kit.ts";
import { type Outgoing, uploadFile } from "../../twenty/files.ts";

/** What an upload's effect remembers; no `fileId` where Twenty would not take the file under any name. */
const Uploaded = z.object({
  fileId: z.string().optional(),
  remark: z.custom<Remark>((remark) => typeof remark === "string").optional(),
});
export type Uploaded = z.infer<typeof Uploaded>;

export const uploadedBy = ({ written }: Pick<Effect, "written">): Uploaded =>
  Uploaded.parse(storedJson(written));

/** Which file goes where, and under which name. */
interface Of {
  id: string;
  sourceKey: string;
  name: string;
  field: string;
}

/**
 * Uploads what the ledger holds of a file, as one effect.
 *
 * @param before the newest effect on it, if any: one that a cut-off run left open is carried on
 */
export async function upload(kit: Kit, of: Of, blob: FileBlobTable, before?: Effect): Promise<Uploaded> {
  const effect = await intend(kit, of, blob, before);
  const file = { name: of.name, size: blob.size, bytes: () => readBlob(kit.ledger, blob.file_id) };
  const uploaded = await underSomeName(kit, file, of.field, of.sourceKey);
  await closeEffect(kit, effect, "confirmed", { written: JSON.stringify(uploaded) });
  return uploaded;
}

async function intend(kit: Kit, of: Of, blob: FileBlobTable, before?: Effect): Promise<Effect> {
  const payload_hash = hashOf([blob.sha256, of.name]);
  if (before?.state === "sent" || before?.state === "planned") {
    if (before.payload_hash === payload_hash) return before;
    // What may have arrived of the file as it was is temporary: no record holds it.
    await closeEffect(kit, before, "failed", {
      code: "superseded",
      reason: WORDS.superseded,
    });
  }
  return await openEffect(kit, {
    kind: "upload",
    object: "file",
    target_id: of.id,
    source_key: of.sourceKey,
    payload_hash,
  });
}

/**
 * Twenty refuses a small file whose bytes are not what its extension says (a broken scan called `.png`); of a large one
 * it does not look at the bytes. The name is kept on the attachment; the bytes go under `.bin`, which promises nothing.
 */
async function underSomeName(kit: Kit, file: Outgoing, field: string, sourceKey: string): Promise<Uploaded> {
  const empty: Uploaded = file.size === 0 ? { remark: "file-empty" } : {};
  try {
    return { fileId: await uploadFile(kit.target, field, file), ...empty };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
  try {
    const fileId = await uploadFile(kit.target, field, { ...file, name: `${file.name}.bin` });
    return { fileId, remark: "file-content", ...empty };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    await kit.log.write({
      level: "warning",
      kind: "file",
      object: "attachment",
      message: `${sourceKey}: ${error.reason}`,
    });
    return { remark: "file-refused" };
  }
}

/** Transfers under way at once; they take no token of the limiter (contracts/twenty d). */
export const AT_ONCE = 4;

type OfFile = Pick<Target, "sourceKey">;

export const fileIdOf = ({ sourceKey }: OfFile): number => Number(sourceKey.split("/")[1]);

/** The id under which a file's upload stands in the effects: the upload itself has no id of ours in Twenty. */
export const uploadIdOf = (kit: Pick<Kit, "migration">, of: OfFile): Promise<string> =>
  targetId(kit.migration, "file", "files", fileIdOf(of));
