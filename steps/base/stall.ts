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
