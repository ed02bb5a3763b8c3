import { UsageError } from "../base/errors.ts";

export const COMMANDS = [
  "serve",
  "run",
  "status",
  "report",
  "workflows",
  "map",
  "checklist",
  "log",
  "demo",
  "help",
] as const;
export type Command = typeof COMMANDS[number];

/** Flags that are followed by a value. */
export const TEXT_FLAGS = [
  "port",
  "practice",
  "ledger",
  "practicehub-url",
  "practicehub-app",
  "practice-timezone",
  "practice-name",
  "practice-currency",
  "practice-country",
  "twenty-url",
  "fallback-owner",
  "gone",
  "tolerance",
  "every",
  "until",
  "confirm-rollback",
  "also",
  "csv",
  "csv-dir",
  "workflows",
  "companies",
  "format",
  "out",
] as const;
/** Flags that stand alone. */
export const SWITCHES = [
  "anyway",
  "json",
  "accept-proposals",
  "acknowledge-automations",
  "sign-off",
  "help",
] as const;

type Flag = typeof TEXT_FLAGS[number] | Exclude<typeof SWITCHES[number], "help">;

const SETTING: readonly Command[] = ["serve", "run"];
const TEXT: readonly Command[] = ["status", "report", "workflows", "map", "checklist", "log"];

/** The commands that do something with a flag; any other would only seem to. */
const GOES_WITH: Record<Flag, readonly Command[]> = {
  "port": ["serve", "demo"],
  "practice": ["demo"],
  "ledger": [...SETTING, ...TEXT],
  "practicehub-url": SETTING,
  "practicehub-app": SETTING,
  "practice-timezone": SETTING,
  "practice-name": SETTING,
  "practice-currency": SETTING,
  "practice-country": SETTING,
  "twenty-url": SETTING,
  "fallback-owner": SETTING,
  "gone": SETTING,
  "tolerance": SETTING,
  "every": ["run"],
  "until": ["run"],
  "also": SETTING,
  "confirm-rollback": ["run"],
  "csv": ["run"],
  "csv-dir": ["run"],
  "workflows": ["run"],
  "companies": ["run"],
  "format": ["workflows", "checklist", "log"],
  "out": TEXT,
  "anyway": ["map"],
  "json": ["run", "status"],
  "accept-proposals": ["run"],
  "acknowledge-automations": ["run"],
  "sign-off": ["run"],
};

/** @throws {UsageError} a flag lacks its value, which would unset what it names, or the command takes no such flag */
export function checkFlags(command: Command, given: Readonly<Record<string, unknown>>): void {
  for (const name of TEXT_FLAGS) {
    if ([given[name]].flat().includes("")) {
      throw new UsageError(`--${name} needs a value; see handover help.`);
    }
  }
  if (command === "help") return;
  for (const [name, commands] of Object.entries(GOES_WITH)) {
    if (!isGiven(given[name]) || commands.includes(command)) continue;
    throw new UsageError(`--${name} goes with ${listed(commands)}, not with ${command}; see handover help.`);
  }
}

const isGiven = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
