import { CancelledError } from "./errors.ts";

/**
 * Pause and cancel. Clients call `pass` before every request, so that after an acknowledgement no new request
 * leaves and at most one is in flight.
 */
export class Control {
  #abort = new AbortController();
  #paused: PromiseWithResolvers<void> | undefined;

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get paused(): boolean {
    return this.#paused !== undefined;
  }

  /** @throws {CancelledError} once cancelled, also while waiting for a pause to end. */
  async pass(): Promise<void> {
    while (this.#paused && !this.signal.aborted) await this.#paused.promise;
    if (this.signal.aborted) throw new CancelledError();
  }

  pause(): void {
    this.#paused ??= Promise.withResolvers<void>();
  }

  resume(): void {
    this.#paused?.resolve();
    this.#paused = undefined;
  }

  cancel(): void {
    this.#abort.abort(new CancelledError());
    this.resume();
  }
}
