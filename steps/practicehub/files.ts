import type { Control } from "../base/control.ts";
import { UsageError } from "../base/errors.ts";
import type { World } from "../base/world.ts";

/** Where file links may lead: the vendor's store, or the source's own host, where simulators keep them. */
const STORE = /(^|\.)amazonaws\.com$/;

/**
 * Why a file's bytes could not be had: `expired` is worth listing the file again for a fresh link, `broken` is worth
 * asking again, `refused` is neither.
 */
export class FileError extends Error {
  override name = "FileError";
  constructor(readonly kind: "expired" | "refused" | "broken", message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/** What is missing of a file whose beginning is here already. */
export interface Rest {
  /** The first byte that is missing. */
  from: number;
  /** The whole file's bytes. */
  whole: number;
  /** Of the version whose beginning is here. */
  etag: string;
}

export interface OpenedFile {
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Which byte the stream begins with: that of `Rest`, or 0 where the store gave the whole file. */
  from: number;
  /** The whole file's bytes, where the store says so. */
  whole: number | undefined;
  /** The media type that the store names, without its parameters. */
  type: string;
  /** A strong one; without it a download cannot be continued. */
  etag: string | undefined;
}

/**
 * Opens a signed link, at its beginning or, with `rest`, where an earlier attempt broke off; if the store has another
 * version by now it gives the whole one. The key never goes along, redirects are refused, and the host is checked first
 * (contracts/practicehub 4).
 *
 * @param signal ends the transfer, the stream included
 * @throws {FileError}
 */
export async function openFile(
  link: string,
  sourceUrl: string,
  world: World,
  control: Control,
  signal: AbortSignal,
  rest?: Rest,
): Promise<OpenedFile> {
  const url = allowed(link, sourceUrl);
  await control.pass();
  let response: Response;
  try {
    const request = new Request(url, {
      redirect: "manual",
      signal: AbortSignal.any([control.signal, signal]),
      headers: headersFor(rest),
    });
    response = await control.flight(() => world.fetch(request));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    await control.pass();
    throw new FileError("broken", "no connection to the file store", { cause });
  }
  const { status, body } = response;
  if (rest && status === 206 && body && isThatRest(response, rest)) {
    return { stream: body, from: rest.from, whole: rest.whole, etag: rest.etag, type: typeOf(response) };
  }
  if (status === 200 && body) {
    return {
      stream: body,
      from: 0,
      whole: lengthOf(response),
      etag: etagOf(response),
      type: typeOf(response),
    };
  }
  await body?.cancel();
  // Another range than asked for, or none because the file is shorter by now.
  if (rest && (status === 206 || status === 416)) {
    return await openFile(link, sourceUrl, world, control, signal);
  }
  if (status === 403) throw new FileError("expired", "the link has expired (403)");
  if (status >= 500 || status === 429) throw new FileError("broken", `the file store failed (${status})`);
  throw new FileError("refused", `the file store answered ${status}`);
}

/** The bytes as they are stored: of a compressed answer neither length nor range would be the file's. */
function headersFor(rest: Rest | undefined): HeadersInit {
  const identity = { "accept-encoding": "identity" };
  return rest ? { ...identity, range: `bytes=${rest.from}-`, "if-range": rest.etag } : identity;
}

/** A store that knows no `If-Range` would give the rest of another version: its ETag tells. */
function isThatRest({ headers }: Response, { from, whole, etag }: Rest): boolean {
  return headers.get("content-range") === `bytes ${from}-${whole - 1}/${whole}` &&
    headers.get("etag") === etag;
}

function lengthOf({ headers }: Response): number | undefined {
  const length = headers.get("content-length");
  return length !== null && /^\d+$/.test(length) ? Number(length) : undefined;
}

const typeOf = ({ headers }: Response): string =>
  (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/** A weak ETag does not promise the same bytes. */
function etagOf({ headers }: Response): string | undefined {
  const etag = headers.get("etag") ?? "";
  return /^"[^"]*"$/.test(etag) ? etag : undefined;
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
