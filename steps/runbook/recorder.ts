import { Bins } from "./bins.ts";
import type { Progress } from "./step.ts";
import type { System, Throughput, Traffic } from "./throughput.ts";
import type { TrafficWatch } from "../base/traffic_watch.ts";
import { elapsed, type World } from "../base/world.ts";

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
  #held = new Idle();

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

  held(ms: number): void {
    const now = this.clock();
    this.#held.begin(now, now + ms);
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
      held: this.#held.read(spanMs),
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

/** A limit holds until another is known; what is found out late has held from the beginning. */
function filled(values: readonly number[]): number[] {
  let known = values.find((value) => value > 0) ?? 0;
  return values.map((value) => known = value || known);
}

const rounded = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 1e3) / 1e3);
