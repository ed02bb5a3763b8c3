import { createHash } from "node:crypto";
import pLimit from "p-limit";
import { findBlobs } from "../../../db/blobs.ts";
import { latestEffects, moveEffects, noteBytes } from "../../../db/effects.ts";
import { LostAnswerError, RefusedError } from "../../base/errors.ts";
import { growing, retry, untilAnswered } from "../../base/retry.ts";
import type { Kit } from "../../runbook/kit.ts";
import { Stall } from "../../base/control.ts";
import { download } from "../../twenty/links.ts";
import type { Landed } from "../effect.ts";
import { WORDS } from "../words.ts";
import { instant } from "../../base/world.ts";
import { AT_ONCE, fileIdOf, uploadIdOf } from "./upload.ts";

const ATTEMPTS = 4;

/**
 * Downloads every attachment whose bytes were not yet compared and compares their SHA-256. What was compared is noted
 * on the upload (`read_hash`), so that a run that was cut off in between catches up.
 */
export async function verifyBytes(kit: Kit, landed: readonly Landed[]): Promise<Landed[]> {
  const fileIds = landed.map((l) => fileIdOf(l.wanted));
  const blobs = await findBlobs(kit.ledger, fileIds);
  const uploadIds = await Promise.all(landed.map((l) => uploadIdOf(kit, l.wanted)));
  const uploads = await latestEffects(kit.ledger, uploadIds);
  const limit = pLimit(AT_ONCE);
  return await Promise.all(landed.map((l, i) =>
    limit(async (): Promise<Landed> => {
      const upload = uploads.get(uploadIds[i] ?? "");
      const blob = blobs.get(fileIds[i] ?? -1);
      const url = linkIn(l);
      if (!upload || upload.read_hash !== null || !blob?.sha256 || !url || l.verdict === "failed") return l;
      if (await hashIfReadable(kit, url) === blob.sha256) {
        await kit.ledger.commit({ writes: [noteBytes(kit.ledger, upload.id, blob.sha256)] });
        return l;
      }
      return await fail(kit, l);
    })
  ));
}

async function fail(kit: Kit, landed: Landed): Promise<Landed> {
  const code = "bytes-differ";
  const reason = WORDS[code];
  const effect = (await latestEffects(kit.ledger, [landed.wanted.id])).get(landed.wanted.id);
  if (effect) {
    const move = { id: effect.id, state: "failed", change: { code, reason } } as const;
    await kit.ledger.commit({
      ...await moveEffects(kit.ledger, [move], { run: kit.run, at: instant(kit.world) }),
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
  return { ...landed, verdict: "failed", code, reason, differing: ["file"] };
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

const remoteHash = (kit: Kit, url: string): Promise<string> =>
  retry(kit, untilAnswered(ATTEMPTS, { delayMs: growing }), () => hashBehind(kit, url));

async function hashBehind(kit: Kit, url: string): Promise<string> {
  using stall = new Stall();
  const response = await download(kit.target, url, stall.signal);
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new RefusedError(response.status, "the file cannot be read back", "a download");
  }
  const hash = createHash("sha256");
  try {
    for await (const piece of response.body) {
      stall.moved();
      hash.update(piece);
      await kit.control.pass();
    }
  } catch (cause) {
    await kit.control.pass();
    throw new LostAnswerError("a download", "the file broke off", { cause });
  }
  return hash.digest("hex");
}
