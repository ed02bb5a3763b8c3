import { parseArgs } from "@std/cli/parse-args";
import { AUDIT_LOG_FORMATS, type AuditLogFormat } from "../records/audit_log.ts";
import { UsageError } from "../base/errors.ts";
import type { Consent } from "../runbook/kit.ts";
import { readSetting } from "../base/check_settings.ts";
import { type Keys, SETTINGS, type Settings } from "../base/settings.ts";
import { listOf, oneOf, whole } from "../base/typed.ts";
import { listed } from "../base/words.ts";
import { type Command, COMMANDS, FLAGS, OPTIONAL_NAMES, SWITCHES, TEXT_FLAGS } from "./command_flags.ts";
import { STEP_IDS, type StepId } from "../runbook/step.ts";
import { CHECKLIST_FORMATS, type ChecklistFormat } from "../schema/checklist.ts";
import type { MapCommand } from "../map_editor/map_command.ts";
import type { InputFiles } from "./headless.ts";
import { type Format, FORMATS } from "../workflows/keep.ts";

/** How often, and until when in the clinic's time: `2026-11-30T18:00`. */
export interface Again {
  everyMs: number;
  until: string;
}

/** What a person typed, read once. Flags go before the environment, the environment before the ledger's settings. */
export interface CommandLine {
  command: Command;
  steps: StepId[];
  json: boolean;
  port: number;
  practice: string | undefined;
  ledger: { url: string; token?: string; encryptionKey?: string };
  keys: Keys;
  settings: Partial<Settings>;
  consent: Consent;
  /** CSV exports of PracticeHub to read before the first step. */
  csv: string[];
  /** Where to write CSVs for Twenty after the extract. */
  csvDir: string | undefined;
  /** Where the audit's report or the workflows go; the terminal unless said. */
  out: string | undefined;
  /** How the workflows are written. */
  format: Format;
  /** How the checklist for an admin is written. */
  checklistFormat: ChecklistFormat;
  /** How the audit log is written. */
  logFormat: AuditLogFormat;
  /** The last step is run again and again. */
  again: Again | undefined;
  /** What to do with the maps. */
  map: MapCommand | undefined;
  /** Workflows and companies to read before the first step. */
  inputs: InputFiles;
}

/** @throws {UsageError} a command, step or flag that does not exist or does not fit, or a value that is none */
export function readCommandLine(
  args: readonly string[],
  env: (name: string) => string | undefined,
): CommandLine {
  const typed = readFlags(args);
  const [first = "serve", ...rest] = typed.words;
  const command = typed.isOn("help") ? "help" : COMMANDS.find((c) => c === first);
  if (!command) throw new UsageError(`There is no command ${first}; see handover help.`);
  typed.mustGoWith(command);
  if (command !== "run" && command !== "map" && rest.length > 0) {
    throw new UsageError(`${command} takes no ${rest[0]}; see handover help.`);
  }
  const steps = command === "run" ? rest.map(stepNamed) : [];
  if (typed.text("csv-dir") !== undefined && !steps.includes("extract")) {
    throw new UsageError("--csv-dir goes with run extract; see handover help.");
  }
  if (typed.isOn("anyway") && rest[0] !== "import") {
    throw new UsageError("--anyway goes with map import; see handover help.");
  }
  const number = (flag: string) => {
    const text = typed.text(flag);
    return text === undefined ? undefined : whole(text, `--${flag}`);
  };
  const format = <T extends string>(of: Command, known: readonly T[], unless: T): T =>
    oneOf(known)(command === of ? typed.text("format") ?? unless : unless, "--format");
  const values = Object.fromEntries(SETTINGS.map((setting) => [setting.key, valueOf(setting, typed, env)]));
  return {
    command,
    steps,
    json: typed.isOn("json"),
    port: number("port") ?? 8000,
    practice: typed.text("practice"),
    ledger: {
      url: String(values["ledgerUrl"] ?? "handover.db"),
      ...present({ token: values["ledgerToken"], encryptionKey: values["ledgerKey"] }) as {
        token?: string;
        encryptionKey?: string;
      },
    },
    csv: typed.list("csv"),
    csvDir: typed.text("csv-dir"),
    inputs: present({ workflows: typed.text("workflows"), companies: typed.text("companies") }),
    format: format("workflows", FORMATS, "md"),
    checklistFormat: format("checklist", CHECKLIST_FORMATS, "md"),
    logFormat: format("log", AUDIT_LOG_FORMATS, "csv"),
    again: againOf(typed.text("every"), typed.text("until"), steps),
    map: command === "map" ? mapCommand(rest, typed.isOn("anyway")) : undefined,
    out: typed.text("out"),
    keys: { source: String(values["sourceKey"] ?? ""), target: String(values["targetKey"] ?? "") },
    // Each is checked by itself before anything is opened (`checkSettings`).
    settings: present(
      Object.fromEntries(SETTINGS.flatMap(({ key, schema }) => schema ? [[key, values[key]]] : [])),
    ) as Partial<Settings>,
    consent: {
      acceptProposals: typed.isOn("accept-proposals"),
      acknowledgeAutomations: typed.isOn("acknowledge-automations"),
      signOff: typed.isOn("sign-off"),
      ...present({ rollbackCount: number("confirm-rollback") }),
    },
  };
}

interface Typed {
  words: string[];
  text(flag: string): string | undefined;
  list(flag: string): string[];
  isOn(flag: string): boolean;
  mustGoWith(command: Command): void;
}

/** @throws {UsageError} there is no such flag, or it lacks its value, which would unset what it names */
function readFlags(args: readonly string[]): Typed {
  const flags: Record<string, unknown> & { _: (string | number)[] } = parseArgs([...args], {
    string: TEXT_FLAGS,
    collect: ["csv"],
    boolean: [...SWITCHES, "help"],
    unknown: (arg: string, key?: string) => {
      if (key === undefined) return true;
      throw new UsageError(`There is no flag ${arg.split("=")[0]}; see handover help.`);
    },
  });
  const list = (flag: string) => [flags[flag] ?? []].flat().map(String);
  return {
    words: flags._.map(String),
    text: (flag) => list(flag)[0],
    list,
    isOn: (flag) => flags[flag] === true,
    mustGoWith(command) {
      for (const name of TEXT_FLAGS) {
        if (list(name).includes("")) throw new UsageError(`--${name} needs a value; see handover help.`);
      }
      if (command === "help") return;
      for (const [name, { value, with: commands }] of Object.entries(FLAGS)) {
        const isTyped = value === undefined ? flags[name] === true : list(name).length > 0;
        if (!isTyped || commands.includes(command)) continue;
        throw new UsageError(
          `--${name} goes with ${listed(commands)}, not with ${command}; see handover help.`,
        );
      }
    },
  };
}

/** What a flag says of a setting, else the environment. */
function valueOf(
  setting: typeof SETTINGS[number],
  typed: Typed,
  env: (name: string) => string | undefined,
): unknown {
  const { flag, env: variable } = setting;
  const text = flag && typed.text(flag.name);
  if (setting.key === "optionalObjects") return text && listOf(OPTIONAL_NAMES)(text.trim(), "--also");
  if (flag && text !== undefined) return readSetting(setting, text, `--${flag.name}`);
  return variable === undefined ? undefined : readSetting(setting, env(variable), variable);
}

function stepNamed(name: string): StepId {
  const step = STEP_IDS.find((id) => id === name);
  if (!step) throw new UsageError(`There is no step ${name}; the steps are ${STEP_IDS.join(", ")}.`);
  return step;
}

/** The two flags go together, and with a delta at the end. */
function againOf(
  every: string | undefined,
  until: string | undefined,
  steps: readonly StepId[],
): Again | undefined {
  if (every === undefined && until === undefined) return undefined;
  if (every === undefined || until === undefined || steps.at(-1) !== "delta") {
    throw new UsageError("--every and --until go together, with delta as the last step.");
  }
  const minutes = whole(every, "--every");
  if (minutes < 1) throw new UsageError("--every takes one minute or more.");
  return { everyMs: minutes * 60_000, until };
}

function mapCommand([verb, file, ...more]: readonly string[], anyway: boolean): MapCommand {
  if (verb === "export" && file === undefined) return { verb };
  if (verb === "import" && file !== undefined && more.length === 0) return { verb, file, anyway };
  throw new UsageError("Say: map export, or map import FILE; see handover help.");
}

const present = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
