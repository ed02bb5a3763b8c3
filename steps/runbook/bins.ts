/** However long something lasts, its picture has no more points than this. */
export const MOST_BINS = 120;
const FIRST_WIDTH_MS = 250;

/**
 * An amount over time, in bins of one width from moment 0. Where more would be needed than `MOST_BINS`, neighbours are
 * merged and the width doubles: what is kept does not grow with time, and nothing of the amount is lost.
 */
export class Bins {
  #widthMs = FIRST_WIDTH_MS;
  #values: number[] = [];

  /** @param merge what two neighbours are together. Default: their sum. */
  constructor(readonly merge: (earlier: number, later: number) => number = (a, b) => a + b) {}

  /** Spreads `amount` evenly over the time between two moments; all of it falls on the one where they are the same. */
  spread(amount: number, fromMs: number, toMs: number): void {
    this.#reach(toMs);
    const width = this.#widthMs;
    for (let i = Math.floor(fromMs / width); i <= Math.floor(toMs / width); i++) {
      const within = Math.min(toMs, (i + 1) * width) - Math.max(fromMs, i * width);
      this.#values[i] = this.#at(i) + (toMs > fromMs ? amount * within / (toMs - fromMs) : amount);
    }
  }

  /** What holds from this moment on; a bin has the newest that was set in it. */
  set(value: number, atMs: number): void {
    this.#reach(atMs);
    this.#values[Math.floor(atMs / this.#widthMs)] = value;
  }

  /** All bins up to a moment; two that were read up to the same moment have bins of the same width. */
  read(upToMs: number): { widthMs: number; values: number[] } {
    this.#reach(upToMs);
    const length = Math.max(1, Math.ceil(upToMs / this.#widthMs));
    return { widthMs: this.#widthMs, values: Array.from({ length }, (_, i) => this.#at(i)) };
  }

  #reach(ms: number): void {
    while (ms >= this.#widthMs * MOST_BINS) {
      const half = Math.ceil(this.#values.length / 2);
      this.#values = Array.from(
        { length: half },
        (_, i) => this.merge(this.#at(2 * i), this.#at(2 * i + 1)),
      );
      this.#widthMs *= 2;
    }
  }

  #at(i: number): number {
    return this.#values[i] ?? 0;
  }
}
