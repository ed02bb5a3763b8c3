import { CancelledError } from "./errors.ts";

/**
 * Pause and cancel. Clients call `pass` before every request and send within `flight`, so that after an acknowledgement,
 * which waits for `quiet`, no new request leaves and at most one is in flight.
 */
export class Control {
  #abort = new AbortController();
  #closed = false;
  #paused: PromiseWithResolvers<void> | undefined;
  #inFlight = 0;
  #quiet: PromiseWithResolvers<void> | undefined;

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

  /** Counts a request as in flight while `send` lasts. */
  async flight<T>(send: () => Promise<T>): Promise<T> {
    this.#inFlight++;
    try {
      return await send();
    } finally {
      this.#inFlight--;
      if (this.#inFlight <= 1) this.#quiet?.resolve();
    }
  }

  /** Resolves when at most one request is in flight; files go several at a time. */
  async quiet(): Promise<void> {
    while (this.#inFlight > 1) {
      this.#quiet = Promise.withResolvers<void>();
      await this.#quiet.promise;
    }
  }

  pause(): void {
    if (!this.#closed) this.#paused ??= Promise.withResolvers<void>();
  }

  resume(): void {
    this.#paused?.resolve();
    this.#paused = undefined;
  }

  /** The run has come to its end, where nothing can be paused any more. */
  close(): void {
    this.#closed = true;
    this.resume();
  }

  cancel(): void {
    this.#abort.abort(new CancelledError());
    this.resume();
  }
}

/** How long a transfer may stand still before it counts as lost. */
const STALL_MS = 120_000;

/**
 * The time limit of a transfer of unknown length: it aborts when nothing has moved for a while. A limit on the whole
 * would cut every large file on a slow line.
 */
export class Stall implements Disposable {
  #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly ms = STALL_MS) {
    this.moved();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Called with every piece that came or went. */
  moved(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#abort.abort(new DOMException("nothing moved", "TimeoutError")),
      this.ms,
    );
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
