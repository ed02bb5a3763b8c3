import { inputIn } from "../../db/stored.ts";
import { changeSchedule, putSchedule, readSchedule, type Schedule } from "../../db/schedule.ts";
import type { Console } from "./console.ts";
import { BusyError, UsageError } from "../base/errors.ts";
import { explain } from "../base/explain.ts";
import { Log } from "../base/log.ts";
import type { Outcome, StepId } from "../runbook/step.ts";
import { many } from "../base/words.ts";

/** A day is the longest between two runs, and a week the longest a schedule lasts. */
const MOST_EVERY_MS = 24 * 3_600_000;
const LONGEST_MS = 7 * 24 * 3_600_000;
/** How often the ledger is looked at: another console may have changed the schedule, or be running a cell. */
const LOOK_MS = 15_000;

export interface Order {
  step: StepId;
  everyMs: number;
  /** Local time at the clinic: `2026-11-30T18:00`. */
  until: string;
  input: unknown;
  who: string;
  /** The first run is due after the interval, not at once. */
  delayed?: boolean;
}

/**
 * Runs a step by the clock until a time: the delta in the days of the cut-over. What was ordered is in the ledger, so
 * that it outlives the program and every console shows it; two consoles do not run it twice, because one holds the
 * lease.
 */
export class Scheduler {
  constructor(readonly console: Console) {}

  /**
   * Begins a schedule, in place of the one there was.
   *
   * @throws {UsageError} too often, too seldom, not a time, or one that is over or too far away
   */
  async order({ step, everyMs, until, input, who, delayed }: Order): Promise<void> {
    const { ledger, world, settings } = this.console;
    if (everyMs < 60_000 || everyMs > MOST_EVERY_MS) {
      throw new UsageError("A schedule runs once a minute at most, and once a day at least.");
    }
    const end = localInstant(until, settings?.timeZone ?? "UTC");
    if (end <= world.now()) throw new UsageError("That time is over at the clinic; name a later one.");
    if (end > world.now() + LONGEST_MS) throw new UsageError("A schedule lasts a week at most.");
    const row: Schedule = {
      step,
      every_ms: everyMs,
      until: new Date(end).toISOString(),
      next_at: new Date(world.now() + (delayed ? everyMs : 0)).toISOString(),
      input: JSON.stringify(this.console.step(step).input.parse(input)),
      who,
      ended: null,
    };
    await ledger.commit({
      writes: [putSchedule(ledger, row)],
      events: [
        this.#log().entry({
          kind: "schedule",
          message: `${step} every ${many(everyMs / 60_000, "minute")} until ${row.until}, ordered by ${who}`,
        }),
      ],
    });
  }

  /** Ends the schedule; a run that is under way goes on. */
  async stop(who: string): Promise<void> {
    const schedule = await readSchedule(this.console.ledger);
    if (!schedule || schedule.ended) throw new UsageError("There is no schedule to stop.");
    await this.#end(`stopped by ${who}`);
  }

  /** Does what is due, for as long as the program runs or the signal lets it. */
  async keep(signal: AbortSignal): Promise<void> {
    const { world } = this.console;
    while (!signal.aborted) {
      try {
        await this.tick();
      } catch (error) {
        // The ledger may be busy; the next look tries again. A fault of ours ends the schedule, visibly.
        if (!explain(error).foreseen) {
          await this.#end("a fault in Handover; order it again").catch(() => {});
        }
      }
      await world.sleep(LOOK_MS, signal).catch(() => {});
    }
  }

  /**
   * Looks once: marks a run whose console has died meanwhile, runs the step if it is due, ends the schedule if its time is
   * over. Resolves when the run has ended.
   */
  async tick(): Promise<void> {
    const { ledger, world, keys, runner } = this.console;
    await runner.markCrashed();
    const schedule = await readSchedule(ledger);
    if (!schedule || schedule.ended) return;
    if (world.now() >= Date.parse(schedule.until)) return await this.#end("its time is over");
    if (world.now() < Date.parse(schedule.next_at)) return;
    // Keys are in memory only: after a restart somebody has to type them first.
    if (!keys.source || !keys.target || runner.active) return;
    const outcome = await this.#run(schedule);
    if (!outcome) return;
    const why = whyOver(outcome);
    if (why) return await this.#end(why);
    // What was missed while nobody was there is not made up for one by one.
    const due = Date.parse(schedule.next_at);
    const next = due + schedule.every_ms * Math.ceil((world.now() + 1 - due) / schedule.every_ms);
    await ledger.commit({ writes: [changeSchedule(ledger, { next_at: new Date(next).toISOString() })] });
  }

  /** Undefined where another console is at it. */
  async #run({ step, who, input }: Schedule): Promise<Outcome | undefined> {
    try {
      const active = await this.console.runner.start(this.console.step(step as StepId), {
        who: `the schedule of ${who}`,
        input: inputIn({ input }),
      });
      return await active.done;
    } catch (error) {
      if (error instanceof BusyError) return undefined;
      throw error;
    }
  }

  async #end(why: string): Promise<void> {
    const { ledger } = this.console;
    await ledger.commit({
      writes: [changeSchedule(ledger, { ended: why })],
      events: [this.#log().entry({ kind: "schedule", message: `the schedule ended: ${why}` })],
    });
  }

  #log(): Log {
    return new Log(this.console.ledger, this.console.world, null);
  }
}

/** Conflicts and passing failures are met again by the next run; what could not even begin will not begin by itself. */
function whyOver({ state, verdict, usage, reconciliation }: Outcome): string | undefined {
  return usage || (state === "waiting" && !reconciliation) ? verdict : undefined;
}

/** Epoch ms of a local time; of two the earlier, in a gap the later clock. */
function localInstant(local: string, timeZone: string): number {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    throw new UsageError("The time must read like 2026-11-30T18:00.");
  }
}
