import { Stall } from "../base/control.ts";
import { LostAnswerError, RefusedError } from "../base/errors.ts";
import { doubling, retry, untilAnswered } from "../base/retry.ts";
import { READ_ATTEMPTS, type Twenty } from "./client.ts";

/** Links that Twenty signs for files. They go without the key: their token is in the link (contracts/twenty f). */

/** Bytes on their way to a signed link. */
export interface Upload {
  /** The media type that the link was made for. */
  type: string;
  /** In bytes. */
  size: number;
  /** The bytes from the beginning, each time it is asked. */
  bytes: () => AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/**
 * Bytes behind a signed link. A server whose store is elsewhere sends us there, once.
 *
 * @param signal ends the transfer, the body included
 */
export async function download(twenty: Twenty, link: string, signal: AbortSignal): Promise<Response> {
  await twenty.options.control.pass();
  const at = ownLink(twenty, link);
  const response = await open(twenty, at, signal);
  const location = response.headers.get("location");
  if (response.status < 300 || response.status > 399 || location === null) return response;
  await response.body?.cancel();
  const there = new URL(location, at);
  if (there.protocol !== "https:" && there.host !== at.host) return response;
  return await open(twenty, there, signal);
}

function open(twenty: Twenty, url: URL, signal: AbortSignal): Promise<Response> {
  const { control } = twenty.options;
  const ends = AbortSignal.any([control.signal, signal]);
  const request = new Request(url, { redirect: "manual", signal: ends });
  return control.flight(() => twenty.fetch(request, "a download"));
}

/**
 * Puts bytes to a signed link. They leave as they are read; an upload that broke off begins anew at the same link.
 *
 * @throws {LostAnswerError} no answer, or not from something that takes bytes. @throws {RefusedError} the link is no good.
 */
export async function put(twenty: Twenty, link: string, { type, size, bytes }: Upload): Promise<void> {
  const [url, headers] = whereTo(twenty, link, type, size);
  await retry(twenty.options, untilAnswered(READ_ATTEMPTS, { delayMs: doubling }), async () => {
    await twenty.options.control.pass();
    const { status } = await putOnce(twenty, url, headers, bytes());
    if (status < 300) return;
    if (status >= 500 || status === 429) throw new LostAnswerError("an upload", `status ${status}`);
    throw new RefusedError(status, "the link was refused", "an upload");
  });
}

/**
 * Where an upload goes. A server whose store is elsewhere (STORAGE_S3_PRESIGNED_URL_ENABLED) signs a link to that,
 * which wants to know the length beforehand.
 */
function whereTo(twenty: Twenty, link: string, type: string, size: number): [URL, HeadersInit] {
  const own = ownLink(twenty, link);
  if (own.pathname.startsWith("/file-upload/")) return [own, { "content-type": type }];
  const there = new URL(link, twenty.options.url);
  if (there.protocol !== "https:" && there.host !== twenty.host) {
    throw new RefusedError(0, `the link leads over ${there.protocol} to another host`, "an upload");
  }
  return [there, { "content-type": type, "content-length": String(size) }];
}

async function putOnce(
  twenty: Twenty,
  url: URL,
  headers: HeadersInit,
  bytes: AsyncIterable<Uint8Array<ArrayBuffer>>,
): Promise<Response> {
  const { control } = twenty.options;
  using stall = new Stall();
  let unread: unknown;
  const request = new Request(url, {
    method: "PUT",
    body: ReadableStream.from(moving(bytes, stall, (error) => unread = error)),
    headers,
    redirect: "manual",
    signal: AbortSignal.any([control.signal, stall.signal]),
  });
  try {
    const response = await control.flight(() => twenty.fetch(request, "an upload"));
    await response.body?.cancel();
    return response;
  } catch (error) {
    // What our own side could not read is no lost answer.
    throw unread ?? error;
  }
}

/** The server writes the address it is configured with into its links; ours is the one that reaches it. */
function ownLink({ options }: Twenty, link: string): URL {
  const { pathname, search } = new URL(link, options.url);
  return new URL(pathname + search, options.url);
}

async function* moving(
  bytes: AsyncIterable<Uint8Array<ArrayBuffer>>,
  stall: Stall,
  onError: (error: unknown) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    for await (const piece of bytes) {
      stall.moved();
      yield piece;
    }
  } catch (error) {
    onError(error);
    throw error;
  }
}
