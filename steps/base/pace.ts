import { elapsed, type World } from "./world.ts";

/** Waits until the next request may leave. Calls are served in the order they come. */
export interface Pace {
  wait(signal?: AbortSignal): Promise<void>;
}

/** One start every `intervalMs`, whatever the answer took. */
export class Spacing implements Pace {
  #next = -Infinity;
  constructor(readonly world: World, public intervalMs: number) {}

  /** Requests a minute that it lets leave; undefined: as many as there are. */
  get perMinute(): number | undefined {
    return this.intervalMs > 0 ? 60_000 / this.intervalMs : undefined;
  }

  async wait(signal?: AbortSignal): Promise<void> {
    const now = elapsed(this.world);
    const at = Math.max(this.#next, now);
    this.#next = at + this.intervalMs;
    if (at > now) await this.world.sleep(at - now, signal);
  }

  /** Nothing leaves for `ms` from now: the other side asked for it. */
  hold(ms: number): void {
    this.#next = Math.max(this.#next, elapsed(this.world) + ms);
  }
}

/** What a token bucket of Twenty's kind is known to allow. */
export interface Allowance {
  tokens: number;
  windowMs: number;
}

/**
 * Requests a token bucket: a burst as long as tokens last, then evenly spaced.
 *
 * Twenty's bucket floors its refill at each call, so a client that spaces its requests closer than one token's time
 * is refilled nothing (contracts/twenty d): once the burst is spent the gap is a little wider than that, never
 * narrower. With no known allowance it runs until the first refusal, which names the limit. Twenty has two, of a second
 * and of a minute, and a refusal names one: the narrower that was heard of counts.
 */
export class Bucket implements Pace {
  #left: number;
  #spacing: Spacing;

  constructor(readonly world: World, public allowance?: Allowance) {
    this.#left = allowance?.tokens ?? Infinity;
    this.#spacing = new Spacing(world, allowance ? gapOf(allowance) : 0);
  }

  /** Requests a minute that the bucket allows in the long run; undefined until that is known. */
  get perMinute(): number | undefined {
    return this.allowance && this.allowance.tokens * 60_000 / this.allowance.windowMs;
  }

  async wait(signal?: AbortSignal): Promise<void> {
    if (this.#left > 0) {
      this.#left--;
      return;
    }
    await this.#spacing.wait(signal);
  }

  /**
   * The bucket said no. From here on requests are spaced; `after` is how long it asked us to wait, if it did.
   *
   * @returns for how many milliseconds nothing leaves
   */
  refused(allowance: Allowance | undefined, afterMs: number | undefined): number {
    if (allowance && gapOf(allowance) > (this.allowance ? gapOf(this.allowance) : 0)) {
      this.allowance = allowance;
    }
    const gap = gapOf(this.allowance ?? { tokens: 100, windowMs: 60_000 });
    this.#left = 0;
    this.#spacing.intervalMs = gap;
    this.#spacing.hold(afterMs ?? gap);
    return afterMs ?? gap;
  }
}

/** Room for clocks that differ by a little: a start that comes early gets nothing at all. */
const GAP_MARGIN = 1.03;

const gapOf = (a: Allowance): number => Math.ceil(a.windowMs / a.tokens * GAP_MARGIN);

/** What a client tells of its requests, as far as they count against a limit. */
export interface TrafficWatch {
  /** A request leaves. */
  sent(): void;
  /** The system said no and wants nothing for so long. */
  waits(ms: number): void;
}
