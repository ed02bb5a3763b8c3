import { hashOf } from "../../db/hash.ts";
import type { Ledger } from "../../db/ledger.ts";
import {
  findRun,
  insertRun,
  keepThroughput,
  nextRun,
  type Run,
  unfinishedRuns,
  updateRun,
} from "../../db/runs.ts";
import { versionsIn } from "../../db/stored.ts";
import type { RunState } from "../../db/tables.ts";
import { Log } from "../base/log.ts";
import { instant, type World } from "../base/world.ts";
import type { Outcome, Progress, Step } from "./step.ts";
import { notedFingerprint } from "./stored_run.ts";
import type { Throughput } from "./throughput.ts";
import { currentVersions } from "./versions.ts";

/** A run as the ledger keeps it, from its beginning to its end: each method is one commit, with its line in the log. */
export class RunRecord {
  readonly log: Log;

  constructor(readonly ledger: Ledger, readonly world: World, readonly run: Run) {
    this.log = new Log(ledger, world, run.id);
  }

  static async begin<I>(
    ledger: Ledger,
    world: World,
    step: Step<I>,
    { input, who }: { input: I; who: string },
  ): Promise<RunRecord> {
    const versions = await currentVersions(ledger);
    const { id, number } = await nextRun(ledger, step.id);
    const record = new RunRecord(ledger, world, {
      id,
      number,
      step: step.id,
      state: "running",
      who,
      started_at: instant(world),
      ended_at: null,
      input: JSON.stringify(input),
      input_hash: hashOf([input, versions]),
      inputs: JSON.stringify(Object.fromEntries(step.reads.map((name) => [name, versions[name]]))),
      progress: "[]",
      outcome: null,
    });
    const message = `${step.title}: run ${number} started by ${who}`;
    await ledger.commit({
      writes: [insertRun(ledger, record.run)],
      events: [record.log.entry({ kind: "started", message })],
    });
    return record;
  }

  /** Every run that the ledger has as going on was cut off. */
  static async markCrashed(ledger: Ledger, world: World): Promise<void> {
    for (const run of await unfinishedRuns(ledger)) {
      const message =
        `${run.step} run ${run.number} was cut off; running it again continues where it stopped`;
      await ledger.commit({
        writes: [updateRun(ledger, run.id, { state: "crashed", ended_at: instant(world) })],
        events: [new Log(ledger, world, run.id).entry({ level: "warning", kind: "crashed", message })],
      });
    }
  }

  async mark(state: "running" | "paused", message: string): Promise<void> {
    this.run.state = state;
    await this.ledger.commit({
      writes: [updateRun(this.ledger, this.run.id, { state })],
      events: [this.log.entry({ kind: state, message })],
    });
  }

  async keepProgress(progress: Progress, throughput: Throughput): Promise<void> {
    const writes = [
      updateRun(this.ledger, this.run.id, { progress: JSON.stringify(progress) }),
      keepThroughput(this.ledger, this.run.id, JSON.stringify(throughput)),
    ];
    // A progress that cannot be saved is no reason to stop; the next commit of the step itself will say why.
    await this.ledger.commit({ writes, upkeep: true }).catch(() => {});
  }

  async leaseLost(): Promise<void> {
    const message = "the right to run was lost to another console; stopped";
    // No work, which could not be written without the lease.
    await this.ledger.commit({
      events: [this.log.entry({ level: "error", kind: "lease", message })],
      upkeep: true,
    }).catch(() => {});
  }

  async end<I>(
    step: Step<I>,
    { outcome, state, progress, throughput }: {
      outcome: Outcome;
      state: RunState;
      progress: Progress;
      throughput: Throughput;
    },
  ): Promise<void> {
    const { ledger, run } = this;
    const versions = await currentVersions(ledger);
    const own = Object.fromEntries(step.writes.map((name) => [name, versions[name]]));
    const noted = await findRun(ledger, run.id);
    // What a run noted of itself still counts when it failed: a rollback that broke off removed something.
    const fingerprint = noted && notedFingerprint(noted);
    await ledger.commit({
      writes: [
        updateRun(ledger, run.id, {
          state,
          ended_at: instant(this.world),
          outcome: JSON.stringify({ ...(fingerprint ? { fingerprint } : {}), ...outcome }),
          progress: JSON.stringify(progress),
          inputs: JSON.stringify({ ...versionsIn(run), ...own }),
        }),
        keepThroughput(ledger, run.id, JSON.stringify(throughput)),
      ],
      events: [this.log.entry({
        kind: "ended",
        level: state === "red" ? "error" : state === "green" ? "info" : "warning",
        message: `${step.title}: ${outcome.verdict}`,
        fields: { state },
      })],
    });
  }
}
