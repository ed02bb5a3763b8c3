import { notedFingerprint } from "./stored_run.ts";
import { versionsIn } from "../../db/stored.ts";
import { hashOf } from "../../db/hash.ts";
import type { Ledger } from "../../db/ledger.ts";
import { findRun, insertRun, nextRun, type Run, unfinishedRuns, updateRun } from "../../db/runs.ts";
import type { RunState } from "../../db/tables.ts";
import { keepThroughput } from "../../db/throughput.ts";
import { Control } from "../base/control.ts";
import { BusyError, CancelledError, NeedsPersonError, UsageError } from "../base/errors.ts";
import { explain } from "../base/explain.ts";
import { currentVersions } from "./versions.ts";
import { type Consent, type Kit, NO_CONSENT } from "./kit.ts";
import { Log } from "../base/log.ts";
import { LeaseKeeper } from "./lease_keeper.ts";
import { Recorder } from "./throughput.ts";
import type { Outcome, Progress, Step } from "./step.ts";
import { elapsed, instant, type World } from "../base/world.ts";

const RENEW_MS = 4_000;
/** Progress reaches the ledger no oftener than this; the page gets every step of it at once. */
const PROGRESS_SAVE_MS = 1_000;

export interface Active {
  run: Run;
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
    if (this.active || this.#starting || await this.#lease.isHeld()) return;
    await this.#markUnfinished();
  }

  async #markUnfinished(): Promise<void> {
    for (const run of await unfinishedRuns(this.ledger)) {
      const log = new Log(this.ledger, this.world, run.id);
      await this.ledger.commit({
        writes: [updateRun(this.ledger, run.id, { state: "crashed", ended_at: instant(this.world) })],
        events: [log.entry({
          level: "warning",
          kind: "crashed",
          message: `${run.step} run ${run.number} was cut off; running it again continues where it stopped`,
        })],
      });
    }
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
      await this.#markUnfinished();
      const control = new Control();
      const run = await this.#open(step, input, options.who);
      const startedAt = this.world.now();
      const recorder = new Recorder(this.world, this.limits);
      const done = Promise.resolve(NOTHING);
      const active: Active = { run, control, progress: [], recorder, startedAt, done };
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
    await new Log(this.ledger, this.world, active.run.id).write({
      kind: "cancel",
      message: `cancelled by ${who}`,
    });
    active.control.cancel();
    await active.control.quiet();
  }

  async #open<I>(step: Step<I>, input: I, who: string): Promise<Run> {
    const versions = await currentVersions(this.ledger);
    const { id, number } = await nextRun(this.ledger, step.id);
    const run: Run = {
      id,
      number,
      step: step.id,
      state: "running",
      who,
      started_at: instant(this.world),
      ended_at: null,
      input: JSON.stringify(input),
      input_hash: hashOf([input, versions]),
      inputs: JSON.stringify(Object.fromEntries(step.reads.map((name) => [name, versions[name]]))),
      progress: "[]",
      outcome: null,
    };
    const log = new Log(this.ledger, this.world, id);
    await this.ledger.commit({
      writes: [insertRun(this.ledger, run)],
      events: [log.entry({ kind: "started", message: `${step.title}: run ${number} started by ${who}` })],
    });
    return run;
  }

  async #carryOut<I>(step: Step<I>, input: I, active: Active, consent: Consent): Promise<Outcome> {
    const log = new Log(this.ledger, this.world, active.run.id);
    const renewal = setInterval(() => void this.#renew(active), RENEW_MS);
    let outcome: Outcome;
    let state: RunState;
    try {
      const kit = await this.makeKit({
        control: active.control,
        log,
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
      await this.#close(step, active, outcome, state);
    } catch (error) {
      outcome = { state: "red", verdict: error instanceof Error ? error.message : String(error) };
    }
    this.active = undefined;
    this.#changed();
    return outcome;
  }

  async #close<I>(step: Step<I>, active: Active, outcome: Outcome, state: RunState): Promise<void> {
    const log = new Log(this.ledger, this.world, active.run.id);
    const now = await currentVersions(this.ledger);
    const own = Object.fromEntries(step.writes.map((name) => [name, now[name]]));
    await this.ledger.commit({
      writes: [
        updateRun(this.ledger, active.run.id, {
          state,
          ended_at: instant(this.world),
          outcome: JSON.stringify({ ...await this.#noted(active.run.id), ...outcome }),
          progress: JSON.stringify(active.progress),
          inputs: JSON.stringify({ ...versionsIn(active.run), ...own }),
        }),
        keepThroughput(this.ledger, active.run.id, JSON.stringify(active.recorder.end())),
      ],
      events: [log.entry({
        kind: "ended",
        level: state === "red" ? "error" : state === "green" ? "info" : "warning",
        message: `${step.title}: ${outcome.verdict}`,
        fields: { state },
      })],
    });
    await this.#lease.drop();
  }

  /** What a run noted of itself while it went still counts when it failed: a rollback that broke off removed something. */
  async #noted(run: number): Promise<Pick<Outcome, "fingerprint">> {
    const found = await findRun(this.ledger, run);
    const fingerprint = found && notedFingerprint(found);
    return fingerprint ? { fingerprint } : {};
  }

  #progressOf(active: Active): (progress: Progress) => void {
    let saved = -Infinity;
    return (progress) => {
      active.progress = progress;
      active.recorder.progress(progress);
      this.#changed();
      if (elapsed(this.world) - saved < PROGRESS_SAVE_MS) return;
      saved = elapsed(this.world);
      const save = [
        updateRun(this.ledger, active.run.id, { progress: JSON.stringify(progress) }),
        keepThroughput(this.ledger, active.run.id, JSON.stringify(active.recorder.read())),
      ];
      // A progress that cannot be saved is no reason to stop; the next commit of the step itself will say why.
      this.ledger.commit({ writes: save, upkeep: true }).catch(() => {});
    };
  }

  async #mark(state: "running" | "paused", message: string): Promise<void> {
    const active = this.active;
    if (!active) return;
    active.run.state = state;
    const log = new Log(this.ledger, this.world, active.run.id);
    await this.ledger.commit({
      writes: [updateRun(this.ledger, active.run.id, { state })],
      events: [log.entry({ kind: state, message })],
    });
    this.#changed();
  }

  async #renew(active: Active): Promise<void> {
    if (await this.#lease.renew()) return;
    active.control.cancel();
    const log = new Log(this.ledger, this.world, active.run.id);
    const lost = log.entry({
      level: "error",
      kind: "lease",
      message: "the right to run was lost to another console; stopped",
    });
    // No work, which could not be written without the lease.
    await this.ledger.commit({ events: [lost], upkeep: true }).catch(() => {});
  }

  #changed(): void {
    for (const tell of this.#watchers) tell();
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
