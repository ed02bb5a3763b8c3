import type { Progress } from "../../steps/runbook/step.ts";

/** The rate covers the last half minute, so that a slower run shows soon. */
const WINDOW_MS = 30_000;
const SAMPLE_MS = 1_000;
/** More than fit into the window. */
const MAX_SAMPLES = 60;
/** A rate from less than this is a guess. */
const LEAST_MS = 1_500;

/** How fast the run goes and when it ends, from the progress it reports. */
export class Meter {
  #run = 0;
  #samples: { at: number; done: number }[] = [];
  #left = 0;

  constructor(readonly now: () => number) {}

  note(run: number, progress: Progress): void {
    if (run !== this.#run) this.restart();
    this.#run = run;
    const done = progress.reduce((sum, p) => sum + p.done, 0);
    this.#left = progress.reduce((sum, p) => sum + Math.max(0, p.total - p.done), 0);
    const at = this.now();
    const last = this.#samples.at(-1);
    if (last && at - last.at < SAMPLE_MS) return;
    this.#samples.push({ at, done });
    if (this.#samples.length > MAX_SAMPLES) this.#samples.shift();
  }

  /** Forgets the rate so far. */
  restart(): void {
    this.#samples = [];
  }

  /** Rows a second over the last half minute; undefined while there is too little to say. */
  rate(): number | undefined {
    const last = this.#samples.at(-1);
    const first = last && this.#samples.find((s) => last.at - s.at <= WINDOW_MS);
    if (!first || last.at - first.at < LEAST_MS) return undefined;
    return (last.done - first.done) / ((last.at - first.at) / 1000);
  }

  leftMs(): number | undefined {
    const rate = this.rate();
    return rate ? (this.#left / rate) * 1000 : undefined;
  }
}
