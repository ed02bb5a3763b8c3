import { delay } from "@std/async/delay";
import { UsageError } from "./errors.ts";
import { Buffer } from "node:buffer";
import { type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";

/**
 * Everything a step takes from outside besides the ledger: time, waiting, the network, chance. Tests pass their
 * own, so that the clock stands still and an answer can be lost on purpose.
 */
export interface World {
  /** Milliseconds since the epoch, by a clock that somebody may set. */
  now(): number;
  /** Milliseconds since some moment, by a clock that nobody sets. Default: `now`. */
  elapsed?(): number;
  /** Resolves after `ms`, or rejects when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A `content-length` on the request is sent as it stands, also with a stream. */
  fetch(request: Request): Promise<Response>;
  /** A random UUID: for things that need no repeating, such as who holds the lease. */
  uuid(): string;
}

/**
 * The real one. Connections are not kept: on a reused connection that drops before the answer, Deno's fetch sends the
 * request again by itself, a POST too, and nothing must be sent that the ledger does not know of.
 *
 * @throws {UsageError} from its network: the program was not started with permission for the host
 */
export function systemWorld(): World {
  const client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    sleep: (ms, signal) => delay(ms, signal ? { signal } : {}),
    fetch: async (request) => {
      try {
        return request.headers.has("content-length")
          ? await sizedFetch(request)
          : await fetch(request, { client });
      } catch (cause) {
        if (!(cause instanceof Deno.errors.NotCapable)) throw cause;
        const { host } = new URL(request.url);
        throw new UsageError(`Deno was not allowed to reach ${host}; add it to --allow-net.`, { cause });
      }
    },
    uuid: () => crypto.randomUUID(),
  };
}

/** For measuring how long something takes: a clock that is set back or forward does not disturb it. */
export const elapsed = (world: World): number => world.elapsed?.() ?? world.now();

/** The world's time as the ledger writes it. */
export const instant = (world: World): string => new Date(world.now()).toISOString();

/**
 * Sends a request whose body is a stream of stated length. `fetch` leaves the length out and sends such a body in
 * chunks, which S3 refuses. The answer is short and taken whole; redirects are answers.
 */
export async function sizedFetch(request: Request): Promise<Response> {
  const { promise: answered, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const send = new URL(request.url).protocol === "https:" ? overHttps : overHttp;
  const headers = Object.fromEntries(request.headers);
  const outgoing = send(request.url, {
    method: request.method,
    headers,
    agent: false,
    signal: request.signal,
  });
  outgoing.once("response", resolve);
  outgoing.once("error", reject);
  try {
    const sent = write(outgoing, request.body ?? new ReadableStream());
    sent.catch(reject);
    const incoming = await answered;
    const pieces: Uint8Array[] = [];
    for await (const piece of incoming) pieces.push(piece);
    const received = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) received.set(name, String(value));
    const status = incoming.statusCode ?? 500;
    return new Response(status === 204 ? null : Buffer.concat(pieces), { status, headers: received });
  } finally {
    outgoing.destroy();
  }
}

type Outgoing = ReturnType<typeof overHttp>;

/** No faster than the connection takes it. */
async function write(outgoing: Outgoing, body: ReadableStream<Uint8Array>): Promise<void> {
  for await (const piece of body) {
    if (outgoing.destroyed) return;
    const taken = Promise.withResolvers<void>();
    outgoing.once("close", taken.resolve);
    outgoing.write(piece, () => taken.resolve());
    await taken.promise;
    outgoing.off("close", taken.resolve);
  }
  outgoing.end();
}
