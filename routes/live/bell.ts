/** Wakes everyone who waits, and whoever was about to: each says up to which ring he has looked. */
export class Bell {
  /** Rings so far. */
  rung = 0;
  #waiting = new Set<() => void>();

  ring(): void {
    this.rung++;
    for (const wake of [...this.#waiting]) wake();
  }

  /**
   * Resolves at the first ring after number `seen`, when `signal` aborts, or after `ms`. Take `seen` before looking for
   * what is new: a ring between the look and the wait would otherwise be missed.
   */
  wait(seen: number, ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.rung !== seen) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#waiting.add(wake);
      signal.addEventListener("abort", wake);
    });
  }
}
