import { delay } from "@std/async/delay";
import { UsageError } from "./errors.ts";
import { sizedFetch } from "./sized_fetch.ts";

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
