import type { CommitHook, Ledger } from "../../db/ledger.ts";
import { openLedger } from "../../db/open.ts";
import { Console } from "../../steps/console/console.ts";
import type { Consent } from "../../steps/runbook/kit.ts";
import type { Settings } from "../../steps/base/settings.ts";
import type { Outcome, StepId } from "../../steps/runbook/step.ts";
import type { World } from "../../steps/base/world.ts";
import { type ExitCode, runHeadless } from "../../steps/console/headless.ts";
import { type SimulatorOptions, Simulators, startSimulators } from "./simulators.ts";
import { HurriedWorld } from "./world.ts";

export const ZONE = "Europe/London";
/** A member of every fresh workspace. */
export const OWNER = "admin@migration.test";
/** Everything before the first write of records, and all that follows. */
export const TO_FULL_RUN: readonly StepId[] = ["audit", "schema", "members", "extract", "sample", "full-run"];

export const CONSENT: Consent = { acceptProposals: true, signOff: true };

export interface Ran {
  code: ExitCode;
  /** One for each step that came to an end. */
  outcomes: ({ step: StepId } & Outcome)[];
  last: Outcome;
  /** What was printed. */
  lines: string[];
}

export interface StageOptions extends SimulatorOptions {
  /** Whether the console's requests cross a network, which takes twice the time; default not. */
  wire?: boolean;
}

/** Both simulators, a ledger in a directory of its own, and consoles that come and go. */
export async function openStage({ wire = false, ...options }: StageOptions = {}): Promise<Stage> {
  const simulators = await startSimulators(options);
  const world = new HurriedWorld(wire ? undefined : simulators.direct);
  return new Stage(simulators, await Deno.makeTempDir({ prefix: "handover-test-" }), world);
}

export class Stage implements AsyncDisposable {
  #open: Ledger[] = [];

  constructor(
    readonly simulators: Simulators,
    readonly dir: string,
    readonly world: HurriedWorld,
  ) {}

  get ledgerPath(): string {
    return `${this.dir}/handover.db`;
  }

  settings(): Partial<Settings> {
    return {
      sourceUrl: this.simulators.source.url,
      targetUrl: this.simulators.target.url,
      sourceApp: "handover=e2e@example.test",
      timeZone: ZONE,
      practiceName: "Riverside Chiropractic",
      fallbackOwner: OWNER,
      sourceIntervalMs: 0,
    };
  }

  /** A console on the stage's ledger, as a program that was just started has it. */
  async console(
    options: { world?: World; hook?: CommitHook; settings?: Partial<Settings> } = {},
  ): Promise<Console> {
    const ledger = await openLedger({
      url: this.ledgerPath,
      ...(options.hook ? { hook: options.hook } : {}),
    });
    this.#open.push(ledger);
    const { source, target } = this.simulators;
    const keys = { source: source.key, target: target.key };
    const settings = { ...this.settings(), ...options.settings };
    return await Console.open(ledger, options.world ?? this.world, keys, settings);
  }

  /** Opens a console, runs the steps in order without a browser, and closes it. */
  async run(steps: readonly StepId[], consent: Partial<Consent> = {}): Promise<Ran> {
    const console = await this.console();
    try {
      return await runOn(console, steps, consent);
    } finally {
      await console.ledger.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const ledger of this.#open) ledger.client.close();
    this.world[Symbol.dispose]();
    await this.simulators[Symbol.asyncDispose]();
    await Deno.remove(this.dir, { recursive: true });
  }
}

export async function runOn(
  console: Console,
  steps: readonly StepId[],
  consent: Partial<Consent> = {},
): Promise<Ran> {
  const lines: string[] = [];
  const code = await runHeadless(console, steps, {
    json: true,
    consent: { ...CONSENT, ...consent },
    print: (line) => void lines.push(line),
  });
  const outcomes = lines.map((line) => JSON.parse(line)).flatMap(({ outcome }) => outcome ?? []);
  return { code, outcomes, last: outcomes.at(-1) ?? { state: "red", verdict: "nothing ran" }, lines };
}

/** What a failed expectation should show: why the last step is not green. */
export const told = ({ code, outcomes }: Ran): string =>
  `exit ${code}: ${outcomes.map((o) => `${o.step} ${o.state}: ${o.verdict}`).join("\n")}`;
