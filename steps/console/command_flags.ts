import { SETTINGS } from "../base/settings.ts";
import { OPTIONAL } from "../mapping/objects.ts";
import { STEP_IDS } from "../runbook/step.ts";

/** Commands that make one text of the ledger; neither system is asked. */
export const TEXT_COMMANDS = ["status", "report", "workflows", "map", "checklist", "log"] as const;
export type TextCommand = typeof TEXT_COMMANDS[number];

export const COMMANDS = ["serve", "run", ...TEXT_COMMANDS, "demo", "help"] as const;
export type Command = typeof COMMANDS[number];

const SETTING: readonly Command[] = ["serve", "run"];

interface Flag {
  /** What stands for its value in the help. Absent: the flag stands alone. */
  value?: string;
  /** The commands that do something with it; with any other it would only seem to. */
  with: readonly Command[];
  /** Its line in the help, under `run`; others are named with their command. */
  help?: string;
}

/** What optional objects are called where they are ticked. */
export const OPTIONAL_NAMES = OPTIONAL.map(({ tick }) => tick);

/** Every flag, once, in the order of the help. */
export const FLAGS: Record<string, Flag> = {
  "accept-proposals": {
    with: ["run"],
    help: "confirms the proposed maps, and goes on with the automations that the audit lists",
  },
  "acknowledge-automations": {
    with: ["run"],
    help: "goes on although workflows or webhooks in Twenty start on what is written",
  },
  ...Object.fromEntries(SETTINGS.flatMap(({ key, flag }): [string, Flag][] => {
    if (!flag) return [];
    const help = key === "optionalObjects"
      ? `moves these too: ${OPTIONAL_NAMES.join(" ")}; none takes them back`
      : flag.help;
    return [[flag.name, {
      ...flag,
      help,
      with: key === "ledgerUrl" ? [...SETTING, ...TEXT_COMMANDS] : SETTING,
    }]];
  })),
  "every": {
    value: "MINUTES --until TIME",
    with: ["run"],
    help: "runs the last step, a delta, again and again until then (2026-11-30T18:00, the clinic's time)",
  },
  "until": { value: "TIME", with: ["run"] },
  "csv": {
    value: "FILE",
    with: ["run"],
    help: "reads a CSV export of PracticeHub first; may be repeated",
  },
  "csv-dir": {
    value: "DIR",
    with: ["run"],
    help: "writes CSVs in Twenty's import order after a green extract: patients' data in the clear",
  },
  "workflows": {
    value: "FILE",
    with: ["run"],
    help: "reads PracticeHub's workflows from JSON first (docs/workflows.md)",
  },
  "companies": {
    value: "FILE",
    with: ["run"],
    help: "reads names and addresses of the practice and its locations from CSV first",
  },
  "sign-off": { with: ["run"], help: "approves a sample diff that has no mismatch" },
  "confirm-rollback": {
    value: "COUNT",
    with: ["run"],
    help: "carries out the rollback plan that removes COUNT records",
  },
  "port": { value: "PORT", with: ["serve", "demo"] },
  "practice": { value: "DIR", with: ["demo"] },
  "format": { value: "FORMAT", with: ["workflows", "checklist", "log"] },
  "out": { value: "FILE", with: TEXT_COMMANDS },
  "anyway": { with: ["map"] },
  "json": { with: ["run", "status"] },
};

const namesOf = (isMeant: (flag: Flag) => boolean): string[] =>
  Object.entries(FLAGS).filter(([, flag]) => isMeant(flag)).map(([name]) => name);
/** Flags that are followed by a value. */
export const TEXT_FLAGS: readonly string[] = namesOf(({ value }) => value !== undefined);
/** Flags that stand alone. */
export const SWITCHES = namesOf(({ value }) => value === undefined);

export const HELP = `handover [serve] [--port 8000]     the console; prints the link
handover run STEP… [--json]        runs steps in order without a browser
  steps: ${STEP_IDS.join(" ")}
${
  Object.entries(FLAGS).filter(([, { help }]) => help)
    .map(([name, { value = "", help = "" }]) => `  ${`--${name} ${value}`.padEnd(33)}${help}`).join("\n")
}
handover status [--json]           each cell's state, why stale, what it would do, and the reconciliation
handover report [--out FILE]       the newest audit as one HTML page
handover workflows [--format md]   the guide to rebuild workflows by, or with --format json the file; --out FILE
handover map export [--out FILE]   the field map and the value maps as JSON
handover map import FILE           takes them over; --anyway although options in use lose their source
handover checklist [--format csv]  every object and field to make in Twenty by hand; Markdown unless said; --out FILE
handover log [--format json]       what became of every record, line by line, as CSV or JSON; --out FILE
handover demo [--practice DIR]     both simulators and the console, filled in and ready

Settings, from flags, else the environment, else the settings panel:
${
  SETTINGS.filter(({ env }) => env).map(({ env = "", flag, name, unset }) =>
    [
      `  ${env}`.padEnd(30),
      (flag ? `--${flag.name} ${flag.value}` : "").padEnd(31),
      name,
      unset ? ` (${unset.replaceAll("`", "")})` : "",
    ].join("")
  ).join("\n")
}
Exit: 0 all green, 1 not green, 2 bad usage or configuration, 3 needs a person.`;
