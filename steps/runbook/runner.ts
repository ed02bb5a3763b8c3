import type { Ledger } from "../../db/ledger.ts";
import { type Run } from "../../db/runs.ts";
import type { RunState } from "../../db/tables.ts";
import { Control } from "../base/control.ts";
import { BusyError, CancelledError, NeedsPersonError, UsageError } from "../base/errors.ts";
import { explain } from "../base/explain.ts";
import { type Consent, type Kit, NO_CONSENT } from "./kit.ts";
import { LeaseKeeper } from "./lease_keeper.ts";
import { RunRecord } from "./run_record.ts";
import { Recorder } from "./throughput.ts";
import type { Outcome, Progress, Step } from "./step.ts";
import { elapsed, type World } from "../base/world.ts";

const RENEW_MS = 4_000;
/** Progress reaches the ledger no oftener than this; the page gets every step of it at once. */
const PROGRESS_SAVE_MS = 1_000;

export interface Active {
  run: Run;
  record: RunRecord;
  control: Control;
  progress: Progress;
  recorder: Recorder;
  /** Epoch ms. */
  startedAt: number;
  done: Promise<Outcome>;
}

export interface StartOptions {
  who: string;
  input?: unknown;
  consent?: Consent;
}

/** What a kit needs besides what the runner itself knows; `consoleKit` in `steps/console/console.ts` makes it. */
export type KitMaker = (
  parts: Pick<Kit, "control" | "log" | "run" | "who" | "progress" | "consent"> & { recorder?: Recorder },
) => Promise<Kit>;

/** How many requests a minute each system allows now, where that is known. */
export type Limits = ConstructorParameters<typeof Recorder>[1];

/**
 * Runs one step at a time: takes the lease, writes the run and its events, keeps pause and cancel, and leaves a
 * state in the ledger whatever happens.
 */
export class Runner {
  active: Active | undefined;
  #lease: LeaseKeeper;
  #starting = false;
  #watchers = new Set<() => void>();

  constructor(
    readonly ledger: Ledger,
    readonly world: World,
    readonly makeKit: KitMaker,
    readonly limits: Limits = {},
  ) {
    this.#lease = new LeaseKeeper(ledger, world);
  }

  /** Calls `watcher` when progress moves or a run starts or ends. Returns the way to stop. */
  onChange(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Marks runs that nobody does any more; called when a console opens the ledger. */
  async markCrashed(): Promise<void> {
    if (this.active || this.#starting || await this.#lease.isTaken()) return;
    await RunRecord.markCrashed(this.ledger, this.world);
  }

  /**
   * Starts a step and returns at once; `active.done` resolves with the outcome and never rejects.
   *
   * @throws {BusyError} another run is under way, here or in another console.
   */
  async start<I>(step: Step<I>, options: StartOptions): Promise<Active> {
    if (this.active || this.#starting) throw new BusyError(alreadyRuns(this.active, step));
    this.#starting = true;
    try {
      const input = step.input.parse(options.input ?? {});
      if (!await this.#lease.take()) {
        throw new BusyError("Another console is running a cell on this ledger; wait for it to end.");
      }
      // A run of ours cannot be under way when we start one: what still says so was cut off.
      await RunRecord.markCrashed(this.ledger, this.world);
      const record = await RunRecord.begin(this.ledger, this.world, step, { input, who: options.who });
      const active: Active = {
        run: record.run,
        record,
        control: new Control(),
        progress: [],
        recorder: new Recorder(this.world, this.limits),
        startedAt: this.world.now(),
        done: Promise.resolve(NOTHING),
      };
      this.active = active;
      active.done = this.#carryOut(step, input, active, options.consent ?? NO_CONSENT);
      this.#changed();
      return active;
    } catch (error) {
      this.#lease.unguard();
      throw error;
    } finally {
      this.#starting = false;
    }
  }

  /** Resolves, and so is acknowledged, when nothing new leaves and at most one request is in flight. */
  async pause(who: string): Promise<void> {
    if (!this.active || this.active.control.paused) return;
    const { control, recorder } = this.active;
    control.pause();
    if (!control.paused) return;
    recorder.pause();
    await control.quiet();
    if (!control.paused) return;
    await this.#mark("paused", `paused by ${who}; at most the request in flight is finished`);
  }

  async resume(who: string): Promise<void> {
    if (!this.active?.control.paused) return;
    await this.#mark("running", `resumed by ${who}`);
    this.active?.recorder.resume();
    this.active?.control.resume();
    this.#changed();
  }

  /** Acknowledged as a pause is; a write that is in flight is finished. */
  async cancel(who: string): Promise<void> {
    const active = this.active;
    if (!active) return;
    await active.record.log.write({ kind: "cancel", message: `cancelled by ${who}` });
    active.control.cancel();
    await active.control.quiet();
  }

  async #carryOut<I>(step: Step<I>, input: I, active: Active, consent: Consent): Promise<Outcome> {
    const renewal = setInterval(() => void this.#renew(active), RENEW_MS);
    let outcome: Outcome;
    let state: RunState;
    try {
      const kit = await this.makeKit({
        control: active.control,
        log: active.record.log,
        run: active.run.id,
        who: active.run.who,
        consent,
        recorder: active.recorder,
        progress: this.#progressOf(active),
      });
      outcome = await step.run(kit, input);
      state = outcome.state;
      // Paused at its last request: it ends when it is resumed, or the next cell of a chain would begin to send.
      await active.control.pass();
    } catch (error) {
      [outcome, state] = failure(error, active.control);
    } finally {
      active.control.close();
      clearInterval(renewal);
      this.#lease.unguard();
    }
    try {
      const { record, progress, recorder } = active;
      await record.end(step, { outcome, state, progress, throughput: recorder.end() });
      await this.#lease.drop();
    } catch (error) {
      outcome = { state: "red", verdict: error instanceof Error ? error.message : String(error) };
    }
    this.active = undefined;
    this.#changed();
    return outcome;
  }

  #progressOf(active: Active): (progress: Progress) => void {
    let saved = -Infinity;
    return (progress) => {
      active.progress = progress;
      active.recorder.progress(progress);
      this.#changed();
      if (elapsed(this.world) - saved < PROGRESS_SAVE_MS) return;
      saved = elapsed(this.world);
      void active.record.keepProgress(progress, active.recorder.read());
    };
  }

  async #mark(state: "running" | "paused", message: string): Promise<void> {
    await this.active?.record.mark(state, message);
    this.#changed();
  }

  async #renew(active: Active): Promise<void> {
    if (await this.#lease.renew()) return;
    active.control.cancel();
    await active.record.leaseLost();
  }

  #changed(): void {
    for (const watcher of this.#watchers) watcher();
  }
}

const NOTHING: Outcome = { state: "red", verdict: "" };

/** An error that was not foreseen still leaves a cell that says what happened. */
function failure(error: unknown, control: Control): [Outcome, RunState] {
  if (error instanceof CancelledError || control.signal.aborted) {
    return [{ state: "red", verdict: new CancelledError().message }, "cancelled"];
  }
  const { sentence, hint } = explain(error);
  const verdict = hint === "" ? sentence : `${sentence.replace(/\.$/, "")}. ${hint}`;
  if (error instanceof NeedsPersonError) return [{ state: "waiting", verdict }, "waiting"];
  return [{ state: "red", verdict, ...(error instanceof UsageError ? { usage: true } : {}) }, "red"];
}

/** Said in the past: whoever reads it may read it later. */
function alreadyRuns(active: Active | undefined, step: Step): string {
  if (active?.run.step === step.id) return `Not started again: ${active.run.who} had just started it.`;
  return active
    ? `Not started: ${active.run.step} was running. Wait for it, or cancel it.`
    : "Not started: a cell was just being started.";
}
