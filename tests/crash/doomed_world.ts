import type { CommitHook } from "../../db/ledger.ts";
import type { World } from "../../steps/base/world.ts";

/** Where a program can be cut off: just before or just after something leaves it or reaches the disk. */
export type Moment = "before commit" | "after commit" | "before fetch" | "after fetch";

export class Crash extends Error {
  override name = "Crash";
}

/**
 * A world that ends at the n-th moment. From then on nothing leaves, nothing reaches the disk and no time passes, as for
 * a program that was killed; what it still computes nobody sees.
 */
export class DoomedWorld implements World {
  /** Every moment that was lived through, in order. */
  readonly moments: Moment[] = [];
  #dead = false;

  /** @param end which moment is the last, from 0; Infinity: none */
  constructor(readonly inner: World, readonly end: number) {}

  get isDead(): boolean {
    return this.#dead;
  }

  readonly hook: CommitHook = async (write, upkeep) => {
    // How often a lease is renewed and progress saved depends on how fast the machine is, and nothing of the work on it.
    if (upkeep) {
      if (this.#dead) throw new Crash();
      return await write();
    }
    this.#live("before commit");
    await write();
    this.#live("after commit");
  };

  async fetch(request: Request): Promise<Response> {
    this.#live("before fetch");
    const response = await this.inner.fetch(request);
    if (this.#isLast()) await response.body?.cancel();
    this.#live("after fetch");
    return response;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (this.#dead) throw new Crash();
    await this.inner.sleep(ms, signal);
  }

  now(): number {
    return this.inner.now();
  }

  uuid(): string {
    return this.inner.uuid();
  }

  #isLast(): boolean {
    return this.#dead || this.moments.length === this.end;
  }

  #live(moment: Moment): void {
    if (this.#isLast()) {
      this.#dead = true;
      throw new Crash();
    }
    this.moments.push(moment);
  }
}
