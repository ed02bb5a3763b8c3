import type { Console } from "../../steps/console/console.ts";
import { Meter } from "./meter.ts";
import type { Session } from "../http/session.ts";

/**
 * Wakes open pages when there is something new. It carries no content: the ledger is the queue, and each page reads on
 * from its own place, so that a slow one delays nobody and costs no memory.
 */
export class Feed {
  readonly bell = new Bell();
  readonly meter: Meter;
  /** Grows with every report of progress. */
  progress = 0;
  /** Grows when a run starts, ends, pauses or resumes, or who is here changes. */
  shape = 0;
  #here = new Map<symbol, Session>();
  #last = "";

  constructor(readonly console: Console, now: () => number) {
    this.meter = new Meter(now);
    // For as long as the program runs: the console and its page live and end together.
    console.ledger.onEvents(() => this.bell.ring());
    console.runner.onChange(() => this.#onChange());
  }

  /** Names of who is here, and who of them may only look. Somebody with two tabs open is one person. */
  get here(): string[] {
    const people = new Map([...this.#here.values()].map((who) => [who.id, called(who)]));
    return [...people.values()].sort();
  }

  /** Somebody has opened the page. Returns the function that says it was closed. */
  enter(who: Session): () => void {
    const key = Symbol();
    this.#here.set(key, who);
    this.changed();
    return () => {
      this.#here.delete(key);
      this.changed();
    };
  }

  /** Something that only the page shows has changed: who is here, whether keys are set. */
  changed(): void {
    this.shape++;
    this.bell.ring();
  }

  /** Somebody has changed the pace: the time that is left is estimated from here on. */
  paced(): void {
    this.meter.restart();
    this.changed();
  }

  #onChange(): void {
    const { active } = this.console.runner;
    if (active) this.meter.note(active.run.id, active.progress);
    const now = active ? `${active.run.id} ${active.control.paused}` : "";
    if (now !== this.#last) {
      this.shape++;
      // A pause says nothing about the rate.
      if (active && !active.control.paused) this.meter.restart();
    }
    this.#last = now;
    this.progress++;
    this.bell.ring();
  }
}

/** Without a name of their own people go by their role already. */
const called = ({ name, role }: Session): string =>
  role === "viewer" && name !== role ? `${name} (${role})` : name;

/** Wakes everyone who waits, and whoever was about to: each names the last ring it knows of. */
export class Bell {
  /** Rings so far. */
  rung = 0;
  #waiting = new Set<() => void>();

  ring(): void {
    this.rung++;
    for (const wake of [...this.#waiting]) wake();
  }

  /**
   * Resolves at the first ring after number `since`, when `signal` aborts, or after `ms`. Take `since` from `rung` before
   * looking for what is new: a ring between the look and the wait would otherwise be missed.
   */
  wait(since: number, ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.rung !== since) return Promise.resolve();
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
