import { storedOutcome } from "../runbook/stored_run.ts";
import { factsIn } from "../../db/stored.ts";
import { lastRunIn } from "../../db/runs.ts";
import { readSchedule } from "../../db/schedule.ts";
import { openLedger } from "../../db/open.ts";
import type { Again, CommandLine } from "./command_line.ts";
import { Console } from "./console.ts";
import { writeCsvDir } from "../csv/write.ts";
import { BusyError, NeedsPersonError, UsageError } from "../base/errors.ts";
import type { Consent } from "../runbook/kit.ts";
import { Control } from "../base/control.ts";
import { Log } from "../base/log.ts";
import { retry, type RetryPolicy } from "../base/retry.ts";
import { LEASE_MS } from "../runbook/lease_keeper.ts";
import { missingSettings } from "../base/check_settings.ts";
import { SETTINGS } from "../base/settings.ts";
import { listed } from "../base/words.ts";
import { elapsed, systemWorld } from "../base/world.ts";
import type { Outcome, StepId } from "../runbook/step.ts";
import { unlistedValues } from "../mapping/unmapped_values.ts";
import { takeCsvFile } from "../staging/csv/take.ts";
import { Scheduler } from "./schedule.ts";
import { changePlaces } from "../staging/places/change.ts";
import { readPlaces } from "../staging/places/csv.ts";
import { readFile } from "../workflows/file.ts";
import { mergeWorkflows } from "../workflows/keep.ts";

/** 0 all green, 1 not green, 2 bad usage or configuration, 3 needs a person. */
export type ExitCode = 0 | 1 | 2 | 3;

/** What no endpoint of PracticeHub has, as files that a script names. */
export interface InputFiles {
  /** JSON of workflows (docs/workflows.md). */
  workflows?: string;
  /** CSV of names and addresses (docs/companies.md). */
  companies?: string;
}

export interface HeadlessOptions
  extends
    Pick<CommandLine, "json" | "consent">,
    Partial<Pick<CommandLine, "csv" | "inputs" | "csvDir" | "again">> {
  /** Writes one line. */
  print: (line: string) => void;
}

/** The command `run`: an interrupt ends it in order. */
export async function runCommand(
  handover: Console,
  line: CommandLine,
  print: (line: string) => void,
): Promise<ExitCode> {
  Deno.addSignalListener("SIGINT", () => {
    void handover.runner.cancel("an interrupt");
    if (line.again) void new Scheduler(handover).stop("an interrupt").catch(() => {});
  });
  const code = await runHeadless(handover, line.steps, { ...line, print });
  await handover.ledger.close();
  return code;
}

/**
 * A ledger is made only when there is something to do.
 *
 * @throws {UsageError} neither the command line nor a ledger that is there has what nothing runs without
 */
export async function mustHaveSettings(line: CommandLine): Promise<void> {
  if (missingSettings(line.settings).length === 0) return;
  const names = SETTINGS.filter(({ needed, schema }) => needed && schema).map(({ env = "" }) => env);
  const message = `Set ${listed(names)} first.`;
  const ledger = await openLedger({ ...line.ledger, mode: "read" }).catch((cause) => {
    throw new UsageError(message, { cause });
  });
  const { settings } = await Console.look(ledger, systemWorld());
  await ledger.close();
  if (!settings) throw new UsageError(message);
}

/** Runs steps in order without a browser, telling every event; stops at the first that does not end green. */
export async function runHeadless(
  console: Console,
  steps: readonly StepId[],
  options: HeadlessOptions,
): Promise<ExitCode> {
  const stop = console.ledger.onEvents((events) => {
    for (const event of events) {
      const { seq, at, level, kind, object, message } = event;
      options.print(
        options.json
          ? JSON.stringify({ event: { seq, at, level, kind, object, message, fields: factsIn(event) } })
          : `${at.slice(11, 19)} ${level === "info" ? "" : `${level}: `}${message}`,
      );
    }
  });
  try {
    if (options.inputs) await takeInputFiles(console, options.inputs, WHO);
    for (const path of options.csv ?? []) await takeCsvFile(console, path, WHO);
    const queue = [...steps];
    for (let id = queue.shift(); id; id = queue.shift()) {
      const code = printed(id, await runOne(console, id, options), options);
      if (code !== 0) return code;
      if (id === "extract" && await wantsSchemaAgain(console, steps, options.consent)) {
        queue.unshift("schema");
      }
      if (id === "extract" && options.csvDir && !await writeCsvs(console, options.csvDir)) return 3;
    }
    const last = steps.at(-1);
    return options.again && last ? await runAgain(console, last, options, options.again) : 0;
  } finally {
    stop();
  }
}

/**
 * Reads them into the ledger; both are read before either is kept.
 *
 * @throws {UsageError} a file cannot be read, or what is wrong in it.
 */
export async function takeInputFiles(console: Console, files: InputFiles, who: string): Promise<void> {
  const { ledger, world } = console;
  const workflows = files.workflows ? readFile(await textOf(files.workflows)) : undefined;
  const companies = files.companies ? readPlaces(await textOf(files.companies)) : undefined;
  if (workflows) await mergeWorkflows({ ledger, world, who }, workflows);
  if (companies) await changePlaces(console, who, companies);
}

async function textOf(path: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await Deno.readFile(path));
  } catch (cause) {
    const why = cause instanceof TypeError ? "is not text in UTF-8" : "cannot be read";
    throw new UsageError(`The file ${path} ${why}.`, { cause });
  }
}

/** By the same schedule as on the page; the exit code is that of its last run. */
async function runAgain(
  console: Console,
  step: StepId,
  options: HeadlessOptions,
  { everyMs, until }: Again,
): Promise<ExitCode> {
  const { world, ledger } = console;
  const scheduler = new Scheduler(console);
  await scheduler.order({ step, everyMs, until, input: {}, who: WHO, delayed: true });
  while (!(await readSchedule(ledger))?.ended) {
    await world.sleep(1_000);
    await scheduler.tick();
  }
  const run = await lastRunIn(ledger, step, ["green", "red", "waiting", "cancelled"]);
  return printed(step, run && storedOutcome(run) || NONE, options);
}

/** Prints how a step ended, without what is never shown of it. @returns the exit code that says so */
function printed(step: StepId, ended: Outcome, { json, print }: HeadlessOptions): ExitCode {
  const { internal: _, ...outcome } = ended;
  print(
    json
      ? JSON.stringify({ outcome: { step, ...outcome } })
      : `${step}: ${outcome.state}. ${outcome.verdict}`,
  );
  return outcome.state === "green" ? 0 : outcome.state === "waiting" ? 3 : outcome.usage ? 2 : 1;
}

const NONE: Outcome = { state: "red", verdict: "no run came to an end." };

/** Who accepts what is proposed also accepts what only the extract could propose: values that the audit did not meet. */
async function wantsSchemaAgain(
  { ledger, settings }: Console,
  steps: readonly StepId[],
  { acceptProposals }: Consent,
): Promise<boolean> {
  if (!acceptProposals || !settings || !steps.includes("schema")) return false;
  return (await unlistedValues(ledger, settings)).length > 0;
}

const WHO = "command line";

/** Whether the files could be made; if not, the log says what a person has to do first. */
async function writeCsvs(console: Console, dir: string): Promise<boolean> {
  const log = new Log(console.ledger, console.world, null);
  const extract = (await console.statuses()).find((s) => s.step === "extract");
  try {
    await writeCsvDir(
      console.ledger,
      extract?.state ?? "never",
      dir,
      (message) => log.write({ kind: "csv-file", message }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof NeedsPersonError)) throw error;
    await log.write({ level: "warning", kind: "csv-file", message: `no CSVs for Twenty. ${error.message}` });
    return false;
  }
}

/** A console that was killed holds its lease for a while; a script waits for it to run out. */
const PATIENCE_MS = LEASE_MS + 5_000;

const WAITING = "another console holds the ledger, or one that was cut off did; waiting for it to let go";

async function runOne(console: Console, id: StepId, options: HeadlessOptions): Promise<Outcome> {
  const { ledger, world } = console;
  const until = elapsed(world) + PATIENCE_MS;
  const busy: RetryPolicy<BusyError> = {
    isPassing: (error): error is BusyError => error instanceof BusyError && elapsed(world) < until,
    attempts: Infinity,
    delayMs: () => 1_000,
    onFailure: async (_, failures) => {
      if (failures === 1) await new Log(ledger, world, null).write({ kind: "waiting", message: WAITING });
    },
  };
  try {
    return await retry({ world, control: new Control() }, busy, async () => {
      const { done } = await console.runner.start(console.step(id), { who: WHO, consent: options.consent });
      return await done;
    });
  } catch (error) {
    if (error instanceof NeedsPersonError) return { state: "waiting", verdict: error.message };
    if (error instanceof BusyError) return { state: "red", verdict: error.message };
    throw error;
  }
}
