import { assertEquals } from "@std/assert";
import type { Console } from "../../steps/console/console.ts";
import type { World } from "../../steps/base/world.ts";

/** Turns of the event loop in which a request that ignores the pause would show. */
const TURNS = 20;

/** A world in which somebody pauses at the n-th request and resumes once it is clear that nothing leaves any more. */
export class PausingWorld implements World {
  console: Console | undefined;
  /** Whether it came to the pause. */
  paused = false;
  #sent = 0;
  #check: Promise<void> | undefined;

  constructor(readonly inner: World, readonly at: number) {}

  async fetch(request: Request): Promise<Response> {
    if (this.#sent++ === this.at && this.console?.runner.active) {
      await this.console.runner.pause("a person");
      this.paused = true;
      this.#check = this.#watch(this.#sent);
      // Told by `settled`, which may be asked later.
      this.#check.catch(() => {});
    }
    return await this.inner.fetch(request);
  }

  /** Rejects when a request left during the pause. */
  async settled(): Promise<void> {
    await this.#check;
  }

  now(): number {
    return this.inner.now();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.inner.sleep(ms, signal);
  }

  uuid(): string {
    return this.inner.uuid();
  }

  async #watch(sent: number): Promise<void> {
    try {
      for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
      assertEquals(this.#sent, sent, "a request left after the pause was acknowledged");
    } finally {
      await this.console?.runner.resume("a person");
    }
  }
}
