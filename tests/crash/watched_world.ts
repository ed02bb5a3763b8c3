import pLimit from "p-limit";
import type { CommitHook } from "../../db/ledger.ts";
import type { World } from "../../steps/base/world.ts";
import type { Moment } from "./doomed_world.ts";

/**
 * A world that stops at every moment in which something is about to leave or to reach the disk, or just has, for as
 * long as `at` takes. Nothing else that is under way passes such a moment meanwhile.
 */
export class WatchedWorld implements World {
  #one = pLimit(1);

  constructor(readonly inner: World, readonly at: (moment: Moment) => Promise<void>) {}

  readonly hook: CommitHook = async (write, upkeep) => {
    // How often a lease is renewed and progress saved depends on how fast the machine is, and nothing of the work on it.
    if (upkeep) return await write();
    await this.#stop("before commit");
    await write();
    await this.#stop("after commit");
  };

  async fetch(request: Request): Promise<Response> {
    await this.#stop("before fetch");
    const response = await this.inner.fetch(request);
    await this.#stop("after fetch");
    return response;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.inner.sleep(ms, signal);
  }

  now(): number {
    return this.inner.now();
  }

  uuid(): string {
    return this.inner.uuid();
  }

  #stop(moment: Moment): Promise<void> {
    return this.#one(() => this.at(moment));
  }
}
