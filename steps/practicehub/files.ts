import type { Control } from "../engine/control.ts";
import { UsageError } from "../engine/errors.ts";
import type { World } from "../engine/world.ts";

/** Where file links may lead: the vendor's store, or the source's own host, where simulators keep them. */
const STORE = /(^|\.)amazonaws\.com$/;
const TIMEOUT_MS = 120_000;

/** Why a file's bytes could not be had; `expired` is worth listing the file again for a fresh link. */
export class FileError extends Error {
  override name = "FileError";
  constructor(readonly kind: "expired" | "refused" | "broken", message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/**
 * Opens a signed link. The key never goes along, redirects are refused, and the host is checked first
 * (practicehub/CONTRACT 4).
 *
 * @throws {FileError}
 */
export async function openFile(
  link: string,
  sourceUrl: string,
  world: World,
  control: Control,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const url = allowed(link, sourceUrl);
  await control.pass();
  let response: Response;
  try {
    const signal = AbortSignal.any([control.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    response = await world.fetch(new Request(url, { redirect: "manual", signal }));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    await control.pass();
    throw new FileError("broken", "no connection to the file store", { cause });
  }
  if (response.ok && response.body) return response.body;
  await response.body?.cancel();
  if (response.status === 403) throw new FileError("expired", "the link has expired (403)");
  if (response.status >= 500 || response.status === 429) {
    throw new FileError("broken", `the file store failed (${response.status})`);
  }
  throw new FileError("refused", `the file store answered ${response.status}`);
}

function allowed(link: string, sourceUrl: string): URL {
  if (!URL.canParse(link)) throw new FileError("refused", "the link is not an address");
  const url = new URL(link);
  const own = url.host === new URL(sourceUrl).host;
  if (!own && !(url.protocol === "https:" && STORE.test(url.hostname))) {
    throw new FileError("refused", `the link leads to a host that is not the file store (${url.hostname})`);
  }
  return url;
}
