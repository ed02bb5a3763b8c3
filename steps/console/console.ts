import type { Ledger } from "../../db/ledger.ts";
import { readMigration, saveMigration } from "../../db/migration.ts";
import { Chain } from "./chain.ts";
import { Control } from "../base/control.ts";
import { UsageError } from "../base/errors.ts";
import { migrationId } from "../base/identity.ts";
import { currentVersions } from "../runbook/versions.ts";
import { type Desk, type Kit, NO_CONSENT } from "../runbook/kit.ts";
import { Log, networkLog } from "../base/log.ts";
import { Bucket, Spacing } from "../base/pace.ts";
import { type CellStatus, cellStatuses } from "../runbook/runbook.ts";
import { type KitMaker, Runner } from "../runbook/runner.ts";
import { completeSettings, missingSettings } from "../base/check_settings.ts";
import { type Keys, NAMED, Settings } from "../base/settings.ts";
import type { Forecast, Prediction, Step, StepId } from "../runbook/step.ts";
import { currentRuns } from "../runbook/current.ts";
import { listed } from "../base/words.ts";
import { instant, type World } from "../base/world.ts";
import { STEPS } from "../cells.ts";
import { PracticeHub } from "../practicehub/client.ts";
import { Twenty } from "../twenty/client.ts";

/**
 * One migration as a program holds it: the ledger, the settings and keys, the runner, the eight steps. The page, the
 * command line and the tests all drive this.
 */
export class Console {
  readonly runner: Runner;
  readonly chain: Chain;
  settings: Settings | undefined;
  #migration = "";
  /** Opened to look only. */
  #looking = false;
  #source: Spacing | undefined;
  #target: Bucket | undefined;

  private constructor(
    readonly ledger: Ledger,
    readonly world: World,
    public keys: Keys,
    readonly steps: readonly Step[],
  ) {
    this.runner = new Runner(ledger, world, this.#makeKit, {
      source: () => this.#source?.perMinute,
      target: () => this.#target?.perMinute,
    });
    this.chain = new Chain(this);
  }

  /**
   * Takes up the ledger's migration, with `provided` laid over the settings it holds.
   *
   * @throws {UsageError} a setting is wrong. @throws {LedgerError} the ledger belongs to another migration.
   */
  static async open(
    ledger: Ledger,
    world: World,
    keys: Keys,
    provided: Partial<Settings>,
    steps: readonly Step[] = STEPS,
  ): Promise<Console> {
    const console = new Console(ledger, world, keys, steps);
    const saved = (await readMigration(ledger))?.settings as Partial<Settings> | undefined;
    const merged = { ...saved, ...provided };
    if (missingSettings(merged).length === 0) await console.configure(merged);
    await console.runner.markCrashed();
    return console;
  }

  /** Looks at a ledger without writing anything: for the status of a migration. */
  static async look(ledger: Ledger, world: World, steps: readonly Step[] = STEPS): Promise<Console> {
    const console = new Console(ledger, world, { source: "", target: "" }, steps);
    console.#looking = true;
    const migration = await readMigration(ledger);
    const saved = Settings.safeParse(migration?.settings);
    if (migration && saved.success) {
      console.settings = saved.data;
      console.#migration = migration.id;
    }
    return console;
  }

  /** Saves settings; cells that read them become stale. */
  async configure(provided: Partial<Settings>): Promise<void> {
    const settings = completeSettings({ ...this.settings, ...provided });
    const sourceUrl = new URL(settings.sourceUrl).origin;
    const targetUrl = new URL(settings.targetUrl).origin;
    const id = await migrationId(sourceUrl, targetUrl);
    await saveMigration(this.ledger, { id, sourceUrl, targetUrl, settings }, instant(this.world));
    this.settings = settings;
    this.#migration = id;
    this.#source = new Spacing(this.world, settings.sourceIntervalMs);
    const perMinute = settings.targetRequestsPerMinute;
    this.#target = new Bucket(this.world, perMinute ? { tokens: perMinute, windowMs: 60_000 } : undefined);
  }

  step(id: StepId): Step {
    const step = this.steps.find((s) => s.id === id);
    if (!step) throw new UsageError(`There is no step ${id}.`);
    return step;
  }

  async statuses(): Promise<CellStatus[]> {
    if (!this.#looking) await this.runner.markCrashed();
    return cellStatuses(this.steps, await currentRuns(this.ledger), await currentVersions(this.ledger));
  }

  /**
   * What a run of the step would do now.
   *
   * @param forecast what it would write, where that was counted
   */
  async predict(id: StepId, forecast?: Forecast): Promise<Prediction> {
    const desk = this.desk();
    if (!desk) return { sentence: "", blocked: "Fill in the settings first." };
    const prediction = await this.step(id).predict(desk, forecast);
    const missing = this.#looking ? undefined : this.#missingKey();
    return missing ? { ...prediction, blocked: missing } : prediction;
  }

  /** What predictions are made on; undefined before there are settings. Cancelling `control` ends a long one. */
  desk(control = new Control()): Desk | undefined {
    const { settings, world, ledger } = this;
    return settings && { settings, world, ledger, control, migration: this.#migration };
  }

  /** A kit outside any run: for predictions and for what a person decides. */
  kit(who = ""): Promise<Kit> {
    const log = new Log(this.ledger, this.world, null);
    return this.#makeKit({
      control: new Control(),
      log,
      run: 0,
      who,
      progress: () => {},
      consent: NO_CONSENT,
    });
  }

  /** The least time between two requests to the source, from now on. */
  setSourceInterval(ms: number): void {
    if (this.#source) this.#source.intervalMs = ms;
  }

  #missingKey(): string | undefined {
    if (!this.keys.source) return `${NAMED.sourceKey} is missing; type it in the settings.`;
    return this.keys.target ? undefined : `${NAMED.targetKey} is missing; type it in the settings.`;
  }

  #makeKit: KitMaker = ({ recorder, ...parts }) => {
    const { settings, world } = this;
    if (!settings || !this.#source || !this.#target) {
      throw new UsageError(
        `Fill in the settings first: ${listed(missingSettings({}).map((key) => NAMED[key]))}.`,
      );
    }
    const missing = this.#missingKey();
    if (missing) throw new UsageError(missing);
    const { control } = parts;
    const warn = networkLog(parts.log);
    return Promise.resolve({
      ...parts,
      world,
      settings,
      ledger: this.ledger,
      migration: this.#migration,
      source: new PracticeHub({
        url: settings.sourceUrl,
        key: this.keys.source,
        app: settings.sourceApp,
        world,
        pace: this.#source,
        control,
        warn,
        ...(recorder ? { watch: recorder.watch("source") } : {}),
      }),
      target: new Twenty({
        url: settings.targetUrl,
        key: this.keys.target,
        world,
        pace: this.#target,
        control,
        warn,
        ...(recorder ? { watch: recorder.watch("target") } : {}),
      }),
    });
  };
}
