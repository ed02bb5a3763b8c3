import { z } from "zod";
import type { CommitHook, Ledger } from "../../db/ledger.ts";
import { openLedger } from "../../db/open.ts";
import { Console } from "../../steps/console/console.ts";
import type { Consent } from "../../steps/runbook/kit.ts";
import type { Forecast, StepId } from "../../steps/runbook/step.ts";
import type { World } from "../../steps/base/world.ts";
import { forecast } from "../../steps/load/forecast/forecast.ts";
import { OWNER, type Ran, runOn, ZONE } from "../support/stage.ts";
import type { Simulators } from "../support/simulators.ts";
import { CLINIC } from "./clinic.ts";
import { StillWorld } from "./still_world.ts";
import { systemsIn } from "./systems.ts";

/** Everything before the first record is written. */
export const PREPARE: readonly StepId[] = ["audit", "schema", "members"];

/** Two pages of most resources. */
const QUIRKS = { "page-size-cap": 2 };

const Row = z.looseObject({ id: z.string(), isDeleted: z.boolean() });
export type Kept = z.infer<typeof Row>;

const Dump = z.object({ records: z.record(z.string(), z.array(Row)), schema: z.unknown() });
/** The whole store of the target as the simulator has it; rows by the plural of their object. */
export type Dump = z.infer<typeof Dump>;

/** Where a model run takes place: both systems, a ledger file of its own, and consoles that come and go. */
export class Ground implements AsyncDisposable {
  readonly world = new StillWorld();
  readonly simulators: Simulators;
  #open: Ledger[] = [];

  private constructor(readonly dir: string) {
    this.simulators = systemsIn(this.world, CLINIC, QUIRKS);
  }

  static async open(): Promise<Ground> {
    return new Ground(await Deno.makeTempDir({ prefix: "handover-model-", ...await inMemory() }));
  }

  get ledgerPath(): string {
    return `${this.dir}/handover.db`;
  }

  async dump(): Promise<Dump> {
    return Dump.parse(JSON.parse(await this.simulators.dump()));
  }

  async console(options: { world?: World; hook?: CommitHook } = {}): Promise<Console> {
    const { hook, world = this.world } = options;
    const ledger = await openLedger({ url: this.ledgerPath, ...(hook ? { hook } : {}) });
    this.#open.push(ledger);
    const { source, target } = this.simulators;
    return await Console.open(ledger, world, { source: source.key, target: target.key }, {
      sourceUrl: source.url,
      targetUrl: target.url,
      sourceApp: "handover=model@example.test",
      timeZone: ZONE,
      practiceName: "Riverside Chiropractic",
      fallbackOwner: OWNER,
      sourceIntervalMs: 0,
    });
  }

  /** Opens a console, runs the steps without a browser, and closes it. */
  async run(steps: readonly StepId[], consent: Partial<Consent> = {}): Promise<Ran> {
    const console = await this.console();
    try {
      return await runOn(console, steps, consent);
    } finally {
      await this.close(console.ledger);
    }
  }

  /** What a full run would do now, by the ledger alone. */
  async forecast(): Promise<Forecast | undefined> {
    const console = await this.console();
    const desk = console.desk();
    const told = desk && await forecast(desk, "everything");
    await this.close(console.ledger);
    return told;
  }

  async close(ledger: Ledger): Promise<void> {
    await ledger.close();
    this.#open = this.#open.filter((other) => other !== ledger);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const ledger of this.#open) ledger.client.close();
    await Deno.remove(this.dir, { recursive: true });
  }
}

/** Nothing here is about the disk, and a disk in memory makes a run several times as fast. */
async function inMemory(): Promise<{ dir?: string }> {
  const there = await Deno.stat("/dev/shm").then((info) => info.isDirectory, () => false);
  return there && Deno.build.os === "linux" ? { dir: "/dev/shm" } : {};
}
