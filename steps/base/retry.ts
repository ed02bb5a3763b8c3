import { LostAnswerError } from "./errors.ts";
import type { World } from "./world.ts";

/** What is done about one kind of failure that may pass. Each kind is counted by itself. */
export interface RetryPolicy<E = unknown> {
  isPassing(error: unknown): error is E;
  /** How many failures of this kind end it, the last of them thrown. */
  attempts: number;
  /** Whether the failed attempt got further than those before it: then the count begins anew. Default: never. */
  hasProgressed?(): boolean;
  /** How long to wait after so many failures. Default: not at all. */
  delayMs?(failures: number, error: E): number;
  /** Called before the wait, where there will be another attempt. */
  onFailure?(error: E, failures: number, delayMs: number): Promise<void> | void;
}

/** What became of an attempt whose answer is missing; undefined: nothing, or that is not known, so it is made again. */
export type Settled<T> = { done: T } | undefined;

/**
 * Attempts something until it succeeds, fails for good, or has failed as often as the policy of its failure allows.
 *
 * @param policies one for each kind of failure that may pass; the first that knows a failure decides
 * @param settle asks what became of a failed attempt before it is made again
 * @throws what the last attempt threw
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const waits: number[] = [];
 * const clock = {
 *   world: { sleep: (ms: number) => Promise.resolve(void waits.push(ms)) },
 *   control: { signal: new AbortController().signal },
 * };
 * const passing = { isPassing: (e: unknown): e is Error => e instanceof Error, attempts: 5, delayMs: doubling };
 * let left = 3;
 * const answer = await retry(clock, passing, () => {
 *   if (left-- > 0) throw new Error("busy");
 *   return Promise.resolve("done");
 * });
 * assertEquals([answer, waits], ["done", [1_000, 2_000, 4_000]]);
 * ```
 */
export async function retry<T>(
  { world, control }: { world: Pick<World, "sleep">; control: { readonly signal: AbortSignal } },
  // deno-lint-ignore no-explicit-any -- each policy knows the kind of its own failures
  policies: RetryPolicy<any> | readonly RetryPolicy<any>[],
  attempt: () => Promise<T>,
  settle?: () => Promise<Settled<T>>,
): Promise<T> {
  const counts = [policies].flat().map((policy: RetryPolicy) => ({ policy, failures: 0 }));
  while (true) {
    try {
      return await attempt();
    } catch (error) {
      const count = counts.find(({ policy }) => policy.isPassing(error));
      if (!count) throw error;
      if (count.policy.hasProgressed?.()) count.failures = 0;
      if (++count.failures >= count.policy.attempts) throw error;
      const { policy, failures } = count;
      const delayMs = policy.delayMs?.(failures, error) ?? 0;
      await policy.onFailure?.(error, failures, delayMs);
      const settled = await settle?.();
      if (settled) return settled.done;
      if (delayMs > 0) await world.sleep(delayMs, control.signal);
    }
  }
}

/** Sends again what was not answered. */
export const untilAnswered = (
  attempts: number,
  rest: Omit<RetryPolicy<LostAnswerError>, "isPassing" | "attempts"> = {},
): RetryPolicy<LostAnswerError> => ({
  isPassing: (error) => error instanceof LostAnswerError,
  attempts,
  ...rest,
});

/** A second, two, four and so on. */
export const doubling = (failures: number): number => 1_000 * 2 ** (failures - 1);

/** A second more each time. */
export const growing = (failures: number): number => 1_000 * failures;

/** The longest that another side is obeyed when it asks for patience. */
const MAX_SECONDS = 120;

/** How long an answer asks us to wait (`Retry-After`), if it does. */
export function retryAfterMs(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? NaN);
  return Number.isFinite(seconds) ? Math.min(seconds, MAX_SECONDS) * 1_000 : undefined;
}
