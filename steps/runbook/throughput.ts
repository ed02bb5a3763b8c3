import { z } from "zod";
import type { TrafficWatch } from "../base/pace.ts";
import { elapsed, type World } from "../base/world.ts";
import type { Progress } from "./step.ts";

/** Which of the two a request went to. */
export type System = "source" | "target";

const Series = z.array(z.number());

/** Requests to one system that count against its limit. */
const Traffic = z.object({
  sent: z.number(),
  /** Per bin; a request lies on the time from it to the next. */
  requests: Series,
  /** Milliseconds of each bin in which nothing left because the system had asked to wait. */
  held: Series,
  /** Requests a minute that were allowed at the end of each bin; 0 where that was not known or there was no limit. */
  limits: Series,
});
export type Traffic = z.infer<typeof Traffic>;

/** How fast a run went, in bins of one width from its start. */
export const Throughput = z.object({
  binMs: z.number().positive(),
  /** From the start to the end; the last bin may be cut by it. */
  spanMs: z.number(),
  /** Rows done, per bin. */
  rows: Series,
  /** Milliseconds of each bin in which the run was paused. */
  paused: Series,
  source: Traffic,
  target: Traffic,
});
export type Throughput = z.infer<typeof Throughput>;

/** Keeps how fast one run goes. Its size does not grow with the run. */
export class Recorder {
  #started: number;
  #now = 0;
  #rows = new Bins();
  #paused = new Idle();
  #traffic: Record<System, TrafficRecorder>;
  /** Rows that were done at the last report, by object. */
  #done: Map<string, number> | undefined;
  #reportedAt = 0;

  /** @param limits how many requests a minute each system allows now, where that is known */
  constructor(readonly world: World, limits: Partial<Record<System, () => number | undefined>> = {}) {
    this.#started = elapsed(world);
    const clock = () => this.#clock();
    this.#traffic = {
      source: new TrafficRecorder(clock, limits.source),
      target: new TrafficRecorder(clock, limits.target),
    };
  }

  watch(system: System): TrafficWatch {
    return this.#traffic[system];
  }

  /** The first report says where the run begins: what an earlier one did is not counted. */
  progress(progress: Progress): void {
    const now = this.#clock();
    const before = this.#done;
    this.#done = new Map(before);
    let gained = 0;
    for (const { object, done } of progress) {
      if (before) gained += Math.max(0, done - (before.get(object) ?? 0));
      this.#done.set(object, done);
    }
    if (gained > 0) this.#rows.spread(gained, this.#reportedAt, now);
    this.#reportedAt = now;
  }

  pause(): void {
    this.#paused.begin(this.#clock());
  }

  resume(): void {
    const now = this.#clock();
    this.#paused.end(now);
    // Nothing was done meanwhile: rows that are reported next are not spread over it.
    this.#reportedAt = now;
  }

  /** What is known so far, of a run that goes on. */
  read(): Throughput {
    const spanMs = this.#clock();
    const { widthMs, values } = this.#rows.read(spanMs);
    return {
      binMs: widthMs,
      spanMs: Math.round(spanMs),
      rows: rounded(values),
      paused: this.#paused.read(spanMs),
      source: this.#traffic.source.read(spanMs),
      target: this.#traffic.target.read(spanMs),
    };
  }

  /** What is known of a run that sends nothing more. */
  end(): Throughput {
    for (const traffic of Object.values(this.#traffic)) traffic.end();
    return this.read();
  }

  /** Milliseconds since the start, never less than the last time. */
  #clock(): number {
    this.#now = Math.max(this.#now, elapsed(this.world) - this.#started);
    return this.#now;
  }
}

/** A request stands for the time until the next, but for no more than the limit makes that wait, or than this. */
const LEAST_STAND_MS = 1_000;

class TrafficRecorder implements TrafficWatch {
  #sent = 0;
  #last: { at: number; standsMs: number } | undefined;
  #requests = new Bins();
  #limits = new Bins((earlier, later) => later || earlier);
  #waits = new Idle();

  constructor(readonly clock: () => number, readonly limit: () => number | undefined = () => undefined) {}

  sent(): void {
    const now = this.clock();
    this.#settle(now);
    const limit = this.limit();
    if (limit) this.#limits.set(limit, now);
    this.#sent++;
    // Spread, not counted where it lies: else a bin too short for two requests would show more than is allowed.
    this.#last = { at: now, standsMs: Math.max(LEAST_STAND_MS, limit ? 60_000 / limit : 0) };
  }

  waits(ms: number): void {
    const now = this.clock();
    this.#waits.begin(now, now + ms);
  }

  end(): void {
    this.#settle(this.clock());
  }

  read(spanMs: number): Traffic {
    const limit = this.limit();
    if (limit && this.#sent > 0) this.#limits.set(limit, spanMs);
    return {
      sent: this.#sent,
      requests: rounded(this.#requests.read(spanMs).values),
      held: this.#waits.read(spanMs),
      limits: rounded(filled(this.#limits.read(spanMs).values)),
    };
  }

  #settle(now: number): void {
    if (!this.#last) return;
    const { at, standsMs } = this.#last;
    this.#requests.spread(1, at, Math.min(now, at + standsMs));
    this.#last = undefined;
  }
}

/** Time that passes without work. */
class Idle {
  #bins = new Bins();
  #from: number | undefined;
  #until = 0;

  begin(at: number, until = Infinity): void {
    this.end(at);
    [this.#from, this.#until] = [at, until];
  }

  end(at: number): void {
    this.#settle(at);
    this.#from = undefined;
  }

  read(at: number): number[] {
    this.#settle(at);
    return rounded(this.#bins.read(at).values);
  }

  #settle(at: number): void {
    if (this.#from === undefined) return;
    const to = Math.min(at, this.#until);
    if (to > this.#from) this.#bins.spread(to - this.#from, this.#from, to);
    this.#from = Math.max(this.#from, to);
  }
}

/** A limit holds until another is known; what is found out late was so from the beginning. */
function filled(values: readonly number[]): number[] {
  let known = values.find((value) => value > 0) ?? 0;
  return values.map((value) => known = value || known);
}

const rounded = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 1e3) / 1e3);

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
