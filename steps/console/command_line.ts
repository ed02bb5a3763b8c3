import { parseArgs } from "@std/cli/parse-args";
import { AUDIT_LOG_FORMATS, type AuditLogFormat } from "../records/audit_log.ts";
import { checkFlags, type Command, COMMANDS, SWITCHES, TEXT_FLAGS } from "./command_flags.ts";
import { UsageError } from "../base/errors.ts";
import type { Consent } from "../runbook/kit.ts";
import { EXTRA_OBJECTS, GONE_POLICIES, type Keys, type Settings } from "../base/settings.ts";
import { STEP_IDS, type StepId } from "../runbook/step.ts";
import { CHECKLIST_FORMATS, type ChecklistFormat } from "../schema/checklist.ts";
import type { MapCommand } from "../schema/map_command.ts";
import type { ToldFiles } from "./told_files.ts";
import { type Format, FORMATS } from "../workflows/export.ts";

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
  told: ToldFiles;
}

export const HELP = `handover [serve] [--port 8000]     the console; prints the link
handover run STEP… [--json]        runs steps in order without a browser
  steps: ${STEP_IDS.join(" ")}
  --accept-proposals               confirms the proposed maps, and goes on with the automations that the audit lists
  --acknowledge-automations        goes on although workflows or webhooks in Twenty start on what is written
  --fallback-owner EMAIL           owns what no practitioner's member owns
  --gone POLICY                    what a delta does with records whose row is gone: soft-delete (default), flag, keep
  --tolerance PERCENT              how many of an object's rows may fail with the run still green; 0 unless said
  --every MINUTES --until TIME     runs the last step, a delta, again and again until then (2026-11-30T18:00, the clinic's time)
  --also RESOURCE,…                moves these too: patient_logs invoices payments; none takes them back
  --csv FILE                       reads a CSV export of PracticeHub first; may be given several times
  --csv-dir DIR                    writes CSVs in Twenty's import order after a green extract: patients' data in the clear
  --workflows FILE                 reads PracticeHub's workflows from JSON first (docs/workflows.md)
  --companies FILE                 reads names and addresses of the practice and its locations from CSV first
  --sign-off                       approves a sample diff that has no mismatch
  --confirm-rollback COUNT         carries out the rollback plan that removes COUNT records
handover status [--json]           each cell's state, why stale, what it would do, and the reconciliation
handover report [--out FILE]       the newest audit as one HTML page
handover workflows [--format md]   the guide to rebuild workflows by, or with --format json the file; --out FILE
handover map export [--out FILE]   the field map and the value maps as JSON
handover map import FILE           takes them over; --anyway although options in use lose their source
handover checklist [--format csv]  every object and field to make in Twenty by hand; Markdown unless said; --out FILE
handover log [--format json]       what became of every record, line by line, as CSV or JSON; --out FILE
handover demo [--practice DIR]     both simulators and the console, filled in and ready

Settings: PRACTICEHUB_URL PRACTICEHUB_KEY PRACTICEHUB_APP (name=email) PRACTICE_TIMEZONE TWENTY_URL TWENTY_KEY
  HANDOVER_LEDGER (or --ledger FILE; default handover.db) HANDOVER_LEDGER_TOKEN HANDOVER_LEDGER_KEY
  PRACTICEHUB_INTERVAL_MS (1050) TWENTY_REQUESTS_PER_MINUTE PRACTICE_NAME PRACTICE_CURRENCY PRACTICE_COUNTRY
  Addresses, app, zone, name, currency and country may be given as flags, e.g. --practicehub-url.
Exit: 0 all green, 1 not green, 2 bad usage or configuration, 3 needs a person.`;

/** @throws {UsageError} a command, step or flag that does not exist or does not fit, or a value that is none */
export function readCommandLine(
  args: readonly string[],
  env: (name: string) => string | undefined,
): CommandLine {
  const flags = parseArgs([...args], {
    string: TEXT_FLAGS,
    collect: ["csv"],
    boolean: SWITCHES,
    unknown: (arg: string, key?: string) => {
      if (key !== undefined) {
        throw new UsageError(`There is no flag ${arg.split("=")[0]}; see handover help.`);
      }
      return true;
    },
  });
  const [first = "serve", ...rest] = flags._.map(String);
  const command = flags.help ? "help" : COMMANDS.find((c) => c === first);
  if (!command) throw new UsageError(`There is no command ${first}; see handover help.`);
  checkFlags(command, flags);
  if (command !== "run" && command !== "map" && rest.length > 0) {
    throw new UsageError(`${command} takes no ${rest[0]}; see handover help.`);
  }
  const steps = command === "run" ? rest.map(stepNamed) : [];
  const csv = flags.csv.map(String);
  if (flags["csv-dir"] !== undefined && !steps.includes("extract")) {
    throw new UsageError("--csv-dir goes with run extract; see handover help.");
  }
  const told = present({ workflows: flags.workflows, companies: flags.companies });
  if (flags.anyway && rest[0] !== "import") {
    throw new UsageError("--anyway goes with map import; see handover help.");
  }
  const given = (flag: typeof TEXT_FLAGS[number], name: string) => flags[flag] ?? env(name) ?? undefined;
  return {
    command,
    steps,
    json: flags.json,
    port: whole(flags.port, "--port") ?? 8000,
    practice: flags.practice,
    ledger: {
      url: given("ledger", "HANDOVER_LEDGER") ?? "handover.db",
      token: env("HANDOVER_LEDGER_TOKEN"),
      encryptionKey: env("HANDOVER_LEDGER_KEY"),
    },
    csv,
    csvDir: flags["csv-dir"],
    told,
    format: formatNamed(command === "workflows" ? flags.format ?? "md" : "md"),
    checklistFormat: checklistFormat(command === "checklist" ? flags.format ?? "md" : "md"),
    logFormat: logFormat(command === "log" ? flags.format ?? "csv" : "csv"),
    again: againOf(flags.every, flags.until, steps),
    map: command === "map" ? mapCommand(rest, flags.anyway) : undefined,
    out: flags.out,
    keys: { source: env("PRACTICEHUB_KEY") ?? "", target: env("TWENTY_KEY") ?? "" },
    settings: present({
      sourceUrl: given("practicehub-url", "PRACTICEHUB_URL"),
      sourceApp: given("practicehub-app", "PRACTICEHUB_APP"),
      timeZone: given("practice-timezone", "PRACTICE_TIMEZONE"),
      practiceName: given("practice-name", "PRACTICE_NAME"),
      currency: given("practice-currency", "PRACTICE_CURRENCY"),
      country: given("practice-country", "PRACTICE_COUNTRY"),
      targetUrl: given("twenty-url", "TWENTY_URL"),
      fallbackOwner: flags["fallback-owner"],
      gonePolicy: gonePolicy(flags.gone),
      tolerance: percent(flags.tolerance),
      extraObjects: flags.also === undefined ? undefined : extras(flags.also),
      sourceIntervalMs: whole(env("PRACTICEHUB_INTERVAL_MS"), "PRACTICEHUB_INTERVAL_MS"),
      targetRequestsPerMinute: whole(env("TWENTY_REQUESTS_PER_MINUTE"), "TWENTY_REQUESTS_PER_MINUTE"),
    }),
    consent: {
      acceptProposals: flags["accept-proposals"],
      acknowledgeAutomations: flags["acknowledge-automations"],
      signOff: flags["sign-off"],
      ...present({ rollbackCount: whole(flags["confirm-rollback"], "--confirm-rollback") }),
    },
  };
}

function stepNamed(name: string): StepId {
  const step = STEP_IDS.find((id) => id === name);
  if (!step) throw new UsageError(`There is no step ${name}; the steps are ${STEP_IDS.join(", ")}.`);
  return step;
}

function formatNamed(name: string): Format {
  const format = FORMATS.find((known) => known === name);
  if (!format) throw new UsageError(`--format takes ${FORMATS.join(" or ")}.`);
  return format;
}

function checklistFormat(name: string): ChecklistFormat {
  const format = CHECKLIST_FORMATS.find((known) => known === name);
  if (!format) throw new UsageError(`--format takes ${CHECKLIST_FORMATS.join(" or ")}.`);
  return format;
}

function logFormat(name: string): AuditLogFormat {
  const format = AUDIT_LOG_FORMATS.find((known) => known === name);
  if (!format) throw new UsageError(`--format takes ${AUDIT_LOG_FORMATS.join(" or ")}.`);
  return format;
}

function gonePolicy(name: string | undefined): Settings["gonePolicy"] | undefined {
  if (name === undefined) return undefined;
  const policy = GONE_POLICIES.find((known) => known === name);
  if (!policy) throw new UsageError(`--gone takes ${GONE_POLICIES.join(", ")}.`);
  return policy;
}

function percent(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,3}(\.\d+)?$/.test(text)) throw new UsageError("--tolerance must be a percentage such as 0.5.");
  return Number(text);
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
  const minutes = whole(every, "--every") ?? 0;
  if (minutes < 1) throw new UsageError("--every takes one minute or more.");
  return { everyMs: minutes * 60_000, until };
}

function mapCommand([verb, file, ...more]: readonly string[], anyway: boolean): MapCommand {
  if (verb === "export" && file === undefined) return { verb };
  if (verb === "import" && file !== undefined && more.length === 0) return { verb, file, anyway };
  throw new UsageError("Say: map export, or map import FILE; see handover help.");
}

/** The whole list: what is not named in it is not moved. */
function extras(list: string): Settings["extraObjects"] {
  if (list.trim() === "none") return [];
  return list.split(",").map((name) => name.trim()).map((name) => {
    const resource = EXTRA_OBJECTS.find((known) => known === name);
    if (!resource) throw new UsageError(`--also takes ${EXTRA_OBJECTS.join(", ")} or none, not “${name}”.`);
    return resource;
  });
}

function whole(text: string | undefined, name: string): number | undefined {
  if (text === undefined || text === "") return undefined;
  if (!/^\d+$/.test(text)) throw new UsageError(`${name} must be a whole number.`);
  return Number(text);
}

function present<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined && v !== "")) as Partial<
    T
  >;
}
