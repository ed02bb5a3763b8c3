import { createHash } from "node:crypto";
import pLimit from "p-limit";
import { findBlobs, readBlob } from "../db/blobs.ts";
import { latestEffects, moveEffects, setSeen, transition } from "../db/effects.ts";
import { hashOf } from "../db/hash.ts";
import type { FileBlobTable } from "../db/tables.ts";
import { LostAnswerError, RefusedError } from "./engine/errors.ts";
import { targetId } from "./engine/identity.ts";
import type { Kit } from "./engine/kit.ts";
import { closeEffect, openEffect } from "./engine/open_effect.ts";
import type { Landed } from "./engine/wanted.ts";
import { instant } from "./engine/world.ts";
import type { Target } from "./mapping/target.ts";
import type { Remark } from "./mapping/transform.ts";
import { uploadFile } from "./twenty/files.ts";

/** Uploads and downloads under way at once; they take no token of the limiter (twenty/CONTRACT d). */
const AT_ONCE = 4;
const ATTEMPTS = 4;

/** What an upload's effect remembers; no `fileId` where Twenty would not take the file under any name. */
interface Uploaded {
  fileId?: string;
  remark?: Remark;
}

/** Gives attachments their bytes: uploads what the ledger holds and puts the file's id into the record. */
export async function attachBytes(kit: Kit, targets: readonly Target[], fieldId: string): Promise<void> {
  const blobs = await findBlobs(kit.ledger, targets.map(fileIdOf));
  const ids = new Map(
    await Promise.all(targets.map(async (t): Promise<[string, string]> => [t.id, await uploadId(kit, t)])),
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
        const uploaded = uploads.get(ids.get(target.id) ?? "");
        const name = String(target.fields["name"]);
        const { fileId, remark } = uploaded?.state === "confirmed"
          ? JSON.parse(uploaded.written) as Uploaded
          : await upload(kit, target, ids.get(target.id) ?? "", blob, name, fieldId);
        if (remark) target.remarks.push({ field: "file", remark });
        if (fileId) target.fields["file"] = [{ fileId, label: name }];
      })
    ),
  );
}

/**
 * Downloads every attachment whose bytes were not yet compared and compares their SHA-256. What was compared is noted
 * on the upload (`seen`), so that a run that was cut off in between catches up.
 */
export async function verifyBytes(kit: Kit, landed: readonly Landed[]): Promise<Landed[]> {
  const fileIds = landed.map((l) => fileIdOf(l.wanted));
  const blobs = await findBlobs(kit.ledger, fileIds);
  const uploadIds = await Promise.all(landed.map((l) => uploadId(kit, l.wanted)));
  const uploads = await latestEffects(kit.ledger, uploadIds);
  const limit = pLimit(AT_ONCE);
  return await Promise.all(landed.map((l, i) =>
    limit(async (): Promise<Landed> => {
      const upload = uploads.get(uploadIds[i] ?? "");
      const blob = blobs.get(fileIds[i] ?? -1);
      const url = linkIn(l);
      if (!upload || upload.seen !== null || !blob?.sha256 || !url || l.verdict === "failed") return l;
      if (await hashIfReadable(kit, url) === blob.sha256) {
        await kit.ledger.commit({ writes: [setSeen(kit.ledger, upload.id, blob.sha256)] });
        return l;
      }
      return await fail(kit, l, "the bytes read back are not those of the source");
    })
  ));
}

async function fail(kit: Kit, landed: Landed, reason: string): Promise<Landed> {
  const at = instant(kit.world);
  const effect = (await latestEffects(kit.ledger, [landed.wanted.id])).get(landed.wanted.id);
  if (effect) {
    await kit.ledger.commit({
      writes: [moveEffects(kit.ledger, [effect.id], "failed", { reason, at })],
      transitions: [transition(effect, "failed", kit.run, at, reason)],
      events: [
        kit.log.entry({
          level: "error",
          kind: "failed",
          object: "attachment",
          message: `${landed.wanted.sourceKey}: ${reason}`,
        }),
      ],
    });
  }
  return { ...landed, verdict: "failed", reason, differing: ["file"] };
}

async function upload(
  kit: Kit,
  target: Target,
  id: string,
  blob: FileBlobTable,
  name: string,
  fieldId: string,
): Promise<Uploaded> {
  const effect = await openEffect(kit, {
    kind: "upload",
    object: "file",
    target_id: id,
    source_key: target.sourceKey,
    payload_hash: hashOf([blob.sha256, name]),
  });
  const chunks = await Array.fromAsync(readBlob(kit.ledger, blob.file_id));
  const uploaded = await uploadUnderSomeName(kit, chunks, name, fieldId);
  await closeEffect(kit, effect, "confirmed", { written: JSON.stringify(uploaded) });
  return uploaded;
}

/**
 * Twenty refuses a file whose bytes are not what its extension says (a broken scan called `.png`). Its name is kept on
 * the attachment; the bytes go under `.bin`, which promises nothing.
 */
async function uploadUnderSomeName(
  kit: Kit,
  chunks: Uint8Array<ArrayBuffer>[],
  name: string,
  fieldId: string,
): Promise<Uploaded> {
  const send = (as: string) => retried(kit, () => uploadFile(kit.target, fieldId, new File(chunks, as)));
  try {
    return { fileId: await send(name) };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
  try {
    return { fileId: await send(`${name}.bin`), remark: "file-content" };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { remark: "file-refused" };
  }
}

/** An upload may be repeated freely: a file that no record holds is temporary. */
async function retried<T>(kit: Kit, send: () => Promise<T>): Promise<T> {
  for (let attempt = 1;; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof LostAnswerError) || attempt >= ATTEMPTS) throw error;
      await kit.world.sleep(1_000 * attempt, kit.control.signal);
    }
  }
}

function linkIn(landed: Landed): string | undefined {
  const files = landed.found?.["file"];
  const first = Array.isArray(files) ? files[0] : undefined;
  const url = typeof first === "object" && first !== null && !Array.isArray(first) ? first["url"] : undefined;
  return typeof url === "string" ? url : undefined;
}

/** A download that is refused is a mismatch of that file, not the end of the run. */
async function hashIfReadable(kit: Kit, url: string): Promise<string | undefined> {
  try {
    return await remoteHash(kit, url);
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

async function remoteHash(kit: Kit, url: string): Promise<string | undefined> {
  return await retried(kit, async () => {
    const response = await kit.target.download(url);
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new RefusedError(response.status, "the file cannot be read back", "a download");
    }
    const hash = createHash("sha256");
    for await (const chunk of response.body) hash.update(chunk);
    return hash.digest("hex");
  });
}

type OfFile = Pick<Target, "sourceKey">;

const fileIdOf = ({ sourceKey }: OfFile): number => Number(sourceKey.split("/")[1]);
const uploadId = (kit: Kit, of: OfFile): Promise<string> =>
  targetId(kit.migration, "file", "files", fileIdOf(of));
